package store

import (
	_ "embed"
	"maps"
	"slices"
)

//go:embed save_counts.cypher
var saveCountsCypher string

// saveCounts brings what is counted on the entities at the ends of edges up to
// date with what became of those edges.
func (t transaction) saveCounts(changes []change) error {
	gained := map[string]int{}
	rewired := map[string]bool{}
	for _, c := range changes {
		for id := range c.ends() {
			gained[id] += c.after - c.before
			if (c.before == 0) != (c.after == 0) {
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
