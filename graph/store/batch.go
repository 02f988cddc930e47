package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed batch.cypher
var batchCypher string

// Batch returns one load as SaveBatch last wrote it. Errors: NotFound.
func (s *Store) Batch(ctx context.Context, id string) (graph.Batch, error) {
	row, err := s.found(ctx, batchCypher, map[string]any{"id": id}, "batch", id)
	if err != nil {
		return graph.Batch{}, err
	}
	batch := readBatch(row.object())
	return batch, row.done()
}
