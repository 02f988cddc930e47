package store

import (
	_ "embed"

	"entente/graph"
)

//go:embed save_edges_count.cypher
var saveEdgesCountCypher string

// countEdges returns what the statements of each pair come to, in the order of
// the pairs. An edge without statements has none left.
func (t transaction) countEdges(pairs []pair) ([]graph.Edge, error) {
	edges := make([]graph.Edge, len(pairs))
	for at := 0; at < len(pairs); at += chunkRows {
		if err := t.countInto(edges[at:], pairs[at:min(at+chunkRows, len(pairs))]); err != nil {
			return nil, err
		}
	}
	for i, p := range pairs {
		e := &edges[i]
		e.Source, e.Relation, e.Target, e.Key = p.source, p.relation, p.target, graph.EdgeKey(p.source, p.relation, p.target)
	}
	return edges, nil
}

func (t transaction) countInto(edges []graph.Edge, pairs []pair) error {
	rows := make([]any, len(pairs))
	for i, p := range pairs {
		rows[i] = []any{p.source, string(p.relation), p.target}
	}
	row, err := t.row(saveEdgesCountCypher, map[string]any{"pairs": rows})
	if err != nil {
		return err
	}
	type counted struct {
		place int
		edge  graph.Edge
	}
	for _, c := range lists(row, func(c *cells) counted { return counted{c.number(), readCounted(c)} }) {
		edges[c.place] = c.edge
	}
	return row.done()
}
