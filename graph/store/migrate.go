package store

import (
	"context"
	"embed"
	"io/fs"
	"regexp"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

//go:embed schema/*.cypher
var schemaFiles embed.FS

//go:embed migrate.cypher
var migrateCypher string

// migration is a numbered file of schema statements.
type migration struct {
	name, sha256, text string
}

var (
	lineComment = regexp.MustCompile(`(?m)^//.*$`)
	creation    = regexp.MustCompile(`(?m)^CREATE (?:CONSTRAINT|(?:[A-Z]+ )?INDEX) (\w+)`)
)

// migrations returns the embedded files in the order of their numbers.
func migrations() ([]migration, error) {
	names, err := fs.Glob(schemaFiles, "schema/*.cypher")
	if err != nil {
		return nil, err
	}
	var all []migration
	for _, name := range names {
		text, err := schemaFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		base := strings.TrimSuffix(strings.TrimPrefix(name, "schema/"), ".cypher")
		all = append(all, migration{base, graph.Hash(string(text)), string(text)})
	}
	return all, nil
}

// statements splits the file where a semicolon ends a line.
func (m migration) statements() []string {
	var list []string
	for _, part := range strings.Split(lineComment.ReplaceAllString(m.text, ""), ";\n") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// creates returns the names of the constraints and indexes of the file.
func (m migration) creates() []string {
	var names []string
	for _, match := range creation.FindAllStringSubmatch(m.text, -1) {
		names = append(names, match[1])
	}
	return names
}

// Migrate brings the database's constraints and indexes, and what older versions
// left out of its data, up to this version. It
// does nothing where they are there already, may run in several processes at
// once, and afterwards checks each by name. Errors: Conflict when the database
// was made by a later version or an index stands under another name.
func (s *Store) Migrate(ctx context.Context) error {
	all, err := migrations()
	if err != nil {
		return s.failure(ctx, err)
	}
	applied, err := s.applied(ctx)
	if err != nil {
		return err
	}
	if err := foreign(all, applied); err != nil {
		return err
	}
	for _, m := range all {
		if applied[m.name] == m.sha256 {
			continue
		}
		if err := s.apply(ctx, m); err != nil {
			return err
		}
	}
	if err := s.awaitIndexes(ctx); err != nil {
		return err
	}
	return s.checkNames(ctx, all)
}

// applied returns the checksum of each migration that the database has seen.
func (s *Store) applied(ctx context.Context) (map[string]string, error) {
	row, err := s.readRow(ctx, migrateCypher, nil)
	if err != nil {
		return nil, err
	}
	seen := map[string]string{}
	lists(row, func(c *cells) bool {
		name := c.text()
		seen[name] = c.text()
		return true
	})
	return seen, row.done()
}

// foreign refuses a database that a later version has changed.
func foreign(known []migration, applied map[string]string) error {
	names := map[string]bool{}
	for _, m := range known {
		names[m.name] = true
	}
	for name := range applied {
		if !names[name] {
			return graph.Errorf(graph.Conflict, "This database has migration %s, which this version of Entente does not know. Use the version that made it, or a later one.", name)
		}
	}
	return nil
}

// fills are what migrations do to data that is there, by name. They can be
// repeated.
var fills = map[string]func(*Store, context.Context) error{"0002_copies": (*Store).signAll}

// apply runs the statements of a migration, each in a transaction of its own
// as schema commands must, fills in what its data lack, and records it.
func (s *Store) apply(ctx context.Context, m migration) error {
	for _, statement := range m.statements() {
		if err := s.schema(ctx, statement); err != nil {
			return err
		}
	}
	if fill := fills[m.name]; fill != nil {
		if err := fill(s, ctx); err != nil {
			return err
		}
	}
	return s.write(ctx, func(t transaction) error { return t.recordMigration(m) })
}

func (s *Store) schema(ctx context.Context, statement string) error {
	ctx, cancel := context.WithTimeout(ctx, schemaTimeout)
	defer cancel()
	return s.retry(ctx, func() error {
		session := s.session(ctx, neo4j.AccessModeWrite)
		defer session.Close(ctx)
		result, err := session.Run(ctx, statement, nil, neo4j.WithTxTimeout(serverTimeout(ctx)))
		if err != nil {
			return err
		}
		_, err = collect(ctx, result)
		return err
	})
}
