package loader

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"testing"
	"time"
)

func tenth(int) float64 { return 0.1 }

func TestGatherKeepsEverythingInOrder(t *testing.T) {
	var got []int
	for group := range gather(t.Context(), count(1005), time.Hour, tenth) {
		if len(group) == 0 || len(group) > 11 { // ten tenths may come to a little less than one
			t.Fatalf("a group of %d", len(group))
		}
		got = append(got, group...)
	}
	if len(got) != 1005 || !slices.IsSorted(got) {
		t.Errorf("%d values, in order %v", len(got), slices.IsSorted(got))
	}
}

func TestGatherOfNothing(t *testing.T) {
	for range gather(t.Context(), count(0), 0, tenth) {
		t.Error("a group of nothing")
	}
}

func TestGatherHoldsBackItsInput(t *testing.T) {
	taken := make(chan int, 1000)
	in := func(yield func(int) bool) {
		for i := range 1000 {
			if taken <- i; !yield(i) {
				return
			}
		}
	}
	for group := range gather(t.Context(), in, 0, tenth) {
		for range 100 { // let the other side run
			runtime.Gosched()
		}
		// This group, the next one, and the value in hand.
		if last := group[len(group)-1]; len(taken) > last+1+11+1 {
			t.Fatalf("%d values taken when %d were handed over", len(taken), last+1)
		}
	}
}

// A source that trickles is handed over as it comes, and what comes while a
// group is worked on waits for no more than that.
func TestGatherDoesNotWaitForMore(t *testing.T) {
	values := make(chan int, 1)
	var in iter.Seq[int] = func(yield func(int) bool) {
		for v := range values {
			if !yield(v) {
				return
			}
		}
	}
	next, stop := iter.Pull(gather(t.Context(), in, time.Millisecond, tenth))
	defer stop()
	for i := range 3 {
		values <- i
		group, ok := next()
		if !ok || !slices.Equal(group, []int{i}) {
			t.Fatalf("group %v, want %d alone", group, i)
		}
	}
	close(values)
	if group, ok := next(); ok {
		t.Errorf("after the end: %v", group)
	}
}

func TestGatherEndsWhileItsInputWaits(t *testing.T) {
	endsWhileInputWaits(t, func(ctx context.Context, in iter.Seq[int]) {
		for range gather(ctx, in, time.Hour, tenth) {
		}
	})
}
