package store

import (
	_ "embed"

	"entente/graph"
)

//go:embed save_edges_drop.cypher
var saveEdgesDropCypher string

// dropEdges drops edges, where they stand.
func (t transaction) dropEdges(edges []graph.Edge) error {
	rows := make([]any, len(edges))
	for i, e := range edges {
		rows[i] = map[string]any{"source": e.Source, "target": e.Target, "key": e.Key}
	}
	return t.inChunks(saveEdgesDropCypher, rows)
}
