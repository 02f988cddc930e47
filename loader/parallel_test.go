package loader

import (
	"context"
	"iter"
	"slices"
	"sync/atomic"
	"testing"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestParallelKeepsTheOrderOfItsInput(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		got := slices.Collect(Parallel(t.Context(), workers, count(1000), func(i int) int { return i * i }))
		if len(got) != 1000 || got[31] != 961 || !slices.IsSorted(got) {
			t.Errorf("%d workers: %d values, out of order or wrong: %v…", workers, len(got), got[:min(len(got), 40)])
		}
	}
}

func TestParallelHoldsBackItsInput(t *testing.T) {
	const workers = 3
	var taken, read atomic.Int64
	in := func(yield func(int) bool) {
		for i := range 500 {
			// Waiting for a result, waiting for a worker, and the one in hand.
			if ahead := taken.Add(1) - read.Load(); ahead > 2*workers+2 {
				t.Errorf("%d values under way at %d", ahead, i)
			}
			if !yield(i) {
				return
			}
		}
	}
	for range Parallel(t.Context(), workers, in, func(i int) int { return i }) {
		read.Add(1)
	}
	if read.Load() != 500 {
		t.Errorf("read %d of 500", read.Load())
	}
}

func TestParallelEndsWhileItsInputWaits(t *testing.T) {
	endsWhileInputWaits(t, func(ctx context.Context, in iter.Seq[int]) {
		for range Parallel(ctx, 2, in, func(i int) int { return i }) {
		}
	})
}

// endsWhileInputWaits holds that drain returns when its context ends while its
// input gives nothing more.
func endsWhileInputWaits(t *testing.T, drain func(context.Context, iter.Seq[int])) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	never := make(chan int)
	defer close(never)
	drain(ctx, func(yield func(int) bool) {
		yield(1)
		cancel()
		<-never
	})
	if ctx.Err() == nil {
		t.Error("ended before its context")
	}
}

func TestParallelEndsWhenItsCallerStops(t *testing.T) {
	n := 0
	for i := range Parallel(t.Context(), 2, count(1_000_000), func(i int) int { return i }) {
		n++
		if i == 10 {
			break
		}
	}
	if n != 11 {
		t.Errorf("read %d values, want 11", n)
	}
}
