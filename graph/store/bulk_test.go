package store_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/localdb"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

// loading is a load with everything that the cases save in it, and by chance
// more: call after call what a Store, or a Bulk, is given.
func loading(t *testing.T) (calls [][]graph.Parcel) {
	t.Helper()
	files, err := filepath.Glob("testdata/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		w := newWorld()
		for _, one := range step.Split(string(content), -1)[1:] {
			head, body, _ := strings.Cut(one, "\n")
			verb, _, _ := strings.Cut(head, " ")
			fixture, _, _ := strings.Cut(body, "-> ")
			switch verb {
			case "entities":
				w.describe(body)
			case "save": // each case has keys of its own
				fixture = strings.ReplaceAll(fixture, "article ", "article "+filepath.Base(file)+" ")
				calls = append(calls, w.parcels(t, fixture))
			}
		}
	}
	for call := range slices.Chunk(history(), 50) {
		calls = append(calls, call)
	}
	number := 0
	for _, call := range calls {
		for i := range call {
			number++
			call[i].Extractor = "one/1"
			call[i].Item.ID = time.Unix(int64(number), 0).UTC().Format("150405")
		}
	}
	return calls
}

// target is what Store and Bulk have in common.
type target interface {
	Save(ctx context.Context, batchID string, parcels []graph.Parcel) ([]graph.Item, error)
	SaveItems(ctx context.Context, batchID string, items []graph.Item) error
	SaveBatch(ctx context.Context, b graph.Batch) error
}

// run loads all calls, with a reject in the middle of the ledger.
func run(t *testing.T, to target, calls [][]graph.Parcel) {
	t.Helper()
	ctx, created := context.Background(), time.Date(2017, 4, 24, 12, 0, 0, 0, time.UTC)
	batch := graph.Batch{ID: "batch", Name: "all cases", State: graph.BatchRunning, Created: created, Updated: created}
	if err := to.SaveBatch(ctx, batch); err != nil {
		t.Fatal(err)
	}
	for i, call := range calls {
		items, err := to.Save(ctx, "batch", call)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range items {
			batch.Counts.Add("", item.State)
		}
		if i == len(calls)/2 {
			reject := graph.Item{ID: "reject", Name: "a \"b\",\nc", State: graph.ItemRejected, Stage: "source", Reason: "broken", Line: 7}
			if err := to.SaveItems(ctx, "batch", []graph.Item{reject}); err != nil {
				t.Fatal(err)
			}
			batch.Counts.Add("", reject.State)
		}
	}
	batch.State, batch.Finished = graph.BatchDone, created.Add(time.Hour)
	if err := to.SaveBatch(ctx, batch); err != nil {
		t.Fatal(err)
	}
}

// ledger is what a store's ledger says, but for when.
func ledger(t *testing.T, s *store.Store) (graph.Batch, []graph.Item) {
	t.Helper()
	batch, err := s.Batch(context.Background(), "batch")
	if err != nil {
		t.Fatal(err)
	}
	var items []graph.Item
	for item, err := range s.AllItems(context.Background(), "batch", graph.ItemDone, graph.ItemUnchanged, graph.ItemRejected) {
		if err != nil {
			t.Fatal(err)
		}
		item.Updated = time.Time{}
		items = append(items, item)
	}
	return batch, items
}

// An import leaves the graph and the ledger that a load leaves, to the letter.
func TestImportEqualsLoad(t *testing.T) {
	calls := loading(t)
	loaded := storetest.Open(t)
	run(t, loaded, calls)
	want := dump(t, loaded)
	wantBatch, wantItems := ledger(t, loaded)
	for _, part := range []string{" SUPERSEDES ", " COPY_OF ", " SAID_BY ", " PUBLISHED_BY ", `"current":false`} {
		if !strings.Contains(want, part) {
			t.Fatalf("the load has nothing of %s", part)
		}
	}
	if len(wantItems) < 100 || wantBatch.Counts.Unchanged == 0 || wantBatch.Counts.Rejected == 0 {
		t.Fatalf("the load has %d items and came to %+v", len(wantItems), wantBatch.Counts)
	}

	dir := t.TempDir()
	bulk, err := store.NewBulk(dir)
	if err != nil {
		t.Fatal(err)
	}
	run(t, bulk, calls)
	if err := bulk.Finish(); err != nil {
		t.Fatal(err)
	}
	imported(t, bulk, dir, func(s *store.Store) {
		if got := dump(t, s); got != want {
			t.Errorf("imported and loaded differ:\n%s", difference(got, want))
		}
		if batch, items := ledger(t, s); batch != wantBatch || !slices.Equal(items, wantItems) {
			t.Errorf("the ledger of the import is %+v %+v, of the load %+v %+v", batch, items, wantBatch, wantItems)
		}
		if err := s.Rebuild(context.Background()); err != nil {
			t.Fatal(err)
		}
		if got := dump(t, s); got != want {
			t.Errorf("a rebuild changes what was imported:\n%s", difference(got, want))
		}
		if items, err := s.Save(context.Background(), "again", calls[0]); err != nil || items[0].State != graph.ItemUnchanged {
			t.Errorf("the same again: %+v, %v", items, err)
		}
	})
}

// imported makes a database of the files of an import and looks at it.
func imported(t *testing.T, bulk *store.Bulk, dir string, look func(*store.Store)) {
	t.Helper()
	options := localdb.Options{Dir: t.TempDir(), Getenv: withoutNeo4j}
	err := localdb.Import(t.Context(), options, dir, bulk.Arguments(), localdb.Replacement{Prove: func(ctx context.Context, server *localdb.Server) error {
		s, err := store.Open(ctx, store.Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database})
		if err != nil {
			return err
		}
		defer func() { _ = s.Close(ctx) }()
		if err := s.Migrate(ctx); err != nil {
			return err
		}
		if err := bulk.Settle(ctx, s); err != nil {
			return err
		}
		look(s)
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
}

// difference shows the lines that only one of two dumps has.
func difference(got, want string) string {
	var b strings.Builder
	lines := func(text string) map[string]bool {
		set := map[string]bool{}
		for line := range strings.Lines(text) {
			set[line] = true
		}
		return set
	}
	only := func(sign string, a string, b map[string]bool, out *strings.Builder) {
		for line := range strings.Lines(a) {
			if !b[line] && out.Len() < 8000 {
				out.WriteString(sign + " " + line)
			}
		}
	}
	only("-", want, lines(got), &b)
	only("+", got, lines(want), &b)
	return b.String()
}

// One load is read by one extractor.
func TestImportRefusesAnotherExtractor(t *testing.T) {
	bulk, err := store.NewBulk(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = bulk.Close() }()
	c := newCorpus(1, 5)
	if _, err := bulk.Save(t.Context(), "batch", []graph.Parcel{c.article("a", "corpus/1", 2)}); err != nil {
		t.Fatal(err)
	}
	if _, err := bulk.Save(t.Context(), "batch", []graph.Parcel{c.article("b", "corpus/2", 2)}); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("another extractor: %v", err)
	}
}
