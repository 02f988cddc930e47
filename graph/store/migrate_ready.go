package store

import (
	"context"
	_ "embed"
	"errors"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

//go:embed migrate_ready.cypher
var migrateReadyCypher string

// awaitIndexes waits until new indexes are filled, which takes minutes on a
// large database.
func (s *Store) awaitIndexes(ctx context.Context) error {
	for {
		_, err := s.read(ctx, migrateReadyCypher, nil)
		var server *neo4j.Neo4jError
		if ctx.Err() != nil || !errors.As(err, &server) || !strings.HasSuffix(server.Code, ".ProcedureTimedOut") {
			return err
		}
	}
}
