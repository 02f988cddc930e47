package loader

import (
	"context"
	"iter"
	"os"
	"path/filepath"
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

func TestBadInputIsRejectedAndTheRestLoaded(t *testing.T) {
	st := storetest.Open(t)
	folder := t.TempDir()
	files := map[string]string{
		"a-good.txt":    "Russia backs the Syrian government.",
		"b-empty.txt":   "",
		"c-binary.bin":  "\x7fELF\x00\x01\x02\x00\x00\xff\xfe\x00",
		"d-french.txt":  "Le président de la République a déclaré hier que les négociations avec les rebelles seraient reprises dans la capitale.",
		"e-lines.jsonl": `{"id":"l1","text":"Iran supports the Syrian government."}` + "\n{broken\n" + `{"id":"l3","text":"Turkey supports the rebels."}` + "\n",
		"f-absent.json": `{"id":"no-text"}`,
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	paths := []string{folder, filepath.Join(folder, "missing.txt")}
	var items []source.Item
	for _, path := range paths {
		items = slices.AppendSeq(items, source.Options{}.Read(t.Context(), path, nil))
	}
	batch := run(t, st, items)
	if c := batch.Counts; c.Done != 3 || c.Rejected != 6 || c.Failed != 0 {
		t.Errorf("counts %+v", c)
	}
	page, err := st.Items(t.Context(), graph.ItemsQuery{Batch: batch.ID, State: graph.ItemRejected, Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"b-empty.txt", "c-binary.bin", "d-french.txt", "e-lines.jsonl", "f-absent.json", "missing.txt"} {
		i := slices.IndexFunc(page.Items, func(item graph.Item) bool { return strings.Contains(item.Name, name) })
		if i < 0 || page.Items[i].Reason == "" || page.Items[i].Stage != "source" {
			t.Errorf("%s: no clear reject in the ledger: %+v", name, page.Items)
		}
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
