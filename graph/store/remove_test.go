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
