package store

import (
	"context"
	_ "embed"
	"time"

	"entente/graph"
)

//go:embed count_batch.cypher
var countBatchCypher string

// CountBatch counts the items of a load anew, writes the counts and returns
// the batch. One that is queued, and has no open item, is done with that: it
// is for loads whose items are all in a queue, and settled by many workers.
// Errors: NotFound.
func (s *Store) CountBatch(ctx context.Context, id string) (graph.Batch, error) {
	var batch graph.Batch
	err := s.note(ctx, func(t transaction) error {
		rows, err := t.rows(countBatchCypher, map[string]any{"id": id, "now": offset(time.Now().UTC())})
		if err != nil || len(rows) == 0 {
			batch = graph.Batch{}
			return err
		}
		batch = readBatch(rows[0].object())
		return rows[0].done()
	})
	if err == nil && batch.ID == "" {
		return batch, graph.Errorf(graph.NotFound, "There is no batch %q.", id)
	}
	return batch, err
}
