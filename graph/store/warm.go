package store

import (
	"context"

	"entente/graph"
)

// Warm asks each question once, so that the server has planned it before a
// reader waits: the first call of a text costs up to some seconds, later ones
// milliseconds. Replies are thrown away; only failures to reach the database
// are errors.
func (s *Store) Warm(ctx context.Context) error {
	const nobody = "warm"
	filter := graph.Filter{Modes: graph.Modes()}
	ask := []func() error{
		func() error { return warm(ctx, graph.OverviewQuery{}, s.Overview) },
		func() error { return warm(ctx, graph.OverviewQuery{Filter: filter}, s.Overview) },
		func() error { return warm(ctx, graph.SearchQuery{Q: nobody}, s.Search) },
		func() error { return warm(ctx, graph.EntityQuery{ID: nobody}, s.Entity) },
		func() error { return warm(ctx, graph.NeighborhoodQuery{IDs: []string{nobody}}, s.Neighborhood) },
		func() error {
			return warm(ctx, graph.NeighborhoodQuery{IDs: []string{nobody}, Filter: filter}, s.Neighborhood)
		},
		func() error { return warm(ctx, graph.StatementsQuery{}, s.Statements) },
		func() error { return warm(ctx, graph.StatementsQuery{Source: nobody, Target: nobody}, s.Statements) },
		func() error { return warm(ctx, graph.StatementsQuery{Source: nobody}, s.Statements) },
		func() error { return warm(ctx, graph.StatementsQuery{Target: nobody}, s.Statements) },
		func() error { return warm(ctx, graph.StatementsQuery{Speaker: nobody}, s.Statements) },
		func() error { return warm(ctx, graph.StatementsQuery{Article: nobody}, s.Statements) },
		func() error { return warm(ctx, graph.StatementQuery{ID: nobody}, s.Statement) },
		func() error { return warm(ctx, graph.ArticleQuery{ID: nobody}, s.Article) },
		func() error { return warm(ctx, graph.ArticlesQuery{}, s.Articles) },
		func() error { return warm(ctx, graph.ItemsQuery{Batch: nobody}, s.Items) },
	}
	for _, one := range ask {
		if err := one(); err != nil && graph.CodeOf(err) != graph.NotFound {
			return err
		}
	}
	return nil
}

func warm[Q, R any](ctx context.Context, q Q, ask func(context.Context, Q) (R, error)) error {
	_, err := ask(ctx, q)
	return err
}
