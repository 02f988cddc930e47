package store_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

// history is a load with everything in it: articles, copies of texts, changed
// texts, and articles that another extractor reads again.
func history() []graph.Parcel {
	c := newCorpus(7, 30)
	first := c.articles(60, "corpus/1")
	all := slices.Clone(first)
	for i := range 10 {
		copied := first[i]
		copied.Article.Key += "-copy"
		all = append(all, rekey(copied))
	}
	for i := 10; i < 20; i++ {
		all = append(all, c.article(first[i].Article.Key, "corpus/1", 3))
	}
	for i := 20; i < 30; i++ {
		again := first[i]
		again.Extractor = "corpus/2"
		again.Statements = again.Statements[:len(again.Statements)/2]
		all = append(all, again)
	}
	return all
}

// rekey identifies a parcel anew after its key was changed.
func rekey(p graph.Parcel) graph.Parcel {
	p.Article = p.Article.Identify()
	p.Item.ID = p.Article.ID
	p.Statements = slices.Clone(p.Statements)
	for i := range p.Statements {
		s := &p.Statements[i]
		s.ArticleID = p.Article.ID
		s.ID = graph.StatementID(s.ArticleID, s.Relation, s.Source, s.Target)
	}
	return p
}

func saver(s *store.Store) func(string, []graph.Parcel) error {
	return func(batch string, parcels []graph.Parcel) error {
		_, err := s.Save(context.Background(), batch, parcels)
		return err
	}
}

func dump(t testing.TB, s *store.Store) string {
	t.Helper()
	text, err := s.Dump(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// same fails with the first lines that differ.
func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	shown := 0
	for _, line := range a {
		if _, ok := slices.BinarySearch(b, line); !ok && !slices.Contains(b, line) && shown < 5 {
			t.Logf("only after: %s", line)
			shown++
		}
	}
	for _, line := range b {
		if !slices.Contains(a, line) && shown < 10 {
			t.Logf("only before: %s", line)
			shown++
		}
	}
	t.Errorf("%s: the graph changed (%d lines, %d before)", what, len(a), len(b))
}

func TestSavingAgainChangesNothing(t *testing.T) {
	s := storetest.Open(t)
	parcels := history()[:80]
	saveAll(t, saver(s), "one", parcels, 1000)
	before := dump(t, s)
	saveAll(t, saver(s), "two", parcels, 1000)
	same(t, "the same call", dump(t, s), before)
	saveAll(t, saver(s), "three", parcels, 7)
	same(t, "in smaller calls", dump(t, s), before)
}

func TestCallsOfAnySizeMakeOneGraph(t *testing.T) {
	s := storetest.Open(t)
	saveAll(t, saver(s), "one", history(), 1000)
	before := dump(t, s)
	s = storetest.Open(t)
	saveAll(t, saver(s), "one", history(), 3)
	same(t, "in calls of three", dump(t, s), before)
}

func TestRebuildComesToTheSameGraph(t *testing.T) {
	s := storetest.Open(t)
	saveAll(t, saver(s), "one", history(), 11)
	before := dump(t, s)
	rebuild(t, s)
	same(t, "rebuild of a sound graph", dump(t, s), before)
	damage(t, `MATCH (a:Entity)-[r:SUPPORTS]->() SET r.statements = 99, r.months = [1]`)
	damage(t, `MATCH (:Entity)-[r:ATTACKS]->(:Entity) DELETE r`)
	damage(t, `MATCH (e:Entity) WITH e LIMIT 5 SET e.degree = 1000`)
	damage(t, `MATCH (a:Entity) WITH a ORDER BY a.id LIMIT 2 WITH collect(a) AS two WITH two[0] AS a, two[1] AS b CREATE (a)-[:MEETS {key: 'drawn by hand', statements: 3}]->(b)`)
	if dump(t, s) == before {
		t.Fatal("the damage does not show")
	}
	rebuild(t, s)
	same(t, "rebuild of a damaged graph", dump(t, s), before)
}

func rebuild(t *testing.T, s *store.Store) {
	t.Helper()
	if err := s.Rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// damage changes the database behind the store's back.
func damage(t testing.TB, cypher string) {
	t.Helper()
	storetest.Cypher(t, "", cypher, nil)
}

// Two stores, as two processes have them, and several goroutines on each, all
// load the same: the graph is the one that a single loader makes.
func TestManySaversMakeOneGraph(t *testing.T) {
	s := storetest.Open(t)
	parcels := newCorpus(3, 12).articles(80, "corpus/1")
	saveAll(t, saver(s), "one", parcels, 8)
	before := dump(t, s)

	s = storetest.Open(t)
	other, err := store.Open(context.Background(), storetest.Config(t))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close(context.Background())
	var loaders sync.WaitGroup
	for _, st := range []*store.Store{s, other} {
		for _, batch := range []string{"one", "two"} {
			loaders.Go(func() { saveAll(t, saver(st), batch, parcels, 8) })
		}
	}
	loaders.Wait()
	same(t, "four loaders", dump(t, s), before)
}
