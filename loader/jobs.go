package loader

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"iter"
	"slices"
	"sync"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/loader/source"
)

// NewBatchID returns an id that sorts by time: "20170424-101500-3fa2b4c1".
func NewBatchID() string {
	var tail [4]byte
	_, _ = rand.Read(tail[:]) // never fails, by its contract
	return time.Now().UTC().Format("20060102-150405-") + hex.EncodeToString(tail[:])
}

// Limits of the queue of jobs.
const (
	maxQueued   = 100
	watchBuffer = 256
	silence     = 2 * time.Minute // a running batch without a sign of life for longer was interrupted
)

// Jobs runs loads one after the other in the background and tells watchers
// how they go. Close it before the store.
type Jobs struct {
	store  *store.Store
	reader *Reader
	ctx    context.Context // ends with Close
	cancel context.CancelFunc
	turn   chan struct{} // holds the right to write
	done   sync.WaitGroup

	mu        sync.Mutex
	running   map[string]*job
	elsewhere map[string]*job // run by other processes, and watched here
	kept      []*job          // ended, and can be run again; the oldest first
}

type job struct {
	batch    graph.Batch
	input    input
	cancel   context.CancelFunc
	watchers []chan Event
}

// NewJobs returns a queue of loads into the given store.
func NewJobs(st *store.Store, reader *Reader) *Jobs {
	ctx, cancel := context.WithCancel(context.Background())
	return &Jobs{
		store: st, reader: reader, ctx: ctx, cancel: cancel, turn: make(chan struct{}, 1),
		running: map[string]*job{}, elsewhere: map[string]*job{},
	}
}

// Start queues a load and returns its batch at once. items is called when its
// turn comes, and again by Retry; cleanup, which may be nil, when that can come
// no more.
func (j *Jobs) Start(name string, items func(context.Context) iter.Seq[source.Item], cleanup func()) (graph.Batch, error) {
	if cleanup == nil {
		cleanup = func() {}
	}
	work := newJob(name)
	work.input = input{items, cleanup}
	batch, err := j.start(work, func(ctx context.Context, o Options) {
		_, _ = Run(ctx, j.store, j.reader, items(ctx), o) // the batch carries the reason
	})
	if err != nil {
		cleanup()
	}
	return batch, err
}

func newJob(name string) *job {
	started := now()
	return &job{batch: graph.Batch{ID: NewBatchID(), Name: name, State: graph.BatchQueued, Created: started, Updated: started}}
}

// SetStakeholders keeps a list, or with the zero value none, and queues the
// reading anew of what is loaded. On an error of the queue the list is kept all
// the same, and setting it again reads anew.
func (j *Jobs) SetStakeholders(ctx context.Context, list graph.StakeholderList) (graph.Batch, error) {
	kept, err := j.store.SetStakeholders(ctx, list)
	if err != nil {
		return graph.Batch{}, err
	}
	return j.start(newJob(RereadName(kept)), func(ctx context.Context, o Options) { //nolint:contextcheck // a load outlives its request
		_, _ = Reread(ctx, j.store, j.reader, o) // the batch carries the reason
	})
}

func (j *Jobs) start(work *job, run func(context.Context, Options)) (graph.Batch, error) {
	ctx, cancel := context.WithCancel(j.ctx)
	work.cancel = cancel
	batch := work.batch
	if err := j.enqueue(work); err != nil {
		cancel()
		return graph.Batch{}, err
	}
	go func() {
		defer j.done.Done()
		defer cancel()
		j.work(ctx, work, batch, run)
	}()
	return batch, nil
}

func (j *Jobs) enqueue(work *job) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case j.ctx.Err() != nil:
		return graph.Errorf(graph.Unavailable, "the server is stopping; send the batch again when it is back")
	case j.running[work.batch.ID] != nil:
		return graph.Errorf(graph.Conflict, "batch %s is being loaded already", work.batch.ID)
	case len(j.running) >= maxQueued:
		return graph.Errorf(graph.Unavailable, "%d batches are waiting already; send this one when some are done", maxQueued)
	}
	if at := j.keptAt(work.batch.ID); at >= 0 { // it is run again
		j.kept = slices.Delete(j.kept, at, at+1)
	}
	j.running[work.batch.ID] = work
	j.done.Add(1)
	return nil
}

// work waits for its turn, loads, and leaves the final batch in the ledger.
func (j *Jobs) work(ctx context.Context, work *job, batch graph.Batch, run func(context.Context, Options)) {
	defer j.finish(work)
	select {
	case j.turn <- struct{}{}:
		defer func() { <-j.turn }()
	case <-ctx.Done():
	}
	run(ctx, Options{Batch: batch, Progress: func(e Event) { j.publish(work, e) }})
}

// publish hands an event to every watcher. One that does not keep up loses
// item events, never the counts: each event carries the whole batch.
func (j *Jobs) publish(work *job, e Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	work.batch = e.Batch
	for _, w := range work.watchers {
		select {
		case w <- e:
		default:
		}
	}
}

func (j *Jobs) finish(work *job) {
	j.mu.Lock()
	defer j.mu.Unlock()
	delete(j.running, work.batch.ID)
	work.leave()
	j.keep(work)
}

// leave tells all watchers that nothing more comes.
func (work *job) leave() {
	for _, w := range work.watchers {
		close(w)
	}
	work.watchers = nil
}

// Batch returns a batch, live when it runs here, else from the ledger.
func (j *Jobs) Batch(ctx context.Context, id string) (graph.Batch, error) {
	if batch, live := j.live(id); live {
		return batch, nil
	}
	batch, err := j.store.Batch(ctx, id)
	return j.ended(batch), err
}

func (j *Jobs) live(id string) (graph.Batch, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	work, ok := j.running[id]
	if !ok {
		return graph.Batch{}, false
	}
	return work.batch, true
}

// Batches lists the newest batches: those that wait or run here first, then
// the ledger's.
func (j *Jobs) Batches(ctx context.Context, limit int) ([]graph.Batch, error) {
	stored, err := j.store.Batches(ctx, limit)
	if err != nil {
		return nil, err
	}
	batches := j.allLive()
	for _, batch := range stored {
		if _, live := j.live(batch.ID); !live {
			batches = append(batches, j.ended(batch))
		}
	}
	return batches[:min(len(batches), limit)], nil
}

func (j *Jobs) allLive() []graph.Batch {
	j.mu.Lock()
	defer j.mu.Unlock()
	batches := []graph.Batch{}
	for _, work := range j.running {
		batches = append(batches, work.batch)
	}
	slices.SortFunc(batches, func(a, b graph.Batch) int { return b.Created.Compare(a.Created) })
	return batches
}

// interrupted tells a batch that its loader left without a word.
func interrupted(b graph.Batch) graph.Batch {
	if b.State == graph.BatchRunning && time.Since(b.Updated) > silence {
		b.State, b.Reason = graph.BatchFailed, "interrupted: the loader stopped without a word; load the same again to go on"
	}
	return b
}

// Cancel stops a batch that waits or runs here. What was written stays.
func (j *Jobs) Cancel(id string) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	work, ok := j.running[id]
	if !ok {
		return graph.Errorf(graph.NotFound, "no batch %q is running here", id)
	}
	work.cancel()
	return nil
}

// Close cancels every load and waits until the ledger says so, or ctx ends.
func (j *Jobs) Close(ctx context.Context) error {
	j.mu.Lock()
	j.cancel()
	j.mu.Unlock()
	ended := make(chan struct{})
	go func() { j.done.Wait(); j.forgetKept(); close(ended) }()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return errors.Join(graph.Errorf(graph.Timeout, "loads did not stop in time"), ctx.Err())
	}
}
