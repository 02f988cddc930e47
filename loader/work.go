package loader

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/loader/queue"
	"entente/loader/source"
)

// How a worker meets articles that come again and again.
const (
	suspectAfter = 2 // deliveries: from then on an article is read alone
	maxDelivered = 5 // deliveries: then one that stops its workers is given up
)

// Forever is the patience of a worker: a hundred years, which may be added to
// any time.
const Forever = 100 * 365 * 24 * time.Hour

// Work takes articles from a queue, reads and saves them like Run, and takes
// each out of the queue when the database has committed what became of it.
// Many may work at once. It goes on until ctx ends, and then finishes what it
// has begun, within a few seconds; what it does not get to stays in the queue.
// A database, a queue or a language model that is away is waited for, without
// an end. An error means that articles cannot be loaded at all: a wrong
// password, a full disk, a language model of that name that is not there.
// Progress is called from several goroutines, and Event.Batch tells nothing.
func Work(ctx context.Context, st *store.Store, reader *Reader, q *queue.Queue, o Options) error {
	if o.Patience <= 0 {
		o.Patience = Forever
	}
	w := &work{load: newLoad(st, reader, o), db: st, queue: q, saved: map[string][]*queue.Delivery{}}
	if err := w.patiently(ctx, func() error { return w.follow(ctx) }); err != nil {
		return err
	}
	finishing, stop := finishing(ctx)
	defer stop()
	defer w.endAsking()
	defer w.countOn(finishing)()
	for units := range w.batches(finishing, w.taken(ctx), w.read) {
		if err := w.write(finishing, units); err != nil {
			if ctx.Err() != nil && errors.Is(err, context.Canceled) {
				return nil
			}
			return err
		}
	}
	return nil
}

// work is the state of one Work.
type work struct {
	*load
	db    *store.Store
	queue *queue.Queue
	alone sync.RWMutex // held for writing while a suspect is read

	mu    sync.Mutex
	saved map[string][]*queue.Delivery // what is saved and not counted yet, by load
}

// notice tells something, from any goroutine.
func (w *work) notice(format string, args ...any) {
	w.options.Progress(Event{Notice: fmt.Sprintf(format, args...)})
}

// taken takes articles from the queue and settles those that need no reading.
func (w *work) taken(ctx context.Context) iter.Seq[unit] {
	share := func(d *queue.Delivery) float64 { return shareOfChunk(d.Article) }
	return func(yield func(unit) bool) {
		for chunk := range gather(ctx, w.queue.Take(ctx), chunkWait, share) {
			keys, inputs := make([]string, len(chunk)), make([]source.Item, len(chunk))
			for i, d := range chunk {
				keys[i] = store.ItemKey(d.Batch, d.Item)
				inputs[i] = source.Item{Name: d.Name, Line: d.Line, Article: d.Article, Mentions: d.Mentions, Notes: d.Notes}
			}
			states, asked := w.states(ctx, keys)
			var known map[string]bool
			if asked { // else what this batch has saved would be called unchanged
				known = w.known(ctx, inputs)
			}
			for i, d := range chunk {
				if !yield(taken(d, inputs[i], states[keys[i]], known[d.Article.ID])) {
					return
				}
			}
		}
	}
}

// states asks how far items are. Where the question fails all are read, and
// saving settles what was there.
func (w *work) states(ctx context.Context, keys []string) (states map[string]graph.ItemState, asked bool) {
	asked = w.ask(func() (err error) {
		states, err = w.db.ItemStates(ctx, keys)
		return err
	})
	return states, asked
}

// taken makes a unit of a delivery, whose item is in this state in the ledger.
// One with no state of its own leaves no trace there.
func taken(d *queue.Delivery, input source.Item, state graph.ItemState, known bool) unit {
	u := unit{delivery: d, input: input}
	u.item = graph.Item{
		ID: d.Item, Name: d.Name, Line: d.Line, State: graph.ItemReading, ArticleID: d.Article.ID, Title: d.Article.Title,
	}
	switch {
	case state.Final(): // settled before, and the queue did not hear of it
		u.item.State = ""
	case d.Defect != "" && state == "":
		u.item.State, u.item.Reason = "", d.Defect
	case d.Defect != "":
		u.fail(d.Defect)
	case d.Times > maxDelivered && state == graph.ItemReading:
		u.fail(fmt.Sprintf("workers stopped again and again while they read this article, the last of %d times alone", d.Times-1))
	case known:
		u.item.State = graph.ItemUnchanged
	}
	return u
}

func (u *unit) fail(reason string) {
	u.item.State, u.item.Stage, u.item.Reason = graph.ItemFailed, "worker", reason
}

// read reads an article. One that has come several times may be what stopped
// the workers before: it is noted as being read, and read while no other is,
// so that if this worker stops too, the blame is its own.
func (w *work) read(ctx context.Context, u unit) unit {
	if u.item.State != graph.ItemReading {
		return u
	}
	if u.delivery.Times <= suspectAfter {
		w.alone.RLock()
		defer w.alone.RUnlock()
		return w.readByModel(ctx, u)
	}
	w.alone.Lock()
	defer w.alone.Unlock()
	w.mark(ctx, u, graph.ItemReading)
	defer w.mark(ctx, u, graph.ItemQueued) // it was not this article; it may wait long until it is saved
	return w.readByModel(ctx, u)
}

// readByModel waits for a language model that is away. An article that takes
// the model too long fails, so that it does not stop one worker after another.
func (w *work) readByModel(ctx context.Context, u unit) unit {
	read := u
	tell := func(err error) { w.notice("waiting for the language model: %v", err) }
	_ = repeatedly(ctx, w.options.Patience, tell, func() error { // the unit carries the error
		read = w.load.read(ctx, u)
		if graph.CodeOf(read.reading.Err) == graph.Timeout && ctx.Err() == nil {
			read.reading.Err = nil
		}
		return read.reading.Err
	})
	return read
}

// mark writes into the ledger how far an article is. That it cannot is no
// error: the article is then not suspected.
func (w *work) mark(ctx context.Context, u unit, state graph.ItemState) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	u.item.State, u.item.Updated = state, now()
	w.ask(func() error { return w.db.SaveItems(ctx, u.delivery.Batch, []graph.Item{u.item}) })
}

// write saves a batch of units, which may belong to several loads. What has
// come to its end leaves the queue when its load is counted.
func (w *work) write(ctx context.Context, units []unit) error {
	units, unread := read(units)
	loads := map[string][]unit{}
	for _, u := range units {
		switch {
		case u.item.State != "":
			loads[u.delivery.Batch] = append(loads[u.delivery.Batch], u)
		case u.item.Reason != "":
			w.refuseStranger(u)
		default:
			w.toCount(u) // who saved it may have died before
		}
	}
	for _, batch := range slices.Sorted(maps.Keys(loads)) {
		if err := w.put(ctx, batch, loads[batch]); err != nil {
			return err
		}
		w.toCount(loads[batch]...)
	}
	return unread
}

// refuseStranger deals with a message of which the ledger knows nothing. Its
// publisher may be about to tell the ledger, so it comes again a few times.
func (w *work) refuseStranger(u unit) {
	if u.delivery.Times <= maxDelivered {
		u.delivery.Later()
		return
	}
	w.notice("a message that belongs to no load was taken out of the queue: %s", u.item.Reason)
	u.delivery.Done()
}
