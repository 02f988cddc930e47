package loader

import (
	"context"
	"iter"
	"slices"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/loader/queue"
	"entente/loader/source"
)

// Publish puts the articles among items into a queue, for Work, and returns
// the batch: queued, or done when there was nothing to put there. What needs
// no worker is settled at once, as by Run: rejects, and articles that were
// read by the same before. An error means that not all could be published;
// what was is read all the same, and the same again goes on.
func Publish(ctx context.Context, st *store.Store, reader *Reader, q *queue.Queue, items iter.Seq[source.Item], o Options) (graph.Batch, error) {
	p := &publishing{load: newLoad(st, reader, o), db: st, queue: q}
	p.good = graph.BatchQueued
	err := p.begin(ctx)
	if err == nil {
		err = p.publishAll(ctx, items)
	}
	batch, err := p.end(ctx, err)
	if err != nil {
		return batch, err
	}
	counted, err := st.CountBatch(ctx, batch.ID)
	return counted, err
}

// publishing is the state of one Publish.
type publishing struct {
	*load
	db    *store.Store
	queue *queue.Queue
	due   time.Time // when to count again
}

func (p *publishing) publishAll(ctx context.Context, items iter.Seq[source.Item]) error {
	reading, cancel := context.WithCancel(ctx)
	defer cancel()
	for units := range gather(reading, p.asked(reading, items), batchWait, unit.share) {
		if err := p.publish(ctx, units); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// publish puts units into the queue and then, and only then, into the ledger:
// what the ledger calls queued is in the queue, whatever breaks off in
// between.
func (p *publishing) publish(ctx context.Context, units []unit) error {
	var messages []queue.Message
	var at []int // where the messages' units stand
	items := make([]graph.Item, len(units))
	for i, u := range units {
		items[i] = u.item
		items[i].Updated = now()
		if !u.item.State.Final() {
			items[i].State = graph.ItemQueued
			messages, at = append(messages, p.message(u)), append(at, i)
		}
	}
	refused, err := p.queue.Publish(ctx, messages)
	if err != nil {
		return err
	}
	for i, cause := range refused {
		item := &items[at[i]]
		item.State, item.Stage, item.Reason = graph.ItemFailed, "queue", cause.Error()
	}
	if err := p.note(ctx, p.batch.ID, items); err != nil || time.Now().Before(p.due) {
		return err
	}
	began := time.Now()
	defer func() { p.due = time.Now().Add(rest(time.Since(began))) }()
	return p.patiently(ctx, func() error {
		_, err := p.db.CountBatch(ctx, p.batch.ID)
		return err
	})
}

func (p *publishing) message(u unit) queue.Message {
	return queue.Message{
		Batch: p.batch.ID, Item: u.item.ID, Name: u.input.Name, Line: u.input.Line,
		Article: u.input.Article, Mentions: u.input.Mentions, Notes: u.input.Notes,
	}
}

// Wait follows a published batch until workers have settled all of it, and
// then tells the items that they rejected, or that failed. Ending ctx ends the
// waiting only.
func Wait(ctx context.Context, st *store.Store, q *queue.Queue, batch graph.Batch, o Options) (graph.Batch, error) {
	l := newLoad(st, nil, o)
	l.batch = batch
	wait := countEvery
	for l.batch.State == graph.BatchQueued {
		l.options.Progress(Event{Batch: l.batch, Notice: absent(ctx, q)})
		select {
		case <-ctx.Done():
			return l.batch, ctx.Err()
		case <-time.After(wait):
		}
		began := time.Now()
		err := l.patiently(ctx, func() error {
			counted, err := st.CountBatch(ctx, batch.ID)
			if err == nil {
				l.batch = counted
			}
			return err
		})
		if err != nil {
			return l.batch, err
		}
		wait = rest(time.Since(began))
	}
	for item, err := range st.AllItems(ctx, batch.ID, graph.ItemRejected, graph.ItemFailed) {
		if err != nil {
			return l.batch, err
		}
		if !slices.Contains(publishStages, item.Stage) {
			l.options.Progress(Event{Batch: l.batch, Item: &item})
		}
	}
	return l.batch, nil
}

// publishStages are where an item stops before a worker has it; Publish told
// of those.
var publishStages = []string{"source", "queue"}

// absent says that no worker is there, or nothing.
func absent(ctx context.Context, q *queue.Queue) string {
	waiting, held, asking, err := q.Waiting(ctx)
	if err != nil || waiting == 0 || held+asking > 0 {
		return ""
	}
	return "no worker takes these articles from the queue; start one with: entente load --worker, and the same --precision and language model"
}
