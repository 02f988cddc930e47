package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed stale_texts.cypher
var staleTextsCypher string

// staleTexts fills the articles in. One that was removed meanwhile is left out.
func (s *Store) staleTexts(ctx context.Context, stale []graph.Stored) ([]graph.Stored, error) {
	ids := make([]string, len(stale))
	for i, one := range stale {
		ids[i] = one.Article.ID
	}
	row, err := s.readRow(ctx, staleTextsCypher, map[string]any{"ids": ids})
	if err != nil {
		return nil, err
	}
	articles := map[string]graph.Article{}
	each(row, func(c *cells) any {
		a := readArticle(c.object())
		articles[a.ID] = a
		return nil
	})
	var filled []graph.Stored
	for _, one := range stale {
		if a, there := articles[one.Article.ID]; there {
			one.Article = a
			filled = append(filled, one)
		}
	}
	return filled, row.done()
}
