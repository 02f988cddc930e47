package store

import (
	"context"
	_ "embed"
)

//go:embed revision.cypher
var revisionCypher string

// revision returns a text that changes with every save, of any process.
func (s *Store) revision(ctx context.Context) (string, error) {
	row, err := s.readRow(ctx, revisionCypher, nil)
	if err != nil {
		return "", err
	}
	revision := row.text()
	return revision, row.done()
}
