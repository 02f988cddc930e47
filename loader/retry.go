package loader

import (
	"context"
	"iter"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/loader/source"
)

// Retry runs a load again under its id, on the same items: those that failed or
// came to no end are loaded, the others keep what the ledger says of them. The
// rest is as with Run.
func Retry(ctx context.Context, st *store.Store, reader *Reader, items iter.Seq[source.Item], o Options) (graph.Batch, error) {
	l := newLoad(st, reader, o)
	if err := l.patiently(ctx, func() error { return l.recall(ctx, st) }); err != nil {
		return l.end(ctx, err)
	}
	if err := l.begin(ctx); err != nil {
		return l.end(ctx, err)
	}
	return l.run(ctx, items)
}

// past is what a load that is run again did before.
type past struct {
	settled []bool          // by the number of an item
	failed  map[string]bool // by the id of an item
}

// has tells whether an item, by its number, came to an end.
func (p past) has(number int) bool { return number < len(p.settled) && p.settled[number] }

// state is where an item stood before; nowhere when it is new.
func (p past) state(id string) graph.ItemState {
	if p.failed[id] {
		return graph.ItemFailed
	}
	return ""
}

// recall asks the ledger what the load did before.
func (l *load) recall(ctx context.Context, st *store.Store) error {
	before, err := st.CountBatch(ctx, l.batch.ID)
	if graph.CodeOf(err) == graph.NotFound {
		return nil // it did not get so far
	}
	if err != nil {
		return err
	}
	l.past = past{failed: map[string]bool{}}
	for item, err := range st.AllItems(ctx, l.batch.ID, graph.ItemDone, graph.ItemUnchanged, graph.ItemRejected, graph.ItemFailed) {
		if err != nil {
			return err
		}
		if item.State == graph.ItemFailed {
			l.past.failed[item.ID] = true
			continue
		}
		number, err := strconv.Atoi(strings.TrimPrefix(item.ID, l.batch.ID+"-"))
		if err != nil || number < 0 {
			return graph.Errorf(graph.Internal, "item %q bears no number", item.ID)
		}
		for len(l.past.settled) <= number {
			l.past.settled = append(l.past.settled, false)
		}
		l.past.settled[number] = true
	}
	l.batch.Created, l.batch.Counts = before.Created, before.Counts
	return nil
}

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

// only keeps the items at these places, and what now comes out of an input
// that failed as a whole.
func only(items iter.Seq[source.Item], places map[place]bool) iter.Seq[source.Item] {
	return func(yield func(source.Item) bool) {
		if len(places) == 0 {
			return
		}
		for item := range items {
			if in(item, places) && !yield(item) {
				return
			}
		}
	}
}

func in(item source.Item, places map[place]bool) bool {
	if places[place{item.Name, item.Line}] {
		return true
	}
	for whole := range places {
		if rest, inside := strings.CutPrefix(item.Name, whole.name); inside && whole.line == 0 && rest != "" && strings.ContainsAny(rest[:1], ":/") {
			return true
		}
	}
	return false
}
