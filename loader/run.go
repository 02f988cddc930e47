package loader

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/loader/source"
)

// Options of a load. The zero value loads under a name of its own with one
// worker per core.
type Options struct {
	Batch    graph.Batch   // ID and Name; what is empty is filled
	Workers  int           // extraction workers; 0 means one per core
	Patience time.Duration // how long to wait for a database that is away; 0 means two minutes
	Progress func(Event)   // called from one goroutine, in order; may be nil
}

// Event tells what a load does: the batch as it stands, the item that moved,
// or a notice in words.
type Event struct {
	Batch  graph.Batch
	Item   *graph.Item
	Notice string
}

// How much goes through the pipeline as one piece. A chunk is one question to
// the ledger and at most a few transactions.
const (
	chunkItems      = 64
	chunkBytes      = 4 << 20
	defaultPatience = 2 * time.Minute
)

// Run loads items into the database and returns the batch with its counts. An
// error means that the load could not go on: what was written stays, and the
// same load again goes on where it stopped. A bad item is no error: it is
// counted as rejected.
func Run(ctx context.Context, st *store.Store, reader *Reader, items iter.Seq[source.Item], o Options) (graph.Batch, error) {
	l := newLoad(st, reader, o)
	if err := l.patiently(ctx, func() error { return st.SaveBatch(ctx, l.batch) }); err != nil {
		return l.end(ctx, err)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for c := range l.readings(ctx, items) {
		if err := l.write(ctx, c); err != nil {
			cancel()
			return l.end(ctx, err)
		}
	}
	return l.end(ctx, ctx.Err())
}

// load is the state of one Run. Only the goroutine of Run touches batch.
type load struct {
	store   *store.Store
	reader  *Reader
	options Options
	batch   graph.Batch

	// asking is held while the goroutine that reads ahead uses the store, so
	// that none does once the load has ended and the store may be closed.
	asking sync.Mutex
	ended  bool
}

func newLoad(st *store.Store, reader *Reader, o Options) *load {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Patience <= 0 {
		o.Patience = defaultPatience
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
	return &load{store: st, reader: reader, options: o, batch: b}
}

func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// unit is one item on its way through the line.
type unit struct {
	item    graph.Item
	input   source.Item
	reading Reading
}

// readings cuts the items into chunks and takes two steps ahead of the writer:
// one chunk is read from the source while another is extracted.
func (l *load) readings(ctx context.Context, items iter.Seq[source.Item]) iter.Seq[[]unit] {
	return ahead(ctx, func(yield func([]unit) bool) {
		for units := range ahead(ctx, l.chunks(items)) {
			if !yield(l.extract(ctx, units)) {
				return
			}
		}
	})
}

// ahead runs a sequence in a goroutine of its own, one value ahead.
func ahead[T any](ctx context.Context, in iter.Seq[T]) iter.Seq[T] {
	return Parallel(ctx, 1, in, func(value T) T { return value })
}

func (l *load) chunks(items iter.Seq[source.Item]) iter.Seq[[]unit] {
	return func(yield func([]unit) bool) {
		var chunk []unit
		number, size := 0, 0
		for input := range items {
			number++
			chunk = append(chunk, unit{item: l.ledgerItem(number, input), input: input})
			size += len(input.Article.Text)
			if len(chunk) < chunkItems && size < chunkBytes {
				continue
			}
			if !yield(chunk) {
				return
			}
			chunk, size = nil, 0
		}
		if len(chunk) > 0 {
			yield(chunk)
		}
	}
}

func (l *load) ledgerItem(number int, input source.Item) graph.Item {
	return graph.Item{
		ID:        fmt.Sprintf("%s-%08d", l.batch.ID, number),
		Name:      input.Name,
		Line:      input.Line,
		State:     graph.ItemReading,
		ArticleID: input.Article.ID,
		Title:     input.Article.Title,
	}
}

// extract asks the ledger which articles are known and reads the others. It
// ends with the first that a language model could not be asked about.
func (l *load) extract(ctx context.Context, units []unit) []unit {
	known := l.known(ctx, units)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	read := func(u unit) unit {
		switch {
		case u.input.Reject != nil:
			u.item.State, u.item.Stage, u.item.Reason = graph.ItemRejected, u.input.Reject.Stage, u.input.Reject.Reason
		case known[u.input.Article.ID]:
			u.item.State = graph.ItemUnchanged
		default:
			u.reading = l.reader.ReadContext(ctx, u.input)
			u.item.Title = u.reading.Article.Title
			if u.reading.Defect != "" {
				u.item.State, u.item.Stage, u.item.Reason = graph.ItemFailed, "extract", u.reading.Defect
			}
			u.item.Statements, u.item.Rejects = len(u.reading.Statements), len(u.reading.Rejects)
		}
		return u
	}
	out := make([]unit, 0, len(units))
	for u := range Parallel(ctx, l.options.Workers, slices.Values(units), read) {
		out = append(out, u)
		if u.reading.Err != nil {
			break
		}
	}
	return out
}

// known is a short cut: when the question fails, every article is read, and
// saving settles what was there.
func (l *load) known(ctx context.Context, units []unit) map[string]bool {
	var ids []string
	for _, u := range units {
		if u.input.Reject == nil {
			ids = append(ids, u.input.Article.ID)
		}
	}
	l.asking.Lock()
	defer l.asking.Unlock()
	if l.ended {
		return nil
	}
	known, err := l.store.Known(ctx, l.reader.Version(), ids)
	if err != nil {
		return nil
	}
	return known
}

// write saves a chunk: the ledger entries of what needs no writing, then the
// parcels, then the batch's counts. An article that could not be read leaves
// no trace, so that the next load reads it, and is the error in the end.
func (l *load) write(ctx context.Context, units []unit) error {
	var settled []graph.Item
	var parcels []graph.Parcel
	var unread error
	for _, u := range units {
		if u.reading.Err != nil {
			unread = u.reading.Err
			continue
		}
		u.item.Updated = now()
		if u.item.State.Final() {
			settled = append(settled, u.item)
			continue
		}
		u.item.State = graph.ItemDone
		parcels = append(parcels, graph.Parcel{
			Article: u.reading.Article, Entities: u.reading.Entities, Statements: u.reading.Statements, Item: u.item,
			Extractor: l.reader.Version(),
		})
	}
	if len(settled) > 0 {
		if err := l.patiently(ctx, func() error { return l.store.SaveItems(ctx, l.batch.ID, settled) }); err != nil {
			return err
		}
		l.report(settled)
	}
	if err := l.save(ctx, parcels); err != nil {
		return err
	}
	l.batch.Updated = now()
	return errors.Join(unread, l.patiently(ctx, func() error { return l.store.SaveBatch(ctx, l.batch) }))
}

// save writes parcels in one transaction. A row that the database refuses is
// found by halving, and only its article is rejected.
func (l *load) save(ctx context.Context, parcels []graph.Parcel) error {
	if len(parcels) == 0 {
		return nil
	}
	var items []graph.Item
	err := l.patiently(ctx, func() (err error) {
		items, err = l.store.Save(ctx, l.batch.ID, parcels)
		return err
	})
	switch {
	case err == nil:
		l.report(items)
		return nil
	case !poison(err):
		return err
	case len(parcels) == 1:
		item := parcels[0].Item
		item.State, item.Stage, item.Reason, item.Statements = graph.ItemRejected, "store", err.Error(), 0
		l.report([]graph.Item{item})
		return l.patiently(ctx, func() error { return l.store.SaveItems(ctx, l.batch.ID, []graph.Item{item}) })
	}
	half := len(parcels) / 2
	if err := l.save(ctx, parcels[:half]); err != nil {
		return err
	}
	return l.save(ctx, parcels[half:])
}

// poison tells an error that lies in the rows from one that would meet any
// row: the load goes on after the first only.
func poison(err error) bool {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	switch graph.CodeOf(err) {
	case graph.Unavailable, graph.Unauthorized, graph.NoSpace, graph.Timeout:
		return false
	}
	return true
}

// patiently repeats an operation while the database is away, from a quarter
// of a second up to eight, and says so, until the load's patience ends.
func (l *load) patiently(ctx context.Context, operation func() error) error {
	deadline := time.Now().Add(l.options.Patience)
	wait := 250 * time.Millisecond
	for {
		err := operation()
		code := graph.CodeOf(err)
		if err == nil || (code != graph.Unavailable && code != graph.Timeout) || time.Now().After(deadline) {
			return err
		}
		l.options.Progress(Event{Batch: l.batch, Notice: fmt.Sprintf("waiting for the database: %v", err)})
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
		l.batch.Counts.Add("", items[i].State)
		if items[i].State == graph.ItemDone {
			l.batch.Counts.Statements += items[i].Statements
		}
		l.options.Progress(Event{Batch: l.batch, Item: &items[i]})
	}
}

// end settles the batch in the ledger, also when the load was canceled: a
// short time of its own is left for that.
func (l *load) end(ctx context.Context, cause error) (graph.Batch, error) {
	l.asking.Lock()
	l.ended = true
	l.asking.Unlock()
	l.batch.Finished = now()
	l.batch.Updated = l.batch.Finished
	switch {
	case cause == nil:
		l.batch.State = graph.BatchDone
	case errors.Is(cause, context.Canceled):
		l.batch.State, l.batch.Reason = graph.BatchCanceled, "canceled; load the same again to go on"
	default:
		l.batch.State, l.batch.Reason = graph.BatchFailed, cause.Error()
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
