package store

import (
	_ "embed"
	"slices"
)

//go:embed save_degrees.cypher
var saveDegreesCypher string

// saveDegrees counts the neighbors of entities anew.
func (t transaction) saveDegrees(entities []string) error {
	for chunk := range slices.Chunk(entities, chunkRows) {
		if err := t.do(saveDegreesCypher, map[string]any{"ids": chunk}); err != nil {
			return err
		}
	}
	return nil
}
