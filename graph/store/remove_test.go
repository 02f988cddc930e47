package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store/storetest"
)

// TestRemove: after a removal the graph is as if the articles had never come:
// one of two versions, one whose copy stays and becomes the first of its text,
// and both with edges that others support as well.
func TestRemove(t *testing.T) {
	ctx := context.Background()
	c := newCorpus(7, 5)
	parcels := c.articles(12, "corpus/1")
	changed, copied := c.article("later", "corpus/1", 4), parcels[1]
	changed.Article.Key, copied.Article.Key = parcels[0].Article.Key, "copy"
	changed, copied = rekey(changed), rekey(copied)
	stay := append(slices.Clone(parcels[2:]), copied)

	alone := storetest.Open(t)
	saveAll(t, saver(alone), "one", stay, len(stay))
	want := dump(t, alone)
	s := storetest.Open(t)
	all := slices.Concat(parcels, []graph.Parcel{changed, copied})
	saveAll(t, saver(s), "one", all, len(all))
	whole := dump(t, s)
	_, err := s.Remove(ctx, []string{parcels[0].Article.Key, "nobody's"})
	if graph.CodeOf(err) != graph.NotFound || !strings.Contains(err.Error(), "nobody's") {
		t.Errorf("an unknown name: %v", err)
	}
	same(t, "a removal that failed", dump(t, s), whole)
	removal, err := s.Remove(ctx, []string{changed.Article.ID, parcels[1].Article.Key})
	if err != nil || removal.Articles != 2 || removal.Versions != 3 || removal.Statements == 0 {
		t.Fatalf("%+v, %v", removal, err)
	}
	same(t, "articles that never came", dump(t, s), want)
	// Loading them again brings everything back.
	saveAll(t, saver(s), "two", slices.Concat(parcels[:2], []graph.Parcel{changed}), 3)
	if page, err := s.Articles(ctx, graph.ArticlesQuery{}); err != nil || page.Total != 13 {
		t.Errorf("%d articles after loading again, %v", page.Total, err)
	}
	var names []string
	for _, p := range append(stay, parcels[:2]...) {
		names = append(names, p.Article.Key)
	}
	if _, err := s.Remove(ctx, names); err != nil {
		t.Fatal(err)
	}
	if got := dump(t, s); strings.Contains(got, "Entity") || strings.Contains(got, "Publisher") {
		t.Errorf("what is left when all articles are gone:\n%s", got)
	}
}

// Two copies are one source before one of them is removed, and after.
func TestRemoveOneOfTwoCopies(t *testing.T) {
	ctx := context.Background()
	s := storetest.Open(t)
	c := newCorpus(5, 2)
	words := story(c, 300)
	wire := carrying(c, "wire", words)
	copied, other := wire, wire
	copied.Article.Key, copied.Article.Text = "copy", wire.Article.Text+"\nReprinted."
	other.Article.Key, other.Article.Text = "other", wire.Article.Text[:wire.Statements[0].Sentence.End]
	parcels := []graph.Parcel{rekey(wire), rekey(copied), rekey(other)}
	saveAll(t, saver(s), "one", parcels, 2)
	for _, step := range []struct {
		remove                string
		articles, independent int
	}{{"", 3, 2}, {"wire", 2, 2}, {"other", 1, 1}} {
		if step.remove != "" {
			if _, err := s.Remove(ctx, []string{step.remove}); err != nil {
				t.Fatal(err)
			}
		}
		view, err := s.Overview(ctx, graph.OverviewQuery{})
		if err != nil || len(view.Edges) != 1 {
			t.Fatalf("%d edges, %v", len(view.Edges), err)
		}
		if e := view.Edges[0]; e.Articles != step.articles || e.Independent != step.independent {
			t.Errorf("after %q is gone %d articles make %d sources; want %d and %d", step.remove, e.Articles, e.Independent, step.articles, step.independent)
		}
	}
}
