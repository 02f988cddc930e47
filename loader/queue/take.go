package queue

import (
	"context"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"entente/graph"
)

// takeAtOnce is how many articles a worker asks for; it asks again when it
// has begun with all of them.
const takeAtOnce = 32

// Delivery is one article in the hand of a worker, until it says Done. The
// worker's heartbeats keep it there.
type Delivery struct {
	Message
	Times  int    // how often it was given to a worker, this time included
	Defect string // why the message is no article that a loader published; Message then names the item at most
	msg    jetstream.Msg
	queue  *Queue
}

// Take gives articles as they come, until ctx ends. While the server is away
// it waits, and says so; what the caller holds it goes on to hold.
func (q *Queue) Take(ctx context.Context) iter.Seq[*Delivery] {
	return func(yield func(*Delivery) bool) {
		q.beats.Do(func() { go q.beat() })
		var wait time.Duration
		for ctx.Err() == nil {
			fetched := make(chan *Delivery, takeAtOnce) // has room for all, so that none waits without a heartbeat
			failed := make(chan error, 1)
			go func() { failed <- q.fetch(ctx, fetched) }()
			for d := range fetched {
				if !yield(d) {
					return
				}
			}
			if err := <-failed; err == nil || ctx.Err() != nil {
				wait = 0
				continue
			} else {
				q.options.Notice("waiting for the queue: " + err.Error())
			}
			wait = min(max(2*wait, 250*time.Millisecond), 8*time.Second)
			select {
			case <-ctx.Done():
			case <-time.After(wait):
				_ = q.bind(ctx) // the stream may be gone with the server that held it
			}
		}
	}
}

// fetch asks for articles once and hands them over as they come. Each is held
// from the first, also one that the caller does not get to.
func (q *Queue) fetch(ctx context.Context, fetched chan<- *Delivery) error {
	defer close(fetched)
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	batch, err := q.consumer.Fetch(takeAtOnce, jetstream.FetchContext(ctx))
	if err != nil {
		return failure(err)
	}
	for msg := range batch.Messages() {
		fetched <- q.hold(msg)
	}
	if err := batch.Error(); err != nil && ctx.Err() == nil {
		return failure(err)
	}
	return nil
}

// hold takes a message into the hand.
func (q *Queue) hold(msg jetstream.Msg) *Delivery {
	d := &Delivery{msg: msg, queue: q, Times: 1}
	if about, err := msg.Metadata(); err == nil {
		d.Times = int(about.NumDelivered) //nolint:gosec // a count of deliveries
	}
	q.mu.Lock()
	q.held[d] = true
	q.mu.Unlock()
	m, err := Decode(msg.Data())
	id := msg.Headers().Get(jetstream.MsgIDHeader)
	if err == nil && id != "" && id != m.Item {
		err = graph.FieldError("item", "the message has the id of another item")
	}
	if err != nil {
		d.Defect, d.Message = err.Error(), Message{Batch: batchOf(id)}
		if d.Batch != "" {
			d.Item = id
		}
		return d
	}
	d.Message = m
	return d
}

// Done takes the article out of the queue for ever: say it when the database
// has committed what became of it. Where the word is lost, the article comes
// again.
func (d *Delivery) Done() {
	d.forget()
	_ = d.msg.Ack()
}

// Later gives the article back; it comes again in a while.
func (d *Delivery) Later() {
	d.forget()
	_ = d.msg.NakWithDelay(time.Second)
}

// forget ends the heartbeats.
func (d *Delivery) forget() {
	d.queue.mu.Lock()
	defer d.queue.mu.Unlock()
	delete(d.queue.held, d)
}

func (q *Queue) inHand() []*Delivery {
	q.mu.Lock()
	defer q.mu.Unlock()
	return slices.Collect(maps.Keys(q.held))
}

// beat tells the server, until the queue is closed, that what is held is
// worked on.
func (q *Queue) beat() {
	ticker := time.NewTicker(q.options.AckWait / 4)
	defer ticker.Stop()
	for {
		select {
		case <-q.ended:
			return
		case <-ticker.C:
			for _, d := range q.inHand() {
				_ = d.msg.InProgress()
			}
		}
	}
}
