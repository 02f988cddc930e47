package store

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

//go:embed save_edges_count.cypher
var saveEdgesCountCypher string

// countEdges returns what the statements of each pair come to, in the order of
// the pairs. An edge without statements has none left.
func (t transaction) countEdges(pairs []pair) ([]graph.Edge, error) {
	var edges []graph.Edge
	for chunk := range slices.Chunk(pairs, chunkRows) {
		rows := make([]any, len(chunk))
		for i, p := range chunk {
			rows[i] = []any{p.source, string(p.relation), p.target}
		}
		row, err := t.row(saveEdgesCountCypher, map[string]any{"pairs": rows})
		if err != nil {
			return nil, err
		}
		counted := lists(row, readCounted)
		if err := row.done(); err != nil {
			return nil, err
		}
		for i, p := range chunk {
			e := counted[i]
			e.Source, e.Relation, e.Target, e.Key = p.source, p.relation, p.target, graph.EdgeKey(p.source, p.relation, p.target)
			edges = append(edges, e)
		}
	}
	return edges, nil
}

func readCounted(c *cells) graph.Edge {
	e := graph.Edge{
		Statements: c.number(), Articles: c.number(), Publishers: c.number(), Independent: c.number(),
		Asserted: c.number(), Negated: c.number(), Hedged: c.number(), Planned: c.number(), Conditional: c.number(),
		Weight: c.real(), Polarity: c.number(), Confidence: c.real(), First: c.date(), Last: c.date(),
	}
	e.Months, e.Counts = tally(c.texts())
	return e
}

// tally counts months, given as "2017-04" in any order.
func tally(months []string) (numbers, counts []int) {
	numbers, counts = []int{}, []int{}
	slices.Sort(months)
	for _, month := range months {
		n, _ := strconv.Atoi(strings.Replace(month, "-", "", 1))
		if last := len(numbers) - 1; last >= 0 && numbers[last] == n {
			counts[last]++
			continue
		}
		numbers, counts = append(numbers, n), append(counts, 1)
	}
	return numbers, counts
}
