package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed articles.cypher
var articlesCypher string

// Articles returns a page of the articles' current versions without their
// texts, newest first, undated last. Errors: Invalid, Unavailable, Timeout.
func (s *Store) Articles(ctx context.Context, q graph.ArticlesQuery) (graph.ArticleList, error) {
	if err := q.Validate(); err != nil {
		return graph.ArticleList{}, err
	}
	before, err := openCursor(q.Cursor)
	if err != nil {
		return graph.ArticleList{}, err
	}
	parameters := map[string]any{"publisher": q.Publisher, "before": before, "limit": q.Limit + 1}
	row, err := s.readRow(ctx, articlesCypher, parameters)
	if err != nil {
		return graph.ArticleList{}, err
	}
	page := graph.ArticleList{Answer: graph.Answer{Cypher: articlesCypher, Parameters: parameters}}
	var keys []string
	page.Articles = lists(row, func(c *cells) graph.ArticleSummary {
		summary := graph.ArticleSummary{Article: readArticle(c.object()), Statements: c.number()}
		keys = append(keys, c.text())
		return summary
	})
	page.Total = row.number()
	if len(page.Articles) > q.Limit {
		page.Articles, page.Next = page.Articles[:q.Limit], closeCursor(keys[q.Limit-1])
	}
	return page, row.done()
}
