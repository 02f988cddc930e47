package loader

import (
	"context"
	"iter"
)

// Parallel applies f to each value of in by the given number of workers and
// yields the results in the order of the input. At most twice as many values
// as workers are under way, so memory does not grow with the input. It ends
// early when ctx is done, also while in waits for its next value, or when the
// caller stops.
func Parallel[T, U any](ctx context.Context, workers int, in iter.Seq[T], f func(T) U) iter.Seq[U] {
	return func(yield func(U) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		results := dispatch(ctx, workers, in, f)
		for {
			select {
			case <-ctx.Done():
				return
			case result, more := <-results:
				if !more || !yield(<-result) {
					return
				}
			}
		}
	}
}

// dispatch starts a goroutine per value and sends, in order, where each will
// leave its result.
func dispatch[T, U any](ctx context.Context, workers int, in iter.Seq[T], f func(T) U) <-chan chan U {
	slots := make(chan struct{}, workers)
	results := make(chan chan U, workers)
	go func() {
		defer close(results)
		for value := range in {
			result := make(chan U, 1)
			select {
			case results <- result:
			case <-ctx.Done():
				return
			}
			slots <- struct{}{}
			go func() {
				result <- f(value)
				<-slots
			}()
		}
	}()
	return results
}
