package loader

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
	"entente/loader/llm/llmtest"
	"entente/loader/source"
)

// republic renames a country, takes a name off another actor, joins two and
// describes one that only texts name.
const republic = `name,aliases,kind,description,parent
Islamic Republic,Iran,,Ours,
Palace,Moscow|the Kremlin,government,,
Astana Group,Jaish al-Islam|Army of Islam,armed_group,Of the list,Palace
Riyadh Bloc,Saudi Arabia|Qatar,coalition,,
`

// corpus are the sample reports with what is hard to read anew: an old version,
// a copy, and a name that texts write in two ways.
func corpus(t *testing.T) []source.Item {
	t.Helper()
	items := slices.Collect(source.Options{}.Read(t.Context(), "../cmd/entente/sample", nil))
	if len(items) < 70 {
		t.Fatalf("only %d sample reports", len(items))
	}
	first := items[0]
	later, copied := first, first
	later.Article.Text += "\n\nIran praised the talks on Friday.\n"
	later.Article = later.Article.Identify()
	copied.Article.Key, copied.Article.URL = "copy", ""
	copied.Article = copied.Article.Identify()
	items = append(items, later, copied)
	for _, text := range []string{"The Harbor-Bloc backs Iran.", "The Harbor Bloc backs Iran.", "Moscow backs the Harbor Bloc."} {
		items = append(items, source.Item{Name: text, Article: graph.Article{Text: text}.Identify()})
	}
	return items
}

// set keeps a list, or none for an empty one.
func set(t *testing.T, st *store.Store, csv string) graph.StakeholderList {
	t.Helper()
	var l graph.StakeholderList
	if csv != "" {
		l = list(t, csv)
	}
	kept, err := st.SetStakeholders(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func reread(t *testing.T, st *store.Store) graph.Batch {
	t.Helper()
	batch, err := Reread(t.Context(), st, newReader(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

// same compares two graphs and shows where they first differ.
func same(t *testing.T, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("line %d of %d and %d\ngot:  %.600s\nwant: %.600s", i+1, len(g), len(w), g[i], w[i])
		}
	}
	t.Fatalf("%d lines, want %d", len(g), len(w))
}

// TestAListSetLater holds that a list that is set when articles are loaded
// leaves the graph that it would have left had it been set before, and that its
// removal leaves the graph that there was.
func TestAListSetLater(t *testing.T) {
	items := corpus(t)
	st := storetest.Open(t)
	run(t, st, items)
	plain := dump(t, st)
	if kept := set(t, st, republic); kept.Applied || kept.Actors != 4 || kept.Set.IsZero() {
		t.Errorf("kept: %+v", kept)
	}
	batch := reread(t, st)
	if batch.Counts.Done != len(items) || batch.State != graph.BatchDone {
		t.Errorf("batch %+v", batch)
	}
	later := dump(t, st)
	if err := st.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, dump(t, st), later)
	if kept := set(t, st, "\ufeff"+republic); !kept.Applied {
		t.Error("the same list does not count as applied")
	}
	if again := reread(t, st); again.Counts != (graph.Counts{}) {
		t.Errorf("the second time read %+v", again.Counts)
	}
	set(t, st, "")
	reread(t, st)
	same(t, dump(t, st), plain)

	st = storetest.Open(t)
	set(t, st, republic)
	run(t, st, items)
	same(t, later, dump(t, st))
	for _, want := range []string{"country-islamic-republic", "government-palace", "coalition-riyadh-bloc"} {
		if !strings.Contains(later, want) || strings.Contains(plain, want) {
			t.Errorf("the list makes no difference for %s", want)
		}
	}
}

// backers are n articles, which take several transactions.
func backers(n int) []source.Item {
	var items []source.Item
	for i := range n {
		text := fmt.Sprintf("Report %d. %s backs Iran.", i, []string{"Russia", "Cuba", "Serbia", "Egypt"}[i%4])
		items = append(items, source.Item{Name: text, Article: graph.Article{Text: text}.Identify()})
	}
	return items
}

// want is the graph that items leave when a list is set before.
func want(t *testing.T, csv string, items []source.Item) string {
	t.Helper()
	st := storetest.Open(t)
	set(t, st, csv)
	run(t, st, items)
	return dump(t, st)
}

// TestRereadGoesOn holds that what was interrupted goes on where it stopped.
func TestRereadGoesOn(t *testing.T) {
	items := backers(3 * batchArticles)
	whole := want(t, republic, items)
	st := storetest.Open(t)
	run(t, st, items)
	set(t, st, republic)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	batch, err := Reread(ctx, st, newReader(t), Options{Progress: func(e Event) {
		if e.Batch.Counts.Done > 0 {
			cancel()
		}
	}})
	done := batch.Counts.Done
	if err == nil || batch.State != graph.BatchCanceled || done == 0 || done == len(items) {
		t.Fatalf("the interrupted batch: %+v, %v", batch, err)
	}
	if kept, err := st.Stakeholders(t.Context()); err != nil || kept.Applied {
		t.Errorf("half is read, and the list counts as applied: %v", err)
	}
	if batch = reread(t, st); batch.Counts.Done != len(items)-done {
		t.Errorf("%d were read before, then %+v", done, batch.Counts)
	}
	if kept, err := st.Stakeholders(t.Context()); err != nil || !kept.Applied {
		t.Errorf("all is read, and the list does not count as applied: %v", err)
	}
	same(t, dump(t, st), whole)
}

// TestAListSetInMidLoad holds that a load goes on by the list that is set while
// it runs, so that no article is saved by another one than the database's.
func TestAListSetInMidLoad(t *testing.T) {
	items := backers(2 * batchArticles)
	whole := want(t, republic, items)
	st := storetest.Open(t)
	kept := false
	batch, err := Run(t.Context(), st, newReader(t), slices.Values(items), Options{Progress: func(e Event) {
		if e.Batch.Counts.Done > 0 && !kept {
			kept = true
			set(t, st, republic)
		}
	}})
	if err != nil || batch.Counts.Done != len(items) || batch.Counts.Statements != len(items) {
		t.Fatalf("%+v, %v", batch, err)
	}
	if batch := reread(t, st); batch.Counts.Done == 0 || batch.Counts.Done == len(items) {
		t.Errorf("read anew: %+v", batch.Counts)
	}
	same(t, dump(t, st), whole)
}

// TestTwoListsAtOnce holds that of two lists set at once one wins, and all is
// read by it.
func TestTwoListsAtOnce(t *testing.T) {
	items := corpus(t)
	st := storetest.Open(t)
	run(t, st, items)
	lists := []string{republic, "name,aliases\nHavana Bloc,Russia|Iran\n"}
	errs := make(chan error, len(lists))
	for _, csv := range lists {
		l := list(t, csv)
		go func() {
			_, err := st.SetStakeholders(t.Context(), l)
			if err == nil {
				_, err = Reread(t.Context(), st, newReader(t), Options{})
			}
			errs <- err
		}()
	}
	for range lists {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	kept, err := st.Stakeholders(t.Context())
	if err != nil || !kept.Applied || !slices.Contains(lists, kept.CSV) {
		t.Fatalf("kept: %+v, %v", kept, err)
	}
	got := dump(t, st)
	same(t, got, want(t, kept.CSV, items))
}

// TestWhatKeepsItsReading holds that given actors and a model's reading are left
// alone and told, and that loading those again reads them by the list.
func TestWhatKeepsItsReading(t *testing.T) {
	st := storetest.Open(t)
	given := friends("Iran")
	given[0].Mentions = []graph.Mention{{Text: "Russia", Start: 0, End: 6}, {Text: "Iran", Start: 13, End: 17}}
	modeled := friends("Cuba")
	server := llmtest.Start(t, supports)
	run(t, st, given)
	if _, err := loadBy(t, st, withModel(t, server), modeled); err != nil {
		t.Fatal(err)
	}
	before := dump(t, st)
	set(t, st, "name,aliases\nIslamic Republic,Iran\nIsland,Cuba\n")
	batch := reread(t, st)
	if batch.Counts != (graph.Counts{Items: 2, Unchanged: 2}) {
		t.Errorf("%+v", batch.Counts)
	}
	same(t, dump(t, st), before)
	page, err := st.Items(t.Context(), graph.ItemsQuery{Batch: batch.ID})
	reasons := ""
	for _, item := range page.Items {
		reasons += item.Reason + "\n"
	}
	if err != nil || !strings.Contains(reasons, "its actors came with it") || !strings.Contains(reasons, "llm/") {
		t.Errorf("%v, reasons:\n%s", err, reasons)
	}
	if batch := run(t, st, given); batch.Counts.Done != 1 {
		t.Errorf("given actors, loaded again: %+v", batch.Counts)
	}
	if batch, err := loadBy(t, st, withModel(t, server), modeled); err != nil || batch.Counts.Done != 1 {
		t.Errorf("a model's, loaded again: %+v, %v", batch.Counts, err)
	}
	after := dump(t, st)
	if strings.Contains(after, "country-iran") || strings.Contains(after, "country-cuba") || !strings.Contains(after, "country-island") {
		t.Errorf("the list is not followed:\n%s", after)
	}
}

// TestMentionsAreAnotherReading holds that a text with other given actors is
// read anew.
func TestMentionsAreAnotherReading(t *testing.T) {
	st := storetest.Open(t)
	items := friends("Iran")
	for i, mentions := range [][]graph.Mention{nil, {}, {{Start: 0, End: 6}, {Start: 13, End: 17, Entity: "Persia"}}} {
		items[0].Mentions = mentions
		for j, want := range []graph.Counts{{Items: 1, Done: 1}, {Items: 1, Unchanged: 1}} {
			batch := run(t, st, items)
			if batch.Counts.Statements = 0; batch.Counts != want {
				t.Errorf("mentions %d, load %d: %+v", i+1, j+1, batch.Counts)
			}
		}
	}
}
