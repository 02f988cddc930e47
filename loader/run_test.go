package loader

import (
	"context"
	"iter"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
	"entente/loader/source"
)

func caseItems(t testing.TB) []source.Item {
	var items []source.Item
	for _, name := range caseNames(t) {
		items = append(items, caseItem(t, name))
	}
	return items
}

func dump(t *testing.T, st *store.Store) string {
	t.Helper()
	text, err := st.Dump(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func run(t *testing.T, st *store.Store, items []source.Item) graph.Batch {
	t.Helper()
	batch, err := Run(t.Context(), st, newReader(t), slices.Values(items), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

func TestLoadingTwiceChangesNothing(t *testing.T) {
	st := storetest.Open(t)
	silent := graph.Article{Text: "The weather was mild in the valley and nobody complained about it."}.Identify()
	items := append(caseItems(t), source.Item{Name: "no statements", Article: silent})
	first := run(t, st, items)
	if first.Counts.Done != len(items) || first.State != graph.BatchDone || first.Counts.Statements == 0 {
		t.Errorf("first load: %+v", first)
	}
	before := dump(t, st)
	second := run(t, st, items)
	if second.Counts.Unchanged != len(items) || second.Counts.Done != 0 {
		t.Errorf("second load: %+v", second)
	}
	if after := dump(t, st); after != before {
		t.Error("the graph differs after the second load")
	}
}

func TestTwoLoadersOnTheSameBatch(t *testing.T) {
	st := storetest.Open(t)
	items := caseItems(t)
	run(t, st, items)
	alone := dump(t, st)

	st = storetest.Open(t)
	errs := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := Run(t.Context(), st, newReader(t), slices.Values(items), Options{})
			errs <- err
		}()
	}
	for range 2 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if together := dump(t, st); together != alone {
		t.Error("two loaders at once left another graph than one")
	}
}

func TestTheDatabaseGoneInMidLoad(t *testing.T) {
	items := slices.Repeat(caseItems(t), 150)
	for i := range items { // enough for several batches
		items[i].Article.Key, items[i].Article.URL = "", ""
		items[i].Article.Text = strings.Repeat("\n", i/5) + items[i].Article.Text
		items[i].Article = items[i].Article.Identify()
	}
	whole := storetest.Open(t)
	run(t, whole, items)
	want := dump(t, whole)

	direct := storetest.Open(t)
	config := storetest.Config(t)
	line := storetest.NewLine(t)
	config.URI = line.URI()
	st, err := store.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close(context.Background())
	waited := false
	progress := func(e Event) {
		if e.Item != nil && e.Batch.Counts.Items == batchArticles && !waited {
			line.Cut()
		}
		if e.Notice != "" {
			waited = true
			line.Mend()
		}
	}
	batch, err := Run(t.Context(), st, newReader(t), slices.Values(items), Options{Progress: progress})
	if err != nil || !waited || batch.Counts.Done+batch.Counts.Unchanged != len(items) {
		t.Fatalf("waited %v, batch %+v, error %v", waited, batch, err)
	}
	if dump(t, direct) != want {
		t.Error("the graph differs from that of a load without a cut")
	}
}

func TestAnImpatientLoadFailsAndGoesOnLater(t *testing.T) {
	st := storetest.Open(t)
	config := storetest.Config(t)
	line := storetest.NewLine(t)
	config.URI = line.URI()
	away, err := store.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer away.Close(context.Background())
	line.Cut()
	items := caseItems(t)
	batch, err := Run(t.Context(), away, newReader(t), slices.Values(items), Options{Patience: 1})
	if graph.CodeOf(err) != graph.Unavailable || batch.State != graph.BatchFailed {
		t.Fatalf("batch %+v, error %v", batch, err)
	}
	if batch := run(t, st, items); batch.Counts.Done != len(items) {
		t.Errorf("the load after: %+v", batch)
	}
}

func TestCancelKeepsWhatIsWritten(t *testing.T) {
	st := storetest.Open(t)
	ctx, cancel := context.WithCancel(t.Context())
	var endless iter.Seq[source.Item] = func(yield func(source.Item) bool) {
		for i := 0; ; i++ {
			article := graph.Article{Text: "Russia backs the Syrian government." + strings.Repeat("\n", i)}.Identify()
			if !yield(source.Item{Name: "endless", Article: article}) {
				return
			}
		}
	}
	batch, err := Run(ctx, st, newReader(t), endless, Options{Progress: func(e Event) {
		if e.Batch.Counts.Done > 0 {
			cancel()
		}
	}})
	if err == nil || batch.State != graph.BatchCanceled || batch.Counts.Done == 0 {
		t.Fatalf("batch %+v, error %v", batch, err)
	}
	stored, err := st.Batch(t.Context(), batch.ID)
	if err != nil || stored.State != graph.BatchCanceled || stored.Counts.Done != batch.Counts.Done {
		t.Errorf("the ledger says %+v, %v", stored, err)
	}
}

func TestJobs(t *testing.T) {
	st := storetest.Open(t)
	jobs := NewJobs(st, newReader(t))
	cleaned := make(chan struct{})
	items := caseItems(t)
	batch, err := jobs.Start("cases", func(context.Context) iter.Seq[source.Item] { return slices.Values(items) }, func() { close(cleaned) })
	if err != nil {
		t.Fatal(err)
	}
	events, err := jobs.Watch(t.Context(), batch.ID)
	if err != nil {
		t.Fatal(err)
	}
	var last graph.Batch
	for e := range events {
		last = e.Batch
	}
	<-cleaned
	end, err := jobs.Batch(t.Context(), batch.ID)
	if err != nil || end.State != graph.BatchDone || end.Counts.Done != len(items) {
		t.Errorf("end %+v (last seen %+v): %v", end, last, err)
	}
	if err := jobs.Cancel(batch.ID); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("canceling what has ended: %v", err)
	}
	if _, err := jobs.Watch(t.Context(), "nothing"); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("watching nothing: %v", err)
	}
	if err := jobs.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := jobs.Start("late", nil, nil); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("starting after the end: %v", err)
	}
}

// stopping is a store that tells the load to stop in the middle of saving.
type stopping struct {
	*store.Store
	stop context.CancelFunc
}

func (s stopping) Save(ctx context.Context, batch string, parcels []graph.Parcel) ([]graph.Item, error) {
	s.stop()
	return s.Store.Save(ctx, batch, parcels)
}

// A load that is told to stop finishes its transaction when it is to, and
// says all the same that it was canceled.
func TestFinish(t *testing.T) {
	items := caseItems(t)
	for _, finish := range []bool{true, false} {
		ctx, stop := context.WithCancel(t.Context())
		st := stopping{storetest.Open(t), stop}
		batch, err := Run(ctx, st, newReader(t), slices.Values(items), Options{Finish: finish})
		if batch.State != graph.BatchCanceled || err == nil {
			t.Errorf("finish %v: %+v, %v", finish, batch, err)
		}
		if done := batch.Counts.Done > 0; done != finish {
			t.Errorf("finish %v: %d articles were saved", finish, batch.Counts.Done)
		}
	}
}
