package store_test

import (
	"context"
	"errors"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

// The commit message of the Bolt protocol, as a chunk of its own.
const commit = "\x00\x02\xb0\x12\x00\x00"

// Wherever the line breaks during a save, and whether it comes back at once or
// later, saving again comes to the graph that an undisturbed save makes, and
// the ledger says done.
func TestSaveSurvivesABrokenLine(t *testing.T) {
	parcels := newCorpus(5, 10).articles(12, "corpus/1")
	s := storetest.Open(t)
	saveAll(t, saver(s), "one", parcels, 100)
	want := dump(t, s)
	for name, cut := range map[string]struct {
		text            string
		n               int
		after, stayDown bool
	}{
		"before the first step, back at once":         {"MERGE (g:Graph", 1, false, false},
		"among the statements, back at once":          {"CREATE (s:Statement)", 1, false, false},
		"among the edges, back later":                 {"MERGE (a)-[r:", 3, false, true},
		"before the commit, back at once":             {commit, 1, false, false},
		"the commit's answer is lost, back at once":   {commit, 1, true, false},
		"the commit's answer is lost, back later":     {commit, 1, true, true},
		"before the commit, back later":               {commit, 1, false, true},
		"after the ledger, before commit, back later": {"CREATE (b)-[:HAS_ITEM]", 1, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			direct := storetest.Open(t)
			s, p := behindProxy(t)
			p.cutAt(cut.text, cut.n, cut.after, cut.stayDown)
			items, err := s.Save(context.Background(), "one", parcels)
			if !p.cut() {
				t.Fatal("the line was never broken")
			}
			if cut.stayDown {
				if graph.CodeOf(err) != graph.Unavailable {
					t.Fatalf("got %v, want an error that the database is unavailable", err)
				}
				p.up()
				items, err = s.Save(context.Background(), "one", parcels)
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range items {
				if item.State != graph.ItemDone {
					t.Errorf("%s is %s, want done", item.Name, item.State)
				}
			}
			same(t, name, dump(t, direct), want)
			page, err := direct.Items(context.Background(), graph.ItemsQuery{Batch: "one", State: graph.ItemDone})
			if err != nil || page.Total != len(parcels) {
				t.Errorf("the ledger has %d items done, want %d (%v)", page.Total, len(parcels), err)
			}
		})
	}
}

func behindProxy(t *testing.T) (*store.Store, *proxy) {
	t.Helper()
	c := storetest.Config(t)
	p, uri := newProxy(t, c.URI)
	c.URI = uri
	s, err := store.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(context.Background()) })
	return s, p
}

func TestErrorsSayWhatToChange(t *testing.T) {
	storetest.Open(t)
	good := storetest.Config(t)
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range map[string]struct {
		ctx    context.Context
		change func(*store.Config)
		want   graph.Code
	}{
		"wrong password":   {context.Background(), func(c *store.Config) { c.User, c.Password = "nobody", "wrong" }, graph.Unauthorized},
		"nobody listens":   {context.Background(), func(c *store.Config) { c.URI = "bolt://127.0.0.1:1" }, graph.Unavailable},
		"no such host":     {context.Background(), func(c *store.Config) { c.URI = "bolt://no-such-host.invalid:7687" }, graph.Unavailable},
		"not an address":   {context.Background(), func(c *store.Config) { c.URI = "mailto:me" }, graph.Invalid},
		"no such database": {context.Background(), func(c *store.Config) { c.Database = "nothing" }, graph.Invalid},
		"canceled":         {canceled, func(*store.Config) {}, graph.Timeout},
	} {
		t.Run(name, func(t *testing.T) {
			config := good
			c.change(&config)
			s, err := store.Open(c.ctx, config)
			if err == nil {
				_ = s.Close(context.Background())
			}
			if graph.CodeOf(err) != c.want {
				t.Errorf("got %q: %v; want %q", graph.CodeOf(err), err, c.want)
			}
		})
	}
}

func TestCanceledWorkSaysSo(t *testing.T) {
	s := storetest.Open(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := s.Save(ctx, "one", newCorpus(1, 5).articles(1, "corpus/1"))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := s.Overview(ctx, graph.OverviewQuery{}); graph.CodeOf(err) != graph.Timeout {
		t.Errorf("got %v", err)
	}
}

func TestSaveSaysWhenItIsTooMuch(t *testing.T) {
	s := storetest.Open(t)
	if _, err := s.Save(context.Background(), "one", make([]graph.Parcel, store.MaxParcels+1)); graph.CodeOf(err) != graph.TooLarge {
		t.Errorf("got %v", err)
	}
	if _, err := s.Save(context.Background(), "", nil); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v", err)
	}
}

// An article that cannot be stored is rejected by itself; the rest goes on.
func TestUnfitArticlesAreRejected(t *testing.T) {
	s := storetest.Open(t)
	good := newCorpus(1, 5).articles(3, "corpus/1")
	changed := good[1]
	changed.Article.Text += "!"
	broken := good[2]
	broken.Article.Title = "\xff"
	items, err := s.Save(context.Background(), "one", []graph.Parcel{good[0], changed, broken, {}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []graph.ItemState{graph.ItemDone, graph.ItemRejected, graph.ItemRejected, graph.ItemRejected} {
		if items[i].State != want || (want == graph.ItemRejected && items[i].Reason == "") {
			t.Errorf("item %d is %s (%s), want %s", i, items[i].State, items[i].Reason, want)
		}
	}
}

func TestMigrateIsIdempotentAndChecksNames(t *testing.T) {
	s := storetest.Open(t)
	if err := s.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	damage(t, "DROP INDEX article_key")
	damage(t, "CREATE INDEX somebody_elses FOR (n:Article) ON (n.key)")
	t.Cleanup(func() { damage(t, "DROP INDEX somebody_elses IF EXISTS") })
	damage(t, "MATCH (m:Migration) DELETE m")
	if err := s.Migrate(context.Background()); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("an index under another name: got %v", err)
	}
	damage(t, "DROP INDEX somebody_elses")
	damage(t, "MATCH (m:Migration) DELETE m")
	if err := s.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	damage(t, "CREATE (:Migration {name: '9999_later', sha256: ''})")
	t.Cleanup(func() { damage(t, "MATCH (m:Migration {name: '9999_later'}) DELETE m") })
	if err := s.Migrate(context.Background()); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("a later version's database: got %v", err)
	}
}
