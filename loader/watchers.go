package loader

import (
	"context"
	"slices"
	"time"

	"entente/graph"
)

// askEvery is how often the ledger is asked how a load goes that another
// process runs, however many watch it.
const askEvery = time.Second

// Watch sends the batch as it stands and then what happens to it; the channel
// is closed when the batch has ended or ctx is done. Ask Batch for the end. Of
// a batch that another process loads only the counts are told.
func (j *Jobs) Watch(ctx context.Context, id string) (<-chan Event, error) {
	events := make(chan Event, watchBuffer)
	work := j.join(id, events)
	if work == nil {
		batch, err := j.Batch(ctx, id)
		if err != nil {
			return nil, err
		}
		if work = j.joinElsewhere(batch, events); work == nil { //nolint:contextcheck // others may watch on when this one leaves
			events <- Event{Batch: batch}
			close(events)
			return events, nil
		}
	}
	context.AfterFunc(ctx, func() { j.unwatch(work, events) })
	return events, nil
}

// join makes events one of the watchers of a batch that runs here, or is
// watched here already; nil where there is none.
func (j *Jobs) join(id string, events chan Event) *job {
	j.mu.Lock()
	defer j.mu.Unlock()
	work := j.running[id]
	if work == nil {
		work = j.elsewhere[id]
	}
	if work != nil {
		work.join(events)
	}
	return work
}

func (work *job) join(events chan Event) {
	events <- Event{Batch: work.batch}
	work.watchers = append(work.watchers, events)
}

// joinElsewhere makes events one of the watchers of a batch of another
// process; nil where the batch has ended, or the server ends.
func (j *Jobs) joinElsewhere(batch graph.Batch, events chan Event) *job {
	j.mu.Lock()
	defer j.mu.Unlock()
	if batch.State.Final() || j.ctx.Err() != nil {
		return nil
	}
	work := j.elsewhere[batch.ID]
	if work == nil {
		ctx, cancel := context.WithCancel(j.ctx)
		work = &job{batch: batch, cancel: cancel}
		j.elsewhere[batch.ID] = work
		j.done.Add(1)
		go j.askOn(ctx, work)
	}
	work.join(events)
	return work
}

// askOn asks the ledger until the batch has ended, or nobody watches.
func (j *Jobs) askOn(ctx context.Context, work *job) {
	defer j.done.Done()
	defer j.forget(work)
	for batch := work.batch; !batch.State.Final(); {
		select {
		case <-ctx.Done():
			return
		case <-time.After(askEvery):
		}
		before := batch
		err := Patiently(ctx, Forever, func(string) {}, func() (err error) {
			batch, err = j.store.Batch(ctx, before.ID)
			return err
		})
		if err != nil {
			return
		}
		if batch = interrupted(batch); batch != before {
			j.publish(work, Event{Batch: batch})
		}
	}
}

// forget ends the watching of a batch of another process.
func (j *Jobs) forget(work *job) {
	j.mu.Lock()
	defer j.mu.Unlock()
	work.cancel()
	if j.elsewhere[work.batch.ID] == work {
		delete(j.elsewhere, work.batch.ID)
	}
	work.leave()
}

// unwatch takes a watcher away, and with the last of a batch of another
// process the asking.
func (j *Jobs) unwatch(work *job, events chan Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if i := slices.Index(work.watchers, events); i >= 0 {
		work.watchers = slices.Delete(work.watchers, i, i+1)
		close(events)
	}
	if id := work.batch.ID; len(work.watchers) == 0 && j.elsewhere[id] == work {
		delete(j.elsewhere, id)
		work.cancel()
	}
}
