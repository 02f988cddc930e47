package store

import (
	_ "embed"
	"slices"

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
