package loader

import (
	"context"
	"iter"

	"entente/graph"
	"entente/graph/store"
	"entente/loader/source"
)

// batchesBack is how many loads Failed looks through.
const batchesBack = graph.MaxPage

// place is where an item stood in the input of a load.
type place struct {
	name string
	line int
}

// Failed keeps those items that failed when the latest load of this name was
// run, told by their names and lines. Errors: NotFound when there is no such
// load, Conflict when workers still load it, and what asking the ledger gives.
func Failed(ctx context.Context, st *store.Store, name string, items iter.Seq[source.Item]) (iter.Seq[source.Item], error) {
	batches, err := st.Batches(ctx, batchesBack)
	if err != nil {
		return nil, err
	}
	for _, batch := range batches {
		if batch.Name != name {
			continue
		}
		if batch.State == graph.BatchQueued {
			return nil, graph.Errorf(graph.Conflict, "workers still load %s, the latest load of %q; try again what failed when it has ended", batch.ID, name)
		}
		failed, err := failures(ctx, st, batch.ID)
		return only(items, failed), err
	}
	return nil, graph.Errorf(graph.NotFound, "none of the latest %d loads was of %q; run it without --retry-failed first", batchesBack, name)
}

// failures asks the ledger where the items of a batch stood that failed.
func failures(ctx context.Context, st *store.Store, batch string) (map[place]bool, error) {
	places := map[place]bool{}
	for item, err := range st.AllItems(ctx, batch, graph.ItemFailed) {
		if err != nil {
			return nil, err
		}
		places[place{item.Name, item.Line}] = true
	}
	return places, nil
}

// only keeps the items at these places; it ends with the last of them.
func only(items iter.Seq[source.Item], places map[place]bool) iter.Seq[source.Item] {
	return func(yield func(source.Item) bool) {
		left := len(places)
		if left == 0 {
			return
		}
		for item := range items {
			if !places[place{item.Name, item.Line}] {
				continue
			}
			if left--; !yield(item) || left == 0 {
				return
			}
		}
	}
}
