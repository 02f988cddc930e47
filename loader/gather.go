package loader

import (
	"context"
	"iter"
	"time"
)

// gather puts values together into groups. share tells what part of a full
// group a value fills. A group is handed over as soon as it is full, or its
// first value has waited for so long, or nothing more comes; until it is taken
// it grows on, up to full, and then in is held back. So at most one group
// waits while another is worked on. It ends early when ctx is done, also while
// in waits for its next value, or when the caller stops.
func gather[T any](ctx context.Context, in iter.Seq[T], wait time.Duration, share func(T) float64) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		g := gathering[T]{wait: wait, share: share, out: make(chan []T)}
		go g.run(ctx, feed(ctx, in))
		for {
			select {
			case <-ctx.Done():
				return
			case group, more := <-g.out:
				if !more || !yield(group) {
					return
				}
			}
		}
	}
}

// feed runs a sequence in a goroutine of its own.
func feed[T any](ctx context.Context, in iter.Seq[T]) <-chan T {
	values := make(chan T)
	go func() {
		defer close(values)
		for value := range in {
			select {
			case values <- value:
			case <-ctx.Done():
				return
			}
		}
	}()
	return values
}

// gathering is one group in the making.
type gathering[T any] struct {
	wait  time.Duration
	share func(T) float64
	out   chan []T

	group  []T
	filled float64
	due    <-chan time.Time // when the first value has waited long enough
	ripe   bool
}

func (g *gathering[T]) run(ctx context.Context, values <-chan T) {
	defer close(g.out)
	for values != nil || len(g.group) > 0 {
		in, out := values, g.out
		if g.filled >= 1 {
			in = nil
		} else if !g.ripe {
			out = nil
		}
		select {
		case <-ctx.Done():
			return
		case <-g.due:
			g.ripe = true
		case out <- g.group:
			g.group, g.filled, g.due, g.ripe = nil, 0, nil, values == nil
		case value, more := <-in:
			if !more {
				values, g.ripe = nil, true
				continue
			}
			g.add(value)
		}
	}
}

func (g *gathering[T]) add(value T) {
	if len(g.group) == 0 {
		g.due = time.After(g.wait)
	}
	g.group = append(g.group, value)
	g.filled += g.share(value)
}
