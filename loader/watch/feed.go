package watch

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"entente/loader/source"
)

// The longest a feed is left alone: one that fails again and again, and one
// whose server asks for it.
const (
	maxBackOff = 6 * time.Hour
	maxAsked   = 24 * time.Hour
)

// feed is a watched feed.
type feed struct {
	name   string
	feed   *source.Feed
	every  time.Duration
	notice func(string)
	next   time.Time // when it is asked
	failed int       // times in a row
}

func newFeed(address string, o Options) *feed {
	return &feed{name: source.Redacted(address), feed: o.Source.Feed(address), every: o.Every, notice: o.Notice}
}

func (f *feed) look(ctx context.Context, now time.Time) (*Gathering, time.Duration) {
	if wait := f.next.Sub(now); wait > 0 {
		return nil, wait
	}
	news, asked, err := f.feed.Ask(ctx)
	if ctx.Err() != nil {
		return nil, 0
	}
	wait := f.wait(asked, err)
	f.next = now.Add(wait)
	if err != nil {
		f.tell("%v It is asked again in %s.", err, wait.Round(time.Second))
	}
	if err != nil || !news {
		return nil, wait
	}
	return &Gathering{Name: f.name, Items: f.feed.News(ctx)}, 0
}

// wait is for how long the feed is left alone: longer and longer while it fails,
// never shorter than its server asks, and a little longer than that, so that
// many who ask do not do so at once.
func (f *feed) wait(asked time.Duration, err error) time.Duration {
	wait := f.every
	if err == nil {
		f.failed = 0
	} else {
		for range f.failed {
			wait = min(2*wait, max(maxBackOff, f.every))
		}
		f.failed++
	}
	wait = max(wait, min(asked, maxAsked))
	return wait + rand.N(wait/10+1) //nolint:gosec // nobody gains by guessing it
}

func (f *feed) loaded() { f.feed.Taken() }

func (f *feed) tell(format string, args ...any) {
	f.notice(f.name + ": " + fmt.Sprintf(format, args...))
}

func (f *feed) close() {}
