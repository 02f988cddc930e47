package loader

import (
	"context"
	"iter"
	"slices"
	"time"

	"entente/graph"
	"entente/loader/source"
)

// maxKept is how many ended batches can be run again; with more the oldest
// can no more.
const maxKept = 20

// input is what a job loads. The zero value is that of a job that cannot be
// run again.
type input struct {
	items  func(context.Context) iter.Seq[source.Item]
	remove func()
}

// Retry queues a batch again that failed or was canceled, or of which articles
// failed, under its id: what came to an end before stays as it is. Errors:
// NotFound; Conflict when the batch goes on, has nothing left to load, or when
// what it loaded is not here any more; Unavailable as with Start.
func (j *Jobs) Retry(ctx context.Context, id string) (graph.Batch, error) {
	work := j.findKept(id)
	if work == nil {
		return graph.Batch{}, j.whyNotKept(ctx, id)
	}
	again := &job{batch: work.batch, input: work.input}
	again.batch.State, again.batch.Reason = graph.BatchQueued, ""
	again.batch.Updated, again.batch.Finished = now(), time.Time{}
	return j.start(again, func(ctx context.Context, o Options) { //nolint:contextcheck // a load outlives its request
		_, _ = Retry(ctx, j.store, j.reader, again.input.items(ctx), o) // the batch carries the reason
	})
}

// whyNotKept is the error that says why a batch cannot be run again.
func (j *Jobs) whyNotKept(ctx context.Context, id string) error {
	batch, err := j.Batch(ctx, id)
	switch {
	case err != nil:
		return err
	case !batch.State.Final():
		return graph.Errorf(graph.Conflict, "batch %s is %s; it can be retried when it has ended", id, batch.State)
	case !unfinished(batch):
		return graph.Errorf(graph.Conflict, "nothing of batch %s is left to load; what was rejected has to be mended first and sent again", id)
	}
	return graph.Errorf(graph.Conflict, "what batch %s loaded is not on this server any more; send it again, or run the command again that loaded it", id)
}

// unfinished tells whether loading an ended batch again may give more.
func unfinished(b graph.Batch) bool { return b.State != graph.BatchDone || b.Counts.Failed > 0 }

// keep holds on to what an ended job loaded while loading it again may give
// more. j.mu is held.
func (j *Jobs) keep(work *job) {
	switch {
	case work.input.items == nil:
		return
	case !unfinished(work.batch) || j.ctx.Err() != nil:
		work.input.remove()
		return
	}
	j.kept = append(j.kept, work)
	if len(j.kept) > maxKept {
		j.kept[0].input.remove()
		j.kept = slices.Delete(j.kept, 0, 1)
	}
}

func (j *Jobs) findKept(id string) *job {
	j.mu.Lock()
	defer j.mu.Unlock()
	if at := j.keptAt(id); at >= 0 {
		return j.kept[at]
	}
	return nil
}

func (j *Jobs) keptAt(id string) int {
	return slices.IndexFunc(j.kept, func(work *job) bool { return work.batch.ID == id })
}

// ended tells of a batch of the ledger what only this process knows.
func (j *Jobs) ended(b graph.Batch) graph.Batch {
	j.mu.Lock()
	defer j.mu.Unlock()
	b = interrupted(b)
	b.Kept = b.State.Final() && j.keptAt(b.ID) >= 0
	return b
}

// forgetKept removes all that is kept.
func (j *Jobs) forgetKept() {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, work := range j.kept {
		work.input.remove()
	}
	j.kept = nil
}
