package watch

import (
	"context"
	"fmt"
	"iter"
	"os"
	"sync"
	"time"

	"entente/graph"
	"entente/loader/source"
)

// Options of watching.
type Options struct {
	Source source.Options
	Every  time.Duration // a feed is asked no more often
	Notice func(string)  // told in words what a person should know, one at a time

	pace   pace                     // tests have their own
	listen func() (*notices, error) // tests have one that fails
}

// pace is how often is looked, and how long is waited; what is zero is as in
// defaults.
type pace struct {
	look    time.Duration // between two looks at what moved
	quiet   time.Duration // a file is read when it has not changed for so long
	longest time.Duration // that a file waits for others to be loaded with it
	poll    time.Duration // between two looks at a whole folder that gives no notice of changes
	rescan  time.Duration // the same for one that does: notices may get lost, and a network drive gives none
	again   time.Duration // until a load that stopped is tried again, the first time
}

var defaults = pace{
	look: 500 * time.Millisecond, quiet: 2 * time.Second, longest: 10 * time.Second,
	poll: 10 * time.Second, rescan: 5 * time.Minute, again: 5 * time.Second,
}

// againLast is the longest time until a load that stopped is tried again.
const againLast = 5 * time.Minute

// Gathering is what came in one go, to be loaded as one batch.
type Gathering struct {
	Name  string                // of the folder or feed, without a password
	Items iter.Seq[source.Item] // may be read again
}

// Watch keeps looking at its inputs.
type Watch struct {
	inputs []input
	again  time.Duration
	turn   sync.Mutex // held by what is loaded
}

// input is one folder or feed. Its methods are called by one goroutine.
type input interface {
	// look returns what is to be loaded now, or nil, and when to look again.
	look(ctx context.Context, now time.Time) (*Gathering, time.Duration)
	// loaded says that what look returned last is loaded.
	loaded()
	tell(format string, args ...any)
	close()
}

// Open makes ready to watch folders and the addresses of feeds. What cannot be
// watched is an error with the code Invalid.
func Open(names []string, o Options) (*Watch, error) {
	if o.pace == (pace{}) {
		o.pace = defaults
	}
	if o.listen == nil {
		o.listen = listen
	}
	o.Notice = oneAtATime(o.Notice)
	w := &Watch{again: o.pace.again}
	for _, name := range names {
		if source.IsAddress(name) {
			w.inputs = append(w.inputs, newFeed(name, o))
			continue
		}
		if reason := unfit(name); reason != "" {
			return nil, graph.FieldError("watch", "%s", reason)
		}
		w.inputs = append(w.inputs, newFolder(name, o))
	}
	return w, nil
}

// unfit says why an input cannot be watched, or nothing.
func unfit(name string) string {
	if name == source.Stdin {
		return "--watch looks at folders and feeds, and standard input is none; leave out --watch to load what comes there, or give a folder"
	}
	info, err := os.Stat(name)
	switch {
	case os.IsNotExist(err):
		return fmt.Sprintf("there is no folder %s to watch; make it first, or check the path or address", name)
	case err != nil:
		return fmt.Sprintf("the folder %s cannot be watched: %v", name, err)
	case !info.IsDir():
		return fmt.Sprintf("%s is no folder, and --watch looks at folders and the addresses of feeds; give the folder that it is in, or leave out --watch to load it once", name)
	}
	return ""
}

func oneAtATime(tell func(string)) func(string) {
	var turn sync.Mutex
	return func(notice string) {
		turn.Lock()
		defer turn.Unlock()
		tell(notice)
	}
}

// Run hands over what the inputs give, one gathering at a time, until ctx
// ends. A gathering that could not be loaded is told of and handed over again
// later.
func (w *Watch) Run(ctx context.Context, load func(context.Context, Gathering) error) {
	var done sync.WaitGroup
	for _, in := range w.inputs {
		done.Go(func() {
			defer in.close()
			w.keep(ctx, in, load)
		})
	}
	done.Wait()
}

// keep looks at one input until ctx ends.
func (w *Watch) keep(ctx context.Context, in input, load func(context.Context, Gathering) error) {
	for ctx.Err() == nil {
		g, after := in.look(ctx, time.Now())
		if g == nil {
			pause(ctx, after)
		} else if w.load(ctx, in, *g, load) {
			in.loaded()
		}
	}
}

// load has a gathering loaded; false when ctx ended first.
func (w *Watch) load(ctx context.Context, in input, g Gathering, load func(context.Context, Gathering) error) bool {
	for wait := w.again; ; wait = min(2*wait, againLast) {
		err := w.inTurn(ctx, g, load)
		if err == nil || ctx.Err() != nil {
			return err == nil
		}
		in.tell("%v; it is tried again in %s", err, wait)
		pause(ctx, wait)
	}
}

func (w *Watch) inTurn(ctx context.Context, g Gathering, load func(context.Context, Gathering) error) error {
	w.turn.Lock()
	defer w.turn.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	return load(ctx, g)
}

// pause waits for so long, or until ctx ends.
func pause(ctx context.Context, wait time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(wait):
	}
}
