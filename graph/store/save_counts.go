package store

import (
	_ "embed"
	"maps"
	"slices"

	"entente/graph"
)

//go:embed save_counts.cypher
var saveCountsCypher string

// saveCounts brings what is counted on the entities at the ends of edges up to
// date with the shifts of those edges, which came to edges.
func (t transaction) saveCounts(shifts []shift, edges []graph.Edge) error {
	gained := map[string]int{}
	rewired := map[string]bool{}
	for i, s := range shifts {
		after := edges[i].Statements
		before := after - s.gained
		for id := range s.ends() {
			gained[id] += s.gained
			if (before == 0) != (after == 0) {
				rewired[id] = true
			}
		}
	}
	rows := make([]any, 0, len(gained))
	for _, id := range slices.Sorted(maps.Keys(gained)) {
		rows = append(rows, map[string]any{"id": id, "gained": gained[id]})
	}
	if err := t.inChunks(saveCountsCypher, rows); err != nil {
		return err
	}
	return t.saveDegrees(slices.Sorted(maps.Keys(rewired)))
}
