package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

// story makes words by chance, without numbers.
func story(c *corpus, words int) []string {
	list := make([]string, words)
	for i := range list {
		for range 6 {
			list[i] += string(rune('a' + c.chance.IntN(26)))
		}
	}
	return list
}

// carrying is an article of one statement and a story.
func carrying(c *corpus, key string, words []string) graph.Parcel {
	p := c.article(key, "corpus/1", 1)
	p.Article.Text += "\n" + strings.Join(words, " ")
	return rekey(p)
}

// chain makes three articles: the first and the last have too little in common
// to be copies, but both are copies of the second, the bridge.
func chain(c *corpus, key string) []graph.Parcel {
	words := story(c, 400)
	parcels := make([]graph.Parcel, 3)
	for i := range parcels {
		parcels[i] = carrying(c, fmt.Sprintf("%s-%d", key, i), words[i*40:i*40+320])
	}
	return parcels
}

// copied is a load with groups of every shape: exact copies, of short texts
// too, near ones, chains, undated ones, and versions that leave their groups.
func copied() (first, later []graph.Parcel) {
	c := newCorpus(5, 12)
	for i := range 8 {
		first = append(first, chain(c, fmt.Sprintf("chain-%d", i))...)
	}
	for _, p := range c.articles(10, "corpus/1") {
		first = append(first, p)
		p.Article.Key += "-copy"
		first = append(first, rekey(p))
	}
	again := first[4]
	again.Article.Key = "again"
	first = append(first, rekey(again))
	for _, key := range []string{"chain-2-1", "chain-3-0", "article-0"} {
		later = append(later, c.article(key, "corpus/1", 2))
	}
	return first, later
}

// group tells how many current articles there are of an article's text.
func group(t *testing.T, s *store.Store, p graph.Parcel) int {
	t.Helper()
	page, err := s.Article(context.Background(), graph.ArticleQuery{ID: p.Article.ID})
	if err != nil {
		t.Fatal(err)
	}
	return page.Copies.Total
}

func TestGroupsDoNotDependOnTheOrderOfLoading(t *testing.T) {
	s := storetest.Open(t)
	first, later := copied()
	saveAll(t, saver(s), "one", first, 1000)
	if n := group(t, s, first[0]); n != 3 {
		t.Fatalf("a chain of three makes a group of %d", n)
	}
	saveAll(t, saver(s), "two", later, 1000)
	want := dump(t, s)
	chance := rand.New(rand.NewPCG(1, 1))
	for _, size := range []int{1, 7, 1000} {
		shuffled := slices.Clone(first)
		chance.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		s := storetest.Open(t)
		saveAll(t, saver(s), "one", shuffled, size)
		saveAll(t, saver(s), "two", later, size)
		same(t, fmt.Sprintf("another order, %d a call", size), dump(t, s), want)
	}
	s = storetest.Open(t)
	saveAll(t, saver(s), "one", slices.Concat(first, later), 1000)
	same(t, "all in one call", dump(t, s), want)
	rebuild(t, s)
	same(t, "rebuild of sound groups", dump(t, s), want)
	damage(t, `MATCH (d:Article) WHERE d.key STARTS WITH 'chain' SET d.original = 'nobody'`)
	damage(t, `MATCH (s:Statement) WHERE EXISTS { (d:Article)-[:REPORTS]->(s) WHERE d.original = 'nobody' } SET s.original = s.article_id`)
	damage(t, `MATCH ()-[r:COPY_OF]->() DELETE r`)
	damage(t, `MATCH (d:Article) WITH d ORDER BY d.id LIMIT 2 SET d.original = 'lumped'`)
	damage(t, `MATCH (d:Article {current: false}) SET d.original = 'lumped'`)
	if dump(t, s) == want {
		t.Fatal("the damage does not show")
	}
	rebuild(t, s)
	same(t, "rebuild of damaged groups", dump(t, s), want)
}

// Without the bridge both ends of a chain stand for themselves: once it is
// removed, or once its text has become another one.
func TestWithoutItsBridgeAGroupFallsApart(t *testing.T) {
	c := newCorpus(5, 12)
	parcels := chain(c, "chain")
	ends := []graph.Parcel{parcels[0], parcels[2]}
	other := c.article("chain-1", "corpus/1", 3)
	for _, part := range []struct {
		what string
		load []graph.Parcel
		away func(s *store.Store)
	}{
		{"removed", nil, func(s *store.Store) {
			if _, err := s.Remove(context.Background(), []string{"chain-1"}); err != nil {
				t.Fatal(err)
			}
		}},
		{"changed", []graph.Parcel{other}, func(s *store.Store) { saveAll(t, saver(s), "two", []graph.Parcel{other}, 1) }},
	} {
		t.Run(part.what, func(t *testing.T) {
			s := storetest.Open(t)
			saveAll(t, saver(s), "one", parcels, 3)
			if n := group(t, s, parcels[2]); n != 3 {
				t.Fatalf("with its bridge the group is one of %d", n)
			}
			part.away(s)
			for _, end := range ends {
				if n := group(t, s, end); n != 0 {
					t.Errorf("%s stays in a group of %d", end.Article.Key, n)
				}
			}
			got := dump(t, s)
			rebuild(t, s)
			same(t, "rebuild", dump(t, s), got)
		})
	}
}

// A database of the time before signatures gets them, and its groups.
func TestMigrateSignsAndGroupsWhatIsThere(t *testing.T) {
	s := storetest.Open(t)
	first, later := copied()
	saveAll(t, saver(s), "one", first, 1000)
	saveAll(t, saver(s), "two", later, 1000)
	want := dump(t, s)
	damage(t, `MATCH (m:Migration {name: '0002_copies'}) DELETE m`)
	damage(t, `MATCH ()-[r:COPY_OF]->() DELETE r`)
	damage(t, `MATCH (d:Article) SET d.original = d.id
		REMOVE d.signature, d.band_0, d.band_1, d.band_2, d.band_3, d.band_4, d.band_5, d.band_6, d.band_7`)
	damage(t, `MATCH (s:Statement) SET s.original = s.article_id`)
	damage(t, `MATCH (:Entity)-[r]->(:Entity) SET r.independent = r.articles`)
	damage(t, `DROP INDEX article_band_3`)
	if err := s.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	same(t, "after the migration", dump(t, s), want)
}
