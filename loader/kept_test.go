package loader

import (
	"context"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"entente/graph"
	"entente/graph/store/storetest"
	"entente/loader/source"
)

// end follows a batch to its end.
func end(t *testing.T, jobs *Jobs, id string) graph.Batch {
	t.Helper()
	events, err := jobs.Watch(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for range events { // until the last
	}
	batch, err := jobs.Batch(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

// stuck are items that go no further than the first, until goOn says so; with
// its context they end.
func stuck(goOn *atomic.Bool, items []source.Item) func(context.Context) iter.Seq[source.Item] {
	return func(ctx context.Context) iter.Seq[source.Item] {
		return func(yield func(source.Item) bool) {
			for i, item := range items {
				if i == 1 && !goOn.Load() {
					<-ctx.Done()
					return
				}
				if !yield(item) {
					return
				}
			}
		}
	}
}

// A batch that was canceled goes on under its id: what it loaded before stays
// as it is, and what was to be loaded is kept until it is.
func TestRetryOfACanceledBatch(t *testing.T) {
	st := storetest.Open(t)
	jobs := NewJobs(st, newReader(t))
	var goOn, removed atomic.Bool
	items := stuck(&goOn, friends("Iran", "Cuba", "Serbia"))
	started, err := jobs.Start("news", items, func() { removed.Store(true) })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := jobs.Retry(t.Context(), started.ID); graph.CodeOf(err) != graph.Conflict || !strings.Contains(err.Error(), "when it has ended") {
		t.Errorf("while it goes on: %v", err)
	}
	events, err := jobs.Watch(t.Context(), started.ID)
	if err != nil {
		t.Fatal(err)
	}
	for e := range events {
		if e.Batch.Counts.Done == 1 {
			if err := jobs.Cancel(started.ID); err != nil {
				t.Log(err) // it has been already
			}
		}
	}
	before := end(t, jobs, started.ID)
	if before.State != graph.BatchCanceled || before.Counts.Done != 1 || !before.Kept || removed.Load() {
		t.Errorf("canceled: %+v, removed %v", before, removed.Load())
	}
	goOn.Store(true)
	again, err := jobs.Retry(t.Context(), started.ID)
	if err != nil || again.ID != started.ID || again.State != graph.BatchQueued || again.Reason != "" {
		t.Errorf("queued again: %+v, %v", again, err)
	}
	after := end(t, jobs, started.ID)
	want := graph.Counts{Items: 3, Done: 3, Statements: 3}
	if after.State != graph.BatchDone || after.Counts != want || after.Kept || after.Reason != "" || !after.Created.Equal(before.Created) || !removed.Load() {
		t.Errorf("in the end: %+v, removed %v", after, removed.Load())
	}
	if _, err := jobs.Retry(t.Context(), started.ID); graph.CodeOf(err) != graph.Conflict || !strings.Contains(err.Error(), "nothing of batch") {
		t.Errorf("when all is loaded: %v", err)
	}
	if _, err := jobs.Retry(t.Context(), "nothing"); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("of nothing: %v", err)
	}
}

// Of a batch that ended only the articles that failed are loaded again.
func TestRetryOfFailedArticles(t *testing.T) {
	st := storetest.Open(t)
	items := append(friends("Iran", "Cuba"), source.Item{Name: "bad", Reject: &graph.Reject{Stage: "source", Reason: "Empty."}})
	first, err := Run(t.Context(), st, newReader(t), slices.Values(items[:1]), Options{Batch: graph.Batch{Name: "news"}})
	if err != nil {
		t.Fatal(err)
	}
	// The second one met a defect; the third one was rejected.
	l := newLoad(st, newReader(t), Options{Batch: first})
	failed, rejected := l.ledgerItem(2, items[1]), l.ledgerItem(3, items[2])
	failed.State, failed.Stage, failed.Reason, failed.Updated = graph.ItemFailed, "extract", "a defect", now()
	rejected.State, rejected.Stage, rejected.Reason, rejected.Updated = graph.ItemRejected, "source", "Empty.", now()
	if err := st.SaveItems(t.Context(), first.ID, []graph.Item{failed, rejected}); err != nil {
		t.Fatal(err)
	}
	var read []string
	second, err := Retry(t.Context(), st, newReader(t), slices.Values(items), Options{Batch: first, Progress: func(e Event) {
		if e.Item != nil {
			read = append(read, e.Item.Name)
		}
	}})
	if want := (graph.Counts{Items: 3, Done: 2, Rejected: 1, Statements: 2}); err != nil || second.Counts != want || second.State != graph.BatchDone {
		t.Errorf("%v: %+v", err, second)
	}
	if !slices.Equal(read, []string{"Cuba"}) {
		t.Errorf("read again: %v", read)
	}
	page, err := st.Items(t.Context(), graph.ItemsQuery{Batch: first.ID})
	if err != nil || page.Total != 3 || page.Items[1].State != graph.ItemDone || page.Items[1].Reason != "" {
		t.Errorf("%+v, %v", page, err)
	}
}

// An address that could not be had is asked again, and may give more then.
func TestRetryOfAnAddress(t *testing.T) {
	st := storetest.Open(t)
	jobs := NewJobs(st, newReader(t))
	const address = "https://news.example/feed"
	var up atomic.Bool
	started, err := jobs.Start(address, func(context.Context) iter.Seq[source.Item] {
		if up.Load() {
			return slices.Values(friends(address+":1", address+":2"))
		}
		return slices.Values([]source.Item{{Name: address, Passing: true, Reject: &graph.Reject{Stage: "source", Reason: "Away."}}})
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := end(t, jobs, started.ID)
	if want := (graph.Counts{Items: 1, Failed: 1}); first.Counts != want || first.State != graph.BatchDone || !first.Kept {
		t.Fatalf("away: %+v", first)
	}
	up.Store(true)
	if _, err := jobs.Retry(t.Context(), started.ID); err != nil {
		t.Fatal(err)
	}
	if second := end(t, jobs, started.ID); second.Counts.Items != 2 || second.Counts.Done != 2 || second.Kept {
		t.Errorf("there: %+v", second)
	}
	page, err := st.Items(t.Context(), graph.ItemsQuery{Batch: started.ID})
	if err != nil || page.Total != 2 || page.Items[0].Name != address+":1" || page.Items[0].Reason != "" {
		t.Errorf("%+v, %v", page, err)
	}
}

// What is kept is bounded, and nothing is when the queue is closed.
func TestKeptInputs(t *testing.T) {
	st := storetest.Open(t)
	jobs := NewJobs(st, newReader(t))
	removed := make([]atomic.Int32, maxKept+1)
	ids := make([]string, len(removed))
	for i := range removed {
		batch, err := jobs.Start("news", stuck(new(atomic.Bool), friends("Iran", "Cuba")), func() { removed[i].Add(1) })
		if err != nil {
			t.Fatal(err)
		}
		if err := jobs.Cancel(batch.ID); err != nil {
			t.Fatal(err)
		}
		if ids[i] = batch.ID; end(t, jobs, batch.ID).State != graph.BatchCanceled {
			t.Fatal("not canceled")
		}
	}
	if removed[0].Load() != 1 || removed[1].Load() != 0 {
		t.Errorf("removed %d of the oldest, %d of the next", removed[0].Load(), removed[1].Load())
	}
	if _, err := jobs.Retry(t.Context(), ids[0]); graph.CodeOf(err) != graph.Conflict || !strings.Contains(err.Error(), "send it again") {
		t.Errorf("of what is gone: %v", err)
	}
	if err := jobs.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := range removed {
		if n := removed[i].Load(); n != 1 {
			t.Errorf("%d was removed %d times", i, n)
		}
	}
}
