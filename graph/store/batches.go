package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed batches.cypher
var batchesCypher string

// Batches returns the latest loads, newest first, at most limit of them
// (graph.DefaultPage when it is 0).
func (s *Store) Batches(ctx context.Context, limit int) ([]graph.Batch, error) {
	if limit < 0 || limit > graph.MaxPage {
		return nil, graph.FieldError("limit", "limit must be between 1 and %d", graph.MaxPage)
	}
	if limit == 0 {
		limit = graph.DefaultPage
	}
	row, err := s.readRow(ctx, batchesCypher, map[string]any{"limit": limit})
	if err != nil {
		return nil, err
	}
	batches := each(row, func(c *cells) graph.Batch { return readBatch(c.object()) })
	return batches, row.done()
}
