package main

import (
	"context"
	"errors"
	"iter"
	"sync"

	"entente/graph"
	"entente/loader"
	"entente/loader/queue"
	"entente/loader/source"
)

// queueing is what the load command is told of a queue.
type queueing struct {
	url, credentials string
	worker, detach   bool
}

// settle checks what the flags say together.
func (q queueing) settle(how loading) error {
	switch {
	case q.worker && q.url == "":
		return usageError{graph.FieldError("queue", "--worker needs the queue to work on; name it with --queue nats://host:4222")}
	case q.worker && (how.rejects != "" || how.retryFailed || how.list.Sum != "" || q.detach):
		return usageError{graph.FieldError("worker", "--rejects, --retry-failed, --stakeholders and --detach are for who publishes; leave them out with --worker")}
	case q.detach && q.url == "":
		return usageError{graph.FieldError("detach", "--detach is for loads by --queue; leave it out")}
	case q.detach && how.rejects != "":
		return usageError{graph.FieldError("rejects", "--rejects needs the end of the load; leave out --detach")}
	}
	return nil
}

// open connects to the queue. What reads the articles is told by version and
// precision; the list of stakeholders is the database's.
func (q queueing) open(ctx context.Context, reader *loader.Reader, precision string, o loader.Options) (*queue.Queue, error) {
	return queue.Open(ctx, queue.Options{
		URL: q.url, Credentials: q.credentials, Reads: reader.Version() + " " + precision, Patience: o.Patience,
		Notice: func(notice string) { o.Progress(loader.Event{Notice: notice}) },
	})
}

// inTurn lets several goroutines tell progress.
func inTurn(o loader.Options) loader.Options {
	var turn sync.Mutex
	tell := o.Progress
	o.Progress = func(e loader.Event) {
		turn.Lock()
		defer turn.Unlock()
		tell(e)
	}
	return o
}

// publish loads by workers: it puts the articles into the queue and waits
// until they are loaded.
func (p *program) publish(ctx context.Context, db *database, reader *loader.Reader, precision string, items iter.Seq[source.Item], o loader.Options, how queueing) (graph.Batch, error) {
	return p.showing(o, func(o loader.Options) (graph.Batch, error) {
		o = inTurn(o)
		q, err := how.open(ctx, reader, precision, o)
		if err != nil {
			return graph.Batch{}, err
		}
		defer q.Close()
		batch, err := loader.Publish(ctx, db.Store, reader, q, items, o)
		if err != nil || how.detach {
			return batch, err
		}
		return loader.Wait(ctx, db.Store, q, batch, o)
	})
}

// work is a worker, until it is told to stop.
func (p *program) work(ctx context.Context, reader *loader.Reader, precision string, o loader.Options, how queueing) error {
	o.Patience = loader.Forever
	db, err := p.openPatiently(ctx, o.Patience)
	if err != nil {
		return stopped(ctx, err)
	}
	_, err = p.showing(o, func(o loader.Options) (graph.Batch, error) {
		o = inTurn(o)
		q, err := how.open(ctx, reader, precision, o)
		if err != nil {
			return graph.Batch{}, stopped(ctx, err)
		}
		defer q.Close()
		return graph.Batch{}, loader.Work(ctx, db.Store, reader, q, o)
	})
	return errors.Join(err, db.close(ctx))
}

// stopped forgets the error of a worker that was told to stop.
func stopped(ctx context.Context, err error) error {
	select {
	case <-ctx.Done():
		return nil
	default:
		return err
	}
}
