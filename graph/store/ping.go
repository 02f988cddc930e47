package store

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"entente/graph"
)

//go:embed ping.cypher
var pingCypher string

// pingTimeout is short: who asks wants to know whether the server answers now.
const pingTimeout = 10 * time.Second

// oldest is the first version whose Cypher has all that the questions use.
const oldestMajor, oldestMinor = 5, 26

// Ping asks the database for a sign of life. Errors: Unavailable,
// Unauthorized, Timeout.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, pingTimeout)
	defer cancel()
	_, err := s.read(ctx, pingCypher, nil)
	return err
}

// check is the first conversation with a server.
func (s *Store) check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, pingTimeout)
	defer cancel()
	row, err := s.readRow(ctx, pingCypher, nil)
	if err != nil {
		return err
	}
	name, version := row.text(), row.text()
	if err := row.done(); err != nil {
		return err
	}
	return checkVersion(s.config.URI, name, version)
}

// checkVersion refuses servers that are known to be too old.
func checkVersion(uri, name, version string) error {
	if !strings.HasPrefix(name, "Neo4j") {
		return graph.Errorf(graph.Invalid, "The server at %s is %s; Entente needs Neo4j %d.%d or later.", uri, name, oldestMajor, oldestMinor)
	}
	var major, minor int
	if n, _ := fmt.Sscanf(version, "%d.%d", &major, &minor); n < 2 {
		return nil // an unusual build: let it try
	}
	if major < oldestMajor || (major == oldestMajor && minor < oldestMinor) {
		return graph.Errorf(graph.Invalid, "The server at %s is Neo4j %s; Entente needs %d.%d or later.", uri, version, oldestMajor, oldestMinor)
	}
	return nil
}
