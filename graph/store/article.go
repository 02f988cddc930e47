package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed article.cypher
var articleCypher string

// Article returns one version of an article with its text, its statements in
// the order of the text, all versions of its key, and its copies. Errors: NotFound,
// Invalid, Unavailable, Timeout.
func (s *Store) Article(ctx context.Context, q graph.ArticleQuery) (graph.ArticlePage, error) {
	if err := q.Validate(); err != nil {
		return graph.ArticlePage{}, err
	}
	parameters := map[string]any{"id": q.ID}
	row, err := s.found(ctx, articleCypher, parameters, "article", q.ID)
	if err != nil {
		return graph.ArticlePage{}, err
	}
	page := graph.ArticlePage{
		Article:  readArticle(row.object()),
		Versions: each(row, func(c *cells) graph.Article { return readArticle(c.object()) }),
		Copies: graph.Copies{
			Articles: each(row, func(c *cells) graph.Article { return readArticle(c.object()) }),
			Total:    row.number(), Publishers: row.number(),
		},
		Statements: lists(row, readStatement),
		Answer:     graph.Answer{Cypher: articleCypher, Parameters: parameters},
	}
	return page, row.done()
}

// found runs a text that gives one record, or none where the thing asked for
// does not exist.
func (s *Store) found(ctx context.Context, text string, parameters map[string]any, what, id string) (*cells, error) {
	rows, err := s.read(ctx, text, parameters)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, graph.Errorf(graph.NotFound, "There is no %s %q.", what, id)
	}
	row, err := single(rows, nil)
	return row, s.failure(ctx, err)
}
