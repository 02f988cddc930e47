package store

import (
	"context"
	_ "embed"
)

//go:embed dump_relationships.cypher
var dumpRelationshipsCypher string

// dumpRelationships returns a line per relationship.
func (s *Store) dumpRelationships(ctx context.Context) ([]string, error) {
	rows, err := s.read(ctx, dumpRelationshipsCypher, nil)
	if err != nil {
		return nil, err
	}
	lines := make([]string, 0, len(rows))
	for _, row := range rows {
		source, kind, target := row.text(), row.text(), row.text()
		line, err := canonical(source+" "+kind+" "+target, row.object().properties)
		if err != nil {
			return nil, err
		}
		if err := row.done(); err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}
