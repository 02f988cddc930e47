package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"entente/graph"
	"entente/loader"
	"entente/loader/source"
	"entente/loader/watch"
)

// How often a feed is asked that is watched.
const (
	everyDefault = 15 * time.Minute
	everyLeast   = time.Minute
)

// checkWatch checks what the flags say together with --watch.
func (how loading) checkWatch(inputs []string) error {
	switch {
	case !how.watch && how.every != everyDefault:
		return usageError{graph.FieldError("every", "--every is for loads by --watch; leave it out, or add --watch")}
	case !how.watch:
		return nil
	case how.every < everyLeast:
		return usageError{graph.FieldError("every", "--every is %s, and a feed is asked at most once a minute; give 1m or more", how.every)}
	case how.queue.worker:
		return usageError{graph.FieldError("watch", "--watch is for who publishes; leave it out with --worker")}
	case how.retryFailed:
		return usageError{graph.FieldError("retry-failed", "--retry-failed loads what failed once and ends; leave out --watch")}
	}
	for _, input := range inputs {
		if how.rejects != "" && !source.IsAddress(input) && within(input, how.rejects) {
			return usageError{graph.FieldError("rejects", "the file for rejects lies in the folder %s, and would be read as news; put it elsewhere", input)}
		}
	}
	return nil
}

// within reports whether a file lies in a folder.
func within(folder, file string) bool {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	if file, err = filepath.Abs(file); err != nil {
		return false
	}
	rel, err := filepath.Rel(folder, file)
	return err == nil && filepath.IsLocal(rel)
}

// watching is a load that goes on.
type watching struct {
	program *program
	db      *database
	reader  *loader.Reader
	options loader.Options
	how     loading

	mu   sync.Mutex
	tell func(notice string) // of the load that runs; nil when none does
}

// runWatch loads what the inputs hold and what comes there, until it is told
// to stop.
func (p *program) runWatch(ctx context.Context, reader *loader.Reader, inputs []string, read source.Options, o loader.Options, how loading) error {
	w := &watching{program: p, reader: reader, options: o, how: how}
	inputsWatched, err := watch.Open(inputs, watch.Options{Source: read, Every: how.every, Notice: w.notice})
	if err != nil {
		return asUsage(err)
	}
	rejects, err := appendRejects(how.rejects)
	if err = errors.Join(err, rejects.close()); err != nil {
		return err
	}
	w.options.Patience, w.options.Finish = loader.Forever, true
	if w.db, err = p.openPatiently(ctx, loader.Forever); err != nil {
		return stopped(ctx, err)
	}
	if how.list.Sum != "" {
		_, err = p.setStakeholders(ctx, w.db, reader, how.list, w.options)
	}
	if err == nil {
		w.notice("watching " + o.Batch.Name + "; Ctrl-C stops it")
		inputsWatched.Run(ctx, w.load)
	}
	return errors.Join(stopped(ctx, err), w.db.close(ctx))
}

// load loads a gathering and tells what came of it.
func (w *watching) load(ctx context.Context, g watch.Gathering) error {
	rejects, err := appendRejects(w.how.rejects)
	if err != nil {
		return err
	}
	o := w.options
	o.Batch, o.Progress = graph.Batch{Name: g.Name}, rejects.report
	batch, err := w.run(ctx, g, o)
	if err = errors.Join(err, rejects.close()); err != nil && ctx.Err() == nil {
		return graph.Errorf(graph.CodeOf(err), "the load stopped after %s: %w", plural(batch.Counts.Items, "article"), err)
	}
	return errors.Join(err, w.program.result(batch, "%s: %s", g.Name, summary(batch)))
}

// run loads by the queue or at once. What is told meanwhile goes by the load's
// progress, so that both do not write over one another.
func (w *watching) run(ctx context.Context, g watch.Gathering, o loader.Options) (graph.Batch, error) {
	if w.how.queue.url != "" {
		return w.program.publish(ctx, w.db, w.reader, w.how.precision, g.Items, o, w.how.queue)
	}
	return w.program.showing(o, func(o loader.Options) (graph.Batch, error) {
		o = inTurn(o)
		w.setTell(func(notice string) { o.Progress(loader.Event{Notice: notice}) })
		defer w.setTell(nil)
		return loader.Run(ctx, w.db.Store, w.reader, g.Items, o)
	})
}

func (w *watching) setTell(tell func(string)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tell = tell
}

func (w *watching) notice(notice string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.program.flags.json: // nobody looks at it, so that it has to be told
		_ = json.NewEncoder(w.program.stderr).Encode(map[string]string{"notice": notice})
	case w.tell != nil:
		w.tell(notice)
	default:
		_, _ = fmt.Fprintln(w.program.stderr, notice)
	}
}
