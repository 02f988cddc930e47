package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store/storetest"
)

// keyed is the same report under another key.
func keyed(p graph.Parcel, key string) graph.Parcel {
	p.Article.Key = key
	p.Article = p.Article.Identify()
	p.Item.ID, p.Statements = p.Article.ID, slices.Clone(p.Statements)
	for i := range p.Statements {
		s := &p.Statements[i]
		s.ArticleID = p.Article.ID
		s.ID = graph.StatementID(s.ArticleID, s.Relation, s.Source, s.Target)
	}
	return p
}

// TestRemove: after a removal the graph is as if the articles had never come:
// one of two versions, one whose copy stays and becomes the first of its text,
// and both with edges that others support as well.
func TestRemove(t *testing.T) {
	ctx := context.Background()
	c := newCorpus(7, 5)
	parcels := c.articles(12, "corpus/1")
	changed := keyed(c.article("later", "corpus/1", 4), parcels[0].Article.Key)
	copied := keyed(parcels[1], "copy")
	stay := append(slices.Clone(parcels[2:]), copied)

	want := dumped(t, stay)
	s := storetest.Open(t)
	if _, err := s.Save(ctx, "one", slices.Concat(parcels, []graph.Parcel{changed, copied})); err != nil {
		t.Fatal(err)
	}
	whole, err := s.Dump(ctx)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Remove(ctx, []string{parcels[0].Article.Key, "nobody's"})
	if graph.CodeOf(err) != graph.NotFound || !strings.Contains(err.Error(), "nobody's") {
		t.Errorf("an unknown name: %v", err)
	}
	if got, err := s.Dump(ctx); err != nil || got != whole {
		t.Errorf("a removal that failed changed the graph (%v)", err)
	}
	removal, err := s.Remove(ctx, []string{changed.Article.ID, parcels[1].Article.Key})
	if err != nil || removal.Articles != 2 || removal.Versions != 3 || removal.Statements == 0 {
		t.Fatalf("%+v, %v", removal, err)
	}
	if got, err := s.Dump(ctx); err != nil || got != want {
		t.Errorf("the graph is not as if the articles had never come (%v):\n%s", err, difference(want, got))
	}
	// Loading them again brings everything back.
	if _, err := s.Save(ctx, "two", slices.Concat(parcels[:2], []graph.Parcel{changed})); err != nil {
		t.Fatal(err)
	}
	if page, err := s.Articles(ctx, graph.ArticlesQuery{}); err != nil || page.Total != 13 {
		t.Errorf("%d articles after loading again, %v", page.Total, err)
	}
	var all []string
	for _, p := range append(stay, parcels[:2]...) {
		all = append(all, p.Article.Key)
	}
	if _, err := s.Remove(ctx, all); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Dump(ctx); err != nil || strings.Contains(got, "Entity") || strings.Contains(got, "Publisher") {
		t.Errorf("what is left when all articles are gone (%v):\n%s", err, got)
	}
}

func dumped(t *testing.T, parcels []graph.Parcel) string {
	t.Helper()
	s, ctx := storetest.Open(t), context.Background()
	if _, err := s.Save(ctx, "one", parcels); err != nil {
		t.Fatal(err)
	}
	text, err := s.Dump(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// difference lists the lines that only one of two dumps has.
func difference(want, got string) string {
	var out []string
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for _, l := range a {
		if !slices.Contains(b, l) {
			out = append(out, "- "+l)
		}
	}
	for _, l := range b {
		if !slices.Contains(a, l) {
			out = append(out, "+ "+l)
		}
	}
	return strings.Join(out, "\n")
}
