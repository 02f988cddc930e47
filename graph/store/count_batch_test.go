package store_test

import (
	"context"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

func TestCountBatchCountsItemsAndSettles(t *testing.T) {
	s, ctx := storetest.Open(t), context.Background()
	if _, err := s.CountBatch(ctx, "nothing"); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("a batch that is not there: %v", err)
	}
	save := func(state graph.BatchState) {
		t.Helper()
		if err := s.SaveBatch(ctx, graph.Batch{ID: "one", Name: "news", State: state}); err != nil {
			t.Fatal(err)
		}
	}
	items := func(items ...graph.Item) {
		t.Helper()
		if err := s.SaveItems(ctx, "one", items); err != nil {
			t.Fatal(err)
		}
	}
	count := func(state graph.BatchState, want graph.Counts) {
		t.Helper()
		batch, err := s.CountBatch(ctx, "one")
		if err != nil || batch.Counts != want || batch.State != state || batch.Finished.IsZero() != (state != graph.BatchDone) {
			t.Errorf("batch %+v (%v), want %s with %+v", batch, err, state, want)
		}
		stored, err := s.Batch(ctx, "one")
		if err != nil || stored != batch {
			t.Errorf("stored is %+v (%v), counted was %+v", stored, err, batch)
		}
	}
	save(graph.BatchRunning)
	items(graph.Item{ID: "1", State: graph.ItemDone, Statements: 3}, graph.Item{ID: "2", State: graph.ItemUnchanged, Statements: 5})
	count(graph.BatchRunning, graph.Counts{Items: 2, Done: 1, Unchanged: 1, Statements: 3})
	items(graph.Item{ID: "3", State: graph.ItemQueued}, graph.Item{ID: "4", State: graph.ItemReading}, graph.Item{ID: "5", State: graph.ItemRejected})
	save(graph.BatchQueued)
	count(graph.BatchQueued, graph.Counts{Items: 5, Queued: 1, Reading: 1, Done: 1, Unchanged: 1, Rejected: 1, Statements: 3})
	items(graph.Item{ID: "3", State: graph.ItemFailed}, graph.Item{ID: "4", State: graph.ItemDone, Statements: 2})
	count(graph.BatchDone, graph.Counts{Items: 5, Done: 2, Unchanged: 1, Rejected: 1, Failed: 1, Statements: 5})
}

// Who tells late that an item waits does not undo what became of it.
func TestAnItemAtItsEndIsNotPutBack(t *testing.T) {
	s, ctx := storetest.Open(t), context.Background()
	for _, state := range []graph.ItemState{graph.ItemReading, graph.ItemQueued, graph.ItemDone, graph.ItemQueued, graph.ItemReading} {
		if err := s.SaveItems(ctx, "one", []graph.Item{{ID: "1", State: state}}); err != nil {
			t.Fatal(err)
		}
	}
	keys := []string{store.ItemKey("one", "1"), store.ItemKey("one", "2")}
	states, err := s.ItemStates(ctx, keys)
	if err != nil || len(states) != 1 || states[keys[0]] != graph.ItemDone {
		t.Errorf("states are %v, %v", states, err)
	}
}
