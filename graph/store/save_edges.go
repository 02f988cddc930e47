package store

import (
	_ "embed"
	"iter"
	"maps"
	"slices"
	"strings"

	"entente/graph"
)

//go:embed save_edges.cypher
var saveEdgesTemplate string

// saveEdgesBlank is the template's only blank.
const saveEdgesBlank = "RELATION"

// saveEdgesCypher holds the text of each relation.
var saveEdgesCypher = func() map[graph.Relation]string {
	texts := map[graph.Relation]string{}
	for _, info := range graph.Relations() {
		texts[info.Relation] = strings.ReplaceAll(saveEdgesTemplate, ":"+saveEdgesBlank, ":"+string(info.Relation))
	}
	return texts
}()

// pair is what one aggregated edge stands for.
type pair struct {
	source   string
	relation graph.Relation
	target   string
}

func readPair(c *cells) pair { return pair{c.text(), c.relation(), c.text()} }

// change is what became of the aggregated edge of a pair: the statements that
// it counted before and counts after; none where it did not or does not stand.
type change struct {
	pair
	before, after int
}

// ends gives the entities at the ends of a pair, once each.
func (p pair) ends() iter.Seq[string] {
	return func(yield func(string) bool) {
		if yield(p.source) && p.target != p.source {
			yield(p.target)
		}
	}
}

// saveEdges makes the aggregated edges of the pairs anew, and returns what
// became of each, in the order of the pairs.
func (t transaction) saveEdges(pairs []pair) ([]change, error) {
	edges, err := t.countEdges(pairs)
	if err != nil {
		return nil, err
	}
	before := map[string]int{}
	for text, rows := range edgeRows(edges) {
		if err := t.writeEdges(text, rows, before); err != nil {
			return nil, err
		}
	}
	changes := make([]change, len(edges))
	for i := range edges {
		changes[i] = change{pairs[i], before[edges[i].Key], edges[i].Statements}
	}
	return changes, nil
}

// edgeRows gives the rows of edges by the text that writes them: those of a
// relation by its own, those without a statement by the one that drops them.
func edgeRows(edges []graph.Edge) iter.Seq2[string, []any] {
	rows := map[string][]any{}
	for i := range edges {
		e := &edges[i]
		row := map[string]any{"source": e.Source, "target": e.Target, "key": e.Key}
		text := saveEdgesDropCypher
		if e.Statements > 0 {
			row["properties"], text = edgeProperties(*e), saveEdgesCypher[e.Relation]
		}
		rows[text] = append(rows[text], row)
	}
	return func(yield func(string, []any) bool) {
		for _, text := range slices.Sorted(maps.Keys(rows)) {
			if !yield(text, rows[text]) {
				return
			}
		}
	}
}

// writeEdges runs a text that writes or drops edges and notes, by key, how
// many statements each counted before.
func (t transaction) writeEdges(text string, rows []any, before map[string]int) error {
	for chunk := range slices.Chunk(rows, chunkRows) {
		row, err := t.row(text, map[string]any{"rows": chunk})
		if err != nil {
			return err
		}
		lists(row, func(c *cells) string {
			key := c.text()
			before[key] = c.number()
			return key
		})
		if err := row.done(); err != nil {
			return err
		}
	}
	return nil
}
