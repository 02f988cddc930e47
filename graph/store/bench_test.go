package store_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

var benchStatements = flag.Int("statements", 20_000, "statements in the graph that BenchmarkQuestions asks")

// benchParcels makes parcels of about so many statements in all, five each.
func benchParcels(c *corpus, name string, statements int) []graph.Parcel {
	parcels := make([]graph.Parcel, statements/5)
	for i := range parcels {
		parcels[i] = c.article(fmt.Sprintf("%s-%d", name, i), "corpus/1", 5)
	}
	return parcels
}

// BenchmarkQuestions asks each question of a graph of -statements statements.
// p50_ms and p95_ms are the median and the 95th percentile of its calls after
// the first.
func BenchmarkQuestions(b *testing.B) {
	s := storetest.Open(b)
	saveAll(b, saver(s), "bench", benchParcels(newCorpus(13, *benchStatements/10), "q", *benchStatements), 400)
	if err := s.Warm(context.Background()); err != nil {
		b.Fatal(err)
	}
	for _, q := range questions(b, s) {
		b.Run(q.name, func(b *testing.B) {
			if err := q.ask(); err != nil {
				b.Fatal(err)
			}
			var times []float64
			for b.Loop() {
				start := time.Now()
				if err := q.ask(); err != nil {
					b.Fatal(err)
				}
				times = append(times, float64(time.Since(start).Microseconds())/1000)
			}
			slices.Sort(times)
			b.ReportMetric(times[len(times)/2], "p50_ms")
			b.ReportMetric(times[len(times)*95/100], "p95_ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

type question struct {
	name string
	ask  func() error
}

func questions(b *testing.B, s *store.Store) []question {
	b.Helper()
	ctx := context.Background()
	top, err := s.Overview(ctx, graph.OverviewQuery{Limit: 300})
	if err != nil || len(top.Edges) < 100 {
		b.Fatalf("the graph is too small: %v", err)
	}
	hub, far := top.Edges[0].Source, top.Edges[99].Target
	first, err := s.Statements(ctx, graph.StatementsQuery{Limit: 1})
	if err != nil {
		b.Fatal(err)
	}
	statement, article := first.Statements[0].ID, first.Statements[0].ArticleID
	month := graph.Filter{From: "2016-05-01", To: "2016-06-15"}
	asserted := graph.Filter{Modes: []graph.Mode{graph.Asserted}}
	outlet := graph.Filter{Publishers: outlets[:1]}
	return []question{
		{"overview", on(s.Overview, graph.OverviewQuery{})},
		{"overview/relation", on(s.Overview, graph.OverviewQuery{Filter: graph.Filter{Relations: []graph.Relation{graph.Attacks}}})},
		{"overview/days", on(s.Overview, graph.OverviewQuery{Filter: month})},
		{"overview/mode", on(s.Overview, graph.OverviewQuery{Filter: asserted})},
		{"overview/outlet", on(s.Overview, graph.OverviewQuery{Filter: outlet})},
		{"search/name", on(s.Search, graph.SearchQuery{Q: "actor1"})},
		{"search/words", on(s.Search, graph.SearchQuery{Q: "supports actor3"})},
		{"entity/hub", on(s.Entity, graph.EntityQuery{ID: hub})},
		{"entity/other", on(s.Entity, graph.EntityQuery{ID: far})},
		{"neighborhood/hub", on(s.Neighborhood, graph.NeighborhoodQuery{IDs: []string{hub}})},
		{"neighborhood/other", on(s.Neighborhood, graph.NeighborhoodQuery{IDs: []string{far}})},
		{"neighborhood/two_hops", on(s.Neighborhood, graph.NeighborhoodQuery{IDs: []string{far}, Hops: 2, Limit: 30})},
		{"neighborhood/hub_mode", on(s.Neighborhood, graph.NeighborhoodQuery{IDs: []string{hub}, Filter: asserted})},
		{"neighborhood/hub_days", on(s.Neighborhood, graph.NeighborhoodQuery{IDs: []string{hub}, Filter: month})},
		{"statements", on(s.Statements, graph.StatementsQuery{})},
		{"statements/pair", on(s.Statements, graph.StatementsQuery{Source: top.Edges[0].Source, Target: top.Edges[0].Target})},
		{"statements/hub", on(s.Statements, graph.StatementsQuery{Source: hub})},
		{"statements/speaker", on(s.Statements, graph.StatementsQuery{Speaker: hub})},
		{"statement", on(s.Statement, graph.StatementQuery{ID: statement})},
		{"article", on(s.Article, graph.ArticleQuery{ID: article})},
		{"articles", on(s.Articles, graph.ArticlesQuery{})},
	}
}

func on[Q, R any](ask func(context.Context, Q) (R, error), q Q) func() error {
	return func() error {
		_, err := ask(context.Background(), q)
		return err
	}
}
