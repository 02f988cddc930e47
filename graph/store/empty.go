package store

import (
	"context"
	_ "embed"
)

//go:embed empty.cypher
var emptyCypher string

// Empty reports whether the database holds nothing: no article, no ledger, no
// data of anybody else.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	row, err := s.readRow(ctx, emptyCypher, nil)
	if err != nil {
		return false, err
	}
	filled := row.flag()
	return !filled, row.done()
}
