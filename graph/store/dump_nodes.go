package store

import (
	"context"
	_ "embed"
)

//go:embed dump_nodes.cypher
var dumpNodesCypher string

// dumpNodes returns a line per node.
func (s *Store) dumpNodes(ctx context.Context) ([]string, error) {
	rows, err := s.read(ctx, dumpNodesCypher, nil)
	if err != nil {
		return nil, err
	}
	lines := make([]string, 0, len(rows))
	for _, row := range rows {
		label, node := row.text(), row.object()
		name := node.text("id")
		if name == "" {
			name = node.text("name")
		}
		line, err := canonical(label+" "+name, node.properties)
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
