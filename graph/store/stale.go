package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed stale.cypher
var staleCypher string

// Bounds of one answer of Stale.
const (
	staleArticles = 200
	staleLength   = 2 << 20 // code points of all texts together, but for a single longer one
)

// Stale returns the next article versions, by id, that an extractor has not
// read, with their texts: of those after the given id as many as are easily
// held in memory, none at the end. Errors: Unavailable, Timeout.
func (s *Store) Stale(ctx context.Context, extractor, after string) ([]graph.Stored, error) {
	row, err := s.readRow(ctx, staleCypher, map[string]any{"extractor": extractor, "after": after, "limit": staleArticles})
	if err != nil {
		return nil, err
	}
	total := 0
	var stale []graph.Stored
	for _, one := range lists(row, readStale) {
		if total += one.length; len(stale) > 0 && total > staleLength {
			break
		}
		stale = append(stale, graph.Stored{Article: graph.Article{ID: one.id}, Extractor: one.extractor})
	}
	if err := row.done(); err != nil || len(stale) == 0 {
		return nil, err
	}
	return s.staleTexts(ctx, stale)
}

type staleArticle struct {
	id, extractor string
	length        int
}

func readStale(c *cells) staleArticle { return staleArticle{c.text(), c.text(), c.number()} }
