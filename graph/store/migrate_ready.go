package store

import (
	"context"
	_ "embed"
)

//go:embed migrate_ready.cypher
var migrateReadyCypher string

// awaitIndexes waits until new indexes are filled.
func (s *Store) awaitIndexes(ctx context.Context) error {
	_, err := s.read(ctx, migrateReadyCypher, nil)
	return err
}
