package store

import (
	"context"
	_ "embed"
	"slices"
)

//go:embed known.cypher
var knownCypher string

// Known tells which of the article versions were read by this extractor, also
// when it found nothing in them or when a later version took their place.
// Saving those again would change nothing.
func (s *Store) Known(ctx context.Context, extractor string, articleIDs []string) (map[string]bool, error) {
	known := make(map[string]bool, len(articleIDs))
	for chunk := range slices.Chunk(articleIDs, 10*chunkRows) {
		row, err := s.readRow(ctx, knownCypher, map[string]any{"ids": chunk, "extractor": extractor})
		if err != nil {
			return nil, err
		}
		for _, id := range row.texts() {
			known[id] = true
		}
		if err := row.done(); err != nil {
			return nil, err
		}
	}
	return known, nil
}
