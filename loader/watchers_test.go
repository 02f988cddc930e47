package loader

import (
	"context"
	"testing"

	"entente/graph"
	"entente/graph/store/storetest"
)

// However many watch a load of another process, one asks; when the last has
// gone none does, and the next one begins anew.
func TestWatchersOfALoadElsewhere(t *testing.T) {
	st := storetest.Open(t)
	jobs := NewJobs(st, newReader(t))
	batch := graph.Batch{ID: "elsewhere", Name: "news", State: graph.BatchRunning, Created: now(), Updated: now()}
	save := func(change func(*graph.Batch)) {
		t.Helper()
		change(&batch)
		if err := st.SaveBatch(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	watch := func(ctx context.Context) <-chan Event {
		t.Helper()
		events, err := jobs.Watch(ctx, batch.ID)
		if err != nil {
			t.Fatal(err)
		}
		if first := <-events; first.Batch.State != graph.BatchRunning {
			t.Errorf("first %+v", first)
		}
		return events
	}
	save(func(*graph.Batch) {})
	first, leave := context.WithCancel(t.Context())
	second, leaveToo := context.WithCancel(t.Context())
	a, b := watch(first), watch(second)
	save(func(b *graph.Batch) { b.Counts.Items = 1 })
	for _, events := range []<-chan Event{a, b} {
		if e := <-events; e.Batch.Counts.Items != 1 {
			t.Errorf("told %+v", e)
		}
	}
	if asking := jobs.asking(); len(asking) != 1 || len(asking[0].watchers) != 2 {
		t.Errorf("%d ask", len(asking))
	}
	leave()
	if _, more := <-a; more {
		t.Error("one who left is told more")
	}
	leaveToo()
	for range b { // until the last has left
	}
	if asking := jobs.asking(); len(asking) != 0 {
		t.Errorf("%d ask for nobody", len(asking))
	}
	c := watch(t.Context())
	save(func(b *graph.Batch) { b.State = graph.BatchDone })
	if e := <-c; e.Batch.State != graph.BatchDone {
		t.Errorf("at the end %+v", e)
	}
	if _, more := <-c; more {
		t.Error("something follows the end")
	}
	save(func(b *graph.Batch) { b.State = graph.BatchRunning })
	d := watch(t.Context())
	if err := jobs.Close(t.Context()); err != nil {
		t.Error(err)
	}
	for range d { // which ends with the server
	}
}

func (j *Jobs) asking() []*job {
	j.mu.Lock()
	defer j.mu.Unlock()
	asking := []*job{}
	for _, work := range j.elsewhere {
		asking = append(asking, work)
	}
	return asking
}
