package store

import (
	_ "embed"
	"slices"
)

//go:embed rebuild_counts.cypher
var rebuildCountsCypher string

// rebuildCounts counts anew what hangs on the entities.
func (t transaction) rebuildCounts(entities []string) error {
	for chunk := range slices.Chunk(entities, chunkRows) {
		if err := t.do(rebuildCountsCypher, map[string]any{"ids": chunk}); err != nil {
			return err
		}
	}
	return nil
}
