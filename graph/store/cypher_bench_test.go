package store_test

import (
	"context"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/store/storetest"
)

// BenchmarkCypher compares a question through the guard with the same one
// through a bare transaction.
func BenchmarkCypher(b *testing.B) {
	const query = "MATCH (a:Entity)-[r:SUPPORTS]->(b:Entity) WHERE r.statements > 3 RETURN a.name, b.name ORDER BY r.statements DESC LIMIT 20"
	ctx := context.Background()
	b.Run("guarded", func(b *testing.B) {
		s := storetest.Open(b)
		for b.Loop() {
			if _, err := s.Cypher(ctx, graph.CypherQuery{Query: query}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		c := storetest.Config(b)
		driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.User, c.Password, ""))
		if err != nil {
			b.Fatal(err)
		}
		defer driver.Close(ctx)
		for b.Loop() {
			if err := bare(ctx, driver, query); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func bare(ctx context.Context, driver neo4j.DriverWithContext, query string) error {
	session := driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, DatabaseName: "neo4j"})
	defer session.Close(ctx)
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		return err
	}
	result, err := tx.Run(ctx, query, nil)
	if err != nil {
		return err
	}
	_, err = result.Collect(ctx)
	return err
}
