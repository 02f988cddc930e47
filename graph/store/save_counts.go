package store

import (
	_ "embed"
	"slices"
)

//go:embed save_counts.cypher
var saveCountsCypher string

// saveCounts counts anew what hangs on the entities.
func (t transaction) saveCounts(entities []string) error {
	for chunk := range slices.Chunk(entities, chunkRows) {
		if err := t.do(saveCountsCypher, map[string]any{"ids": chunk}); err != nil {
			return err
		}
	}
	return nil
}
