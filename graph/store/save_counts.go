package store

import (
	_ "embed"
	"maps"
	"slices"

	"entente/graph"
)

//go:embed save_counts.cypher
var saveCountsCypher string

//go:embed save_degrees.cypher
var saveDegreesCypher string

// saveCounts brings what is counted on the entities at the ends of edges up to
// date with the shifts of those edges, which came to edges. Neighbors are
// counted only where an edge came or went.
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
	var moved, wired []any
	for _, id := range slices.Sorted(maps.Keys(gained)) {
		row := map[string]any{"id": id, "gained": gained[id]}
		switch {
		case rewired[id]:
			wired = append(wired, row)
		case gained[id] != 0:
			moved = append(moved, row)
		}
	}
	if err := t.inChunks(saveCountsCypher, moved); err != nil {
		return err
	}
	return t.inChunks(saveDegreesCypher, wired)
}
