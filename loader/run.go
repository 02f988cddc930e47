package loader

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"entente/graph"
	"entente/loader/source"
)

// Options of a load. The zero value loads under a name of its own with one
// worker per core.
type Options struct {
	Batch    graph.Batch   // ID and Name; what is empty is filled
	Workers  int           // extraction workers; 0 means one per core
	Patience time.Duration // how long to wait for a database that is away; 0 means DefaultPatience
	Progress func(Event)   // called from one goroutine, in order; may be nil
	Finish   bool          // when ctx ends, write what is read already, within a few seconds
}

// Event tells what a load does: the batch as it stands, the item that moved,
// or a notice in words, which may come without a batch.
type Event struct {
	Batch  graph.Batch
	Item   *graph.Item
	Notice string
}

// DefaultPatience is how long a load waits for a database that is away.
const DefaultPatience = 2 * time.Minute

// maxRefused is how many articles in a row the database may refuse before the
// fault is looked for in the database, not in the articles.
const maxRefused = 20

// Run loads items into the database and returns the batch with its counts. An
// error means that the load could not go on: what was written stays, and the
// same load again goes on where it stopped. A bad item is no error: it is
// counted as rejected. Whatever list of stakeholders the reader knows, it reads
// by that of the database, also when that becomes another one meanwhile.
func Run(ctx context.Context, target Target, reader *Reader, items iter.Seq[source.Item], o Options) (graph.Batch, error) {
	l := newLoad(target, reader, o)
	if err := l.begin(ctx); err != nil {
		return l.end(ctx, err)
	}
	return l.run(ctx, items)
}

// begin puts the batch into the ledger and learns the list of the database.
func (l *load) begin(ctx context.Context) error {
	return l.patiently(ctx, func() error {
		if err := l.store.SaveBatch(ctx, l.batch); err != nil {
			return err
		}
		return l.follow(ctx)
	})
}

func (l *load) run(ctx context.Context, items iter.Seq[source.Item]) (graph.Batch, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	writing := ctx
	if l.options.Finish {
		finishing, stop := finishing(ctx)
		defer stop()
		writing = finishing
	}
	for units := range l.batches(writing, l.asked(ctx, items), l.read) {
		if err := l.write(writing, units); err != nil {
			err = cmp.Or(context.Cause(ctx), err)
			cancel()
			return l.end(ctx, err)
		}
	}
	return l.end(ctx, context.Cause(ctx))
}

// grace is what a load that is told to stop has for what it has begun.
const grace = 8 * time.Second

// finishing is a context that ends a grace after ctx does, or with stop.
func finishing(ctx context.Context) (later context.Context, stop func()) {
	later, cancel := context.WithCancel(context.WithoutCancel(ctx))
	forget := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return later, func() { forget(); cancel() }
}

// load is the state of one Run. Only the goroutine of Run touches batch.
type load struct {
	store   Target
	reader  atomic.Pointer[Reader] // knows the list of the database
	options Options
	batch   graph.Batch
	good    graph.BatchState // what the batch is when nothing went wrong
	refused int              // articles that the database refused since it took one
	past    past             // of a load that is run again

	// asking is held while a goroutine beside the writer's uses the store, so
	// that none does once the load has ended and the store may be closed.
	asking sync.Mutex
	ended  bool
}

func newLoad(target Target, reader *Reader, o Options) *load {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Progress == nil {
		o.Progress = func(Event) {}
	}
	b := o.Batch
	if b.ID == "" {
		b.ID = NewBatchID()
	}
	b.Created, b.State = now(), graph.BatchRunning
	b.Updated = b.Created
	l := &load{store: target, options: o, batch: b, good: graph.BatchDone}
	l.reader.Store(reader)
	return l
}

func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// write saves a batch of units, then the batch's counts.
func (l *load) write(ctx context.Context, units []unit) error {
	units, unread := read(units)
	if err := l.put(ctx, l.batch.ID, units); err != nil {
		return err
	}
	l.batch.Updated = now()
	return errors.Join(unread, l.patiently(ctx, func() error { return l.store.SaveBatch(ctx, l.batch) }))
}

// read parts the units from those that could not be read: these leave no
// trace, so that the next load reads them, and are the error in the end.
func read(units []unit) (some []unit, unread error) {
	for _, u := range units {
		if u.reading.Err != nil {
			unread = u.reading.Err
			continue
		}
		some = append(some, u)
	}
	return some, unread
}

// put saves what became of units: the ledger entries of what needs no writing,
// then the parcels.
func (l *load) put(ctx context.Context, batch string, units []unit) error {
	var settled []graph.Item
	var parcels []graph.Parcel
	for _, u := range units {
		u.item.Updated = now()
		if u.item.State.Final() {
			settled = append(settled, u.item)
			continue
		}
		u.item.State = graph.ItemDone
		parcels = append(parcels, graph.Parcel{
			Article: u.reading.Article, Entities: u.reading.Entities, Statements: u.reading.Statements, Item: u.item,
			Extractor: u.reading.Extractor, List: u.reading.List, Given: u.input.Mentions,
		})
	}
	if err := l.note(ctx, batch, settled); err != nil {
		return err
	}
	return l.save(ctx, batch, parcels)
}

// note writes items into the ledger.
func (l *load) note(ctx context.Context, batch string, items []graph.Item) error {
	if len(items) == 0 {
		return nil
	}
	err := l.patiently(ctx, func() error { return l.store.SaveItems(ctx, batch, items) })
	if err == nil {
		l.report(items)
	}
	return err
}

// save writes parcels in one transaction. A row that the database refuses is
// found by halving, and only its article is rejected.
func (l *load) save(ctx context.Context, batch string, parcels []graph.Parcel) error {
	if len(parcels) == 0 {
		return nil
	}
	var items []graph.Item
	err := l.patiently(ctx, func() (err error) {
		items, err = l.store.Save(ctx, batch, parcels)
		return err
	})
	if graph.CodeOf(err) == graph.Conflict {
		if err = l.readByNewList(ctx, parcels, err); err == nil {
			return l.save(ctx, batch, parcels)
		}
	}
	switch {
	case err == nil:
		l.refused = 0
		l.report(items)
		return nil
	case !poison(err):
		return err
	case len(parcels) == 1:
		return l.refuse(ctx, batch, parcels[0].Item, err)
	}
	half := len(parcels) / 2
	if err := l.save(ctx, batch, parcels[:half]); err != nil {
		return err
	}
	return l.save(ctx, batch, parcels[half:])
}

// refuse rejects the article that the database would not take. It ends the
// load where nothing is taken any more.
func (l *load) refuse(ctx context.Context, batch string, item graph.Item, cause error) error {
	if l.refused++; l.refused > maxRefused {
		return graph.Errorf(graph.CodeOf(cause), "the database refused %d articles in a row: %w", maxRefused, cause)
	}
	item.State, item.Stage, item.Reason, item.Statements = graph.ItemRejected, "store", cause.Error(), 0
	return l.note(ctx, batch, []graph.Item{item})
}

// poison tells an error that lies in the rows from one that would meet any
// row: the load goes on after the first only.
func poison(err error) bool {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	switch graph.CodeOf(err) {
	case graph.Unavailable, graph.Unauthorized, graph.NoSpace, graph.Timeout, graph.Conflict:
		return false
	}
	return true
}

func (l *load) patiently(ctx context.Context, operation func() error) error {
	return Patiently(ctx, l.options.Patience, func(notice string) {
		l.options.Progress(Event{Batch: l.batch, Notice: notice})
	}, operation)
}

// Patiently repeats an operation while the database is away, after a quarter
// of a second first and eight at last, and tells each time what it waits for,
// until patience ends; 0 means DefaultPatience. Any other error ends it at once.
func Patiently(ctx context.Context, patience time.Duration, tell func(notice string), operation func() error) error {
	return repeatedly(ctx, patience, func(err error) { tell(fmt.Sprintf("waiting for the database: %v", err)) }, operation)
}

// repeatedly is Patiently for whatever may be away.
func repeatedly(ctx context.Context, patience time.Duration, tell func(error), operation func() error) error {
	deadline := time.Now().Add(cmp.Or(patience, DefaultPatience))
	wait := 250 * time.Millisecond
	for {
		err := operation()
		code := graph.CodeOf(err)
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case (code != graph.Unavailable && code != graph.Timeout) || time.Now().After(deadline):
			return err
		}
		tell(err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
		wait = min(2*wait, 8*time.Second)
	}
}

func (l *load) report(items []graph.Item) {
	for i := range items {
		l.batch.Counts.Add(l.past.state(items[i].ID), items[i].State)
		if items[i].State == graph.ItemDone {
			l.batch.Counts.Statements += items[i].Statements
		}
		l.options.Progress(Event{Batch: l.batch, Item: &items[i]})
	}
}

// end settles the batch in the ledger, also when the load was canceled: a
// short time of its own is left for that.
func (l *load) end(ctx context.Context, cause error) (graph.Batch, error) {
	l.endAsking()
	l.batch.Updated = now()
	switch {
	case cause == nil:
		l.batch.State = l.good
	case errors.Is(cause, context.Canceled):
		l.batch.State, l.batch.Reason = graph.BatchCanceled, "canceled; load the same again to go on"
	default:
		l.batch.State, l.batch.Reason = graph.BatchFailed, cause.Error()
	}
	if l.batch.State != graph.BatchQueued {
		l.batch.Finished = l.batch.Updated
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err := l.store.SaveBatch(ctx, l.batch)
	l.options.Progress(Event{Batch: l.batch})
	if cause == nil {
		cause = err
	}
	return l.batch, cause
}
