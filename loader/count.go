package loader

import (
	"context"
	"maps"
	"slices"
	"time"

	"entente/graph"
	"entente/loader/queue"
)

// countEvery is how often a load that workers settle is counted at most.
const countEvery = time.Second

// rest is how long nothing is counted after a count: it looks at all items of
// a load, and must not become the work. Not longer than half a minute, for
// articles are held as long.
func rest(took time.Duration) time.Duration { return min(max(countEvery, 10*took), 30*time.Second) }

// toCount notes units that have come to their end.
func (w *work) toCount(units ...unit) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, u := range units {
		w.saved[u.delivery.Batch] = append(w.saved[u.delivery.Batch], u.delivery)
	}
}

// countOn counts beside the work, and once more when it is told to stop.
func (w *work) countOn(ctx context.Context) (stop func()) {
	ending, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		wait := countEvery
		for going := true; going; {
			select {
			case <-ending:
				going = false
			case <-time.After(wait):
			}
			began := time.Now()
			w.count(ctx)
			wait = rest(time.Since(began))
		}
	}()
	return func() { close(ending); <-ended }
}

// count counts the loads of which something was saved, and then, and only
// then, takes that out of the queue: whoever dies in between leaves it to
// another worker to count.
func (w *work) count(ctx context.Context) {
	w.mu.Lock()
	saved := w.saved
	w.saved = map[string][]*queue.Delivery{}
	w.mu.Unlock()
	tell := func(err error) { w.notice("waiting for the database: %v", err) }
	for _, batch := range slices.Sorted(maps.Keys(saved)) {
		err := repeatedly(ctx, w.options.Patience, tell, func() error {
			_, err := w.db.CountBatch(ctx, batch)
			if graph.CodeOf(err) == graph.NotFound { // a load that was removed
				return nil
			}
			return err
		})
		for _, d := range saved[batch] {
			if err == nil {
				d.Done()
			} else {
				d.Later()
			}
		}
	}
}
