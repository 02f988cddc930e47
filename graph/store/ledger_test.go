package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store/storetest"
)

func TestLedgerKeepsBatchesAndItems(t *testing.T) {
	s, ctx := storetest.Open(t), context.Background()
	if empty, err := s.Empty(ctx); !empty || err != nil {
		t.Errorf("at first it is empty: %v, %v", empty, err)
	}
	created := time.Date(2017, 4, 24, 12, 0, 0, 0, time.UTC)
	first := graph.Batch{ID: "one", Name: "news.jsonl", State: graph.BatchRunning, Created: created, Updated: created}
	second := graph.Batch{
		ID: "two", Name: "talks.txt", State: graph.BatchDone, Created: created.Add(time.Hour),
		Updated: created.Add(2 * time.Hour), Finished: created.Add(2 * time.Hour),
		Counts: graph.Counts{Items: 3, Done: 1, Rejected: 2, Statements: 7},
	}
	for _, b := range []graph.Batch{first, second} {
		if err := s.SaveBatch(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	if empty, err := s.Empty(ctx); empty || err != nil {
		t.Errorf("a ledger alone is something: %v, %v", empty, err)
	}
	batches, err := s.Batches(ctx, 0)
	if err != nil || !slices.Equal(batches, []graph.Batch{second, first}) {
		t.Errorf("batches are %+v, %v", batches, err)
	}
	one, err := s.Batch(ctx, "two")
	if err != nil || one != second {
		t.Errorf("batch is %+v, %v", one, err)
	}
	if _, err := s.Batch(ctx, "three"); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("an unknown batch: %v", err)
	}
	checkItems(t)
}

// checkItems writes items, then one of them again: the order stays.
func checkItems(t *testing.T) {
	t.Helper()
	s, ctx := storetest.Open(t), context.Background()
	var items []graph.Item
	for i := range 2_500 {
		items = append(items, graph.Item{ID: fmt.Sprint(i), Name: fmt.Sprintf("news.jsonl:%d", i), State: graph.ItemQueued, Line: i, Updated: time.Unix(1, 0).UTC()})
	}
	if err := s.SaveItems(ctx, "one", items); err != nil {
		t.Fatal(err)
	}
	items[7].State, items[7].Stage, items[7].Reason = graph.ItemRejected, "source", "It is not English."
	if err := s.SaveItems(ctx, "one", items[7:8]); err != nil {
		t.Fatal(err)
	}
	var got []graph.Item
	for cursor, more := "", true; more; more = cursor != "" {
		page, err := s.Items(ctx, graph.ItemsQuery{Batch: "one", Limit: 200, Cursor: cursor})
		if err != nil || page.Total != len(items) {
			t.Fatalf("total %d, %v", page.Total, err)
		}
		got, cursor = append(got, page.Items...), page.Next
	}
	if !slices.Equal(got, items) {
		t.Errorf("got %d items in another order or shape", len(got))
	}
	page, err := s.Items(ctx, graph.ItemsQuery{Batch: "one", State: graph.ItemRejected})
	if err != nil || page.Total != 1 || page.Items[0] != items[7] {
		t.Errorf("rejected: %+v, %v", page, err)
	}
}

func TestKnownTellsWhatWasRead(t *testing.T) {
	s, ctx := storetest.Open(t), context.Background()
	parcels := newCorpus(1, 5).articles(3, "corpus/1")
	parcels[0].Statements, parcels[0].Entities = nil, nil
	if _, err := s.Save(ctx, "one", parcels[:2]); err != nil {
		t.Fatal(err)
	}
	ids := []string{parcels[0].Article.ID, parcels[1].Article.ID, parcels[2].Article.ID}
	known, err := s.Known(ctx, "corpus/1", ids)
	if err != nil || !known[ids[0]] || !known[ids[1]] || known[ids[2]] {
		t.Errorf("known are %v, %v", known, err)
	}
	other, err := s.Known(ctx, "corpus/2", ids)
	if err != nil || len(other) != 0 {
		t.Errorf("known to another extractor are %v, %v", other, err)
	}
}

// Pages of any size, put together, hold every statement and article once and in
// order.
func TestPagesHoldEverythingOnce(t *testing.T) {
	s, ctx := storetest.Open(t), context.Background()
	parcels := newCorpus(4, 6).articles(40, "corpus/1")
	saveAll(t, saver(s), "one", parcels, 100)
	statements := 0
	for _, p := range parcels {
		statements += len(p.Statements)
	}
	for _, q := range []graph.StatementsQuery{{}, {Source: "actor0"}, {Source: "actor0", Target: "actor1", Between: true}, {Speaker: "actor0"}} {
		all, total := pages(t, q, 200, s.Statements)
		some, _ := pages(t, q, 7, s.Statements)
		if len(all) != total || !slices.Equal(all, some) || len(all) == 0 {
			t.Errorf("%+v: %d statements in large pages, %d in small ones, total %d", q, len(all), len(some), total)
		}
		if q.Source+q.Speaker == "" && total != statements {
			t.Errorf("%d statements, want %d", total, statements)
		}
	}
	var articles []string
	for cursor, more := "", true; more; more = cursor != "" {
		page, err := s.Articles(ctx, graph.ArticlesQuery{Limit: 7, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range page.Articles {
			articles = append(articles, a.ID)
		}
		cursor = page.Next
	}
	slices.Sort(articles)
	if len(slices.Compact(articles)) != len(parcels) {
		t.Errorf("%d articles, want %d", len(articles), len(parcels))
	}
}

func pages(t *testing.T, q graph.StatementsQuery, limit int, ask func(context.Context, graph.StatementsQuery) (graph.StatementPage, error)) (ids []string, total int) {
	t.Helper()
	q.Limit = limit
	for more := true; more; more = q.Cursor != "" {
		page, err := ask(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range page.Statements {
			ids = append(ids, s.ID)
		}
		q.Cursor, total = page.Next, page.Total
	}
	return ids, total
}

// What is saved comes back as it was.
func TestStatementsComeBackWhole(t *testing.T) {
	s, ctx := storetest.Open(t), context.Background()
	p := newCorpus(2, 6).article("a", "corpus/1", 6)
	zone := time.FixedZone("CET", 3600)
	p.Article.Published = time.Date(2017, 4, 24, 0, 30, 0, 0, zone)
	st := &p.Statements[0]
	st.Speakers = []graph.Mention{{Text: st.Source.Text, Start: st.Source.Start, End: st.Source.End, Entity: st.Source.Entity, EntityID: st.Source.EntityID, Kind: st.Source.Kind}}
	st.Cues = []graph.Cue{{Excerpt: st.Trigger, Kind: graph.CueAttribution}}
	st.Quoted, st.Reciprocal, st.Place, st.EventFrom, st.EventTo, st.Rule = true, true, "Geneva", "2017-05-03", "2017-05-04", "a rule"
	if _, err := s.Save(ctx, "one", []graph.Parcel{p}); err != nil {
		t.Fatal(err)
	}
	page, err := s.Article(ctx, graph.ArticleQuery{ID: p.Article.ID})
	if err != nil {
		t.Fatal(err)
	}
	if !page.Article.Published.Equal(p.Article.Published) || graph.DateOf(page.Article.Published) != "2017-04-24" {
		t.Errorf("published is %v, want %v", page.Article.Published, p.Article.Published)
	}
	if len(page.Statements) != len(p.Statements) {
		t.Fatalf("%d statements, want %d", len(page.Statements), len(p.Statements))
	}
	for i, got := range page.Statements {
		want := p.Statements[i]
		want.Publisher, want.Published, want.Current = p.Article.Publisher, got.Published, true
		want.Extractor = "corpus/1"
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("statement %d is\n%+v, want\n%+v", i, got, want)
		}
	}
}

func TestWarmAsksEverythingOfAnyGraph(t *testing.T) {
	s := storetest.Open(t)
	if err := s.Warm(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := s.Ping(context.Background()); err != nil {
		t.Fatal(err)
	}
}
