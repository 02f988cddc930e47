package loader

import (
	"context"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
	"entente/loader/source"
)

// refuseLongTexts makes the database refuse articles that it would take
// otherwise: an index takes no value of more than about 8 KB.
func refuseLongTexts(t *testing.T) *store.Store {
	t.Helper()
	st := storetest.Open(t)
	storetest.Cypher(t, "", "CREATE INDEX poison FOR (d:Article) ON (d.text)", nil)
	t.Cleanup(func() { storetest.Cypher(t, "", "DROP INDEX poison IF EXISTS", nil) })
	return st
}

// poisoned lengthens an item's text.
func poisoned(item source.Item, by int) source.Item {
	item.Article.Text += strings.Repeat("\n", 9_000+by)
	item.Article = item.Article.Identify()
	return item
}

// A row that the database refuses costs its own article, and no other.
func TestAPoisonRowIsFoundByHalving(t *testing.T) {
	st := refuseLongTexts(t)
	items := friends("Iran", "Cuba", "Serbia", "Egypt", "China", "India", "Turkey")
	items[4] = poisoned(items[4], 0)
	batch := run(t, st, items)
	if want := (graph.Counts{Items: 7, Done: 6, Rejected: 1, Statements: 6}); batch.Counts != want || batch.State != graph.BatchDone {
		t.Errorf("batch %+v", batch)
	}
	page, err := st.Items(t.Context(), graph.ItemsQuery{Batch: batch.ID, State: graph.ItemRejected})
	if err != nil || page.Total != 1 || page.Items[0].Name != "China" || page.Items[0].Stage != "store" || page.Items[0].Reason == "" {
		t.Errorf("rejected: %+v, %v", page, err)
	}
}

// Where nothing is taken any more, the fault is not the articles'.
func TestADatabaseThatRefusesEverythingEndsTheLoad(t *testing.T) {
	st := refuseLongTexts(t)
	items := slices.Repeat(friends("Iran"), 2*maxRefused)
	for i := range items {
		items[i] = poisoned(items[i], i)
	}
	batch, err := Run(t.Context(), st, newReader(t), slices.Values(items), Options{})
	if err == nil || batch.State != graph.BatchFailed || batch.Counts.Rejected != maxRefused || batch.Counts.Done != 0 {
		t.Errorf("batch %+v, error %v", batch, err)
	}
}

// A password that is changed in mid-load ends the load at once, and clearly.
func TestAPasswordChangedInMidLoad(t *testing.T) {
	storetest.Open(t)
	storetest.Cypher(t, "system", "CREATE OR REPLACE USER loading SET PASSWORD 'first-password' CHANGE NOT REQUIRED", nil)
	t.Cleanup(func() { storetest.Cypher(t, "system", "DROP USER loading IF EXISTS", nil) })
	config := storetest.Config(t)
	line := storetest.NewLine(t)
	config.URI, config.User, config.Password = line.URI(), "loading", "first-password"
	st, err := store.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close(context.Background())
	changed := false
	many := slices.Repeat(friends("Iran", "Cuba", "Serbia", "Egypt"), batchArticles)
	batch, err := Run(t.Context(), st, newReader(t), slices.Values(many), Options{Progress: func(e Event) {
		if e.Batch.Counts.Items > 0 && !changed {
			changed = true
			storetest.Cypher(t, "system", "ALTER USER loading SET PASSWORD 'other-password'", nil)
			line.Cut()
			line.Mend()
		}
	}})
	if !changed || graph.CodeOf(err) != graph.Unauthorized || batch.State != graph.BatchFailed || !strings.Contains(batch.Reason, "NEO4J_PASSWORD") {
		t.Errorf("changed %v, batch %+v, error %v", changed, batch, err)
	}
}

// What failed is tried again, and nothing else.
func TestRetryOfTheFailed(t *testing.T) {
	st := storetest.Open(t)
	items := append(friends("Iran", "Cuba", "Serbia", "Egypt", "Serbian"), source.Item{Name: "Serbia:1", Line: 1}, source.Item{Name: "Serbia/a.txt"})
	if _, err := Failed(t.Context(), st, "news", slices.Values(items)); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("no load yet: %v", err)
	}
	failed := graph.Item{ID: "2", Name: "Serbia", State: graph.ItemFailed, Stage: "extract", Reason: "a defect"}
	if err := st.SaveBatch(t.Context(), graph.Batch{ID: "one", Name: "news", State: graph.BatchDone}); err != nil {
		t.Fatal(err)
	}
	if err := st.SaveItems(t.Context(), "one", []graph.Item{{ID: "1", Name: "Iran", State: graph.ItemDone}, failed}); err != nil {
		t.Fatal(err)
	}
	again, err := Failed(t.Context(), st, "news", slices.Values(items))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for item := range again {
		names = append(names, item.Name)
	}
	if want := []string{"Serbia", "Serbia:1", "Serbia/a.txt"}; !slices.Equal(names, want) {
		t.Errorf("tried again: %v, want %v", names, want)
	}
}
