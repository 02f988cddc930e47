package store

import (
	"context"
	_ "embed"
	"sort"
	"strings"

	"entente/graph"
)

//go:embed migrate_names.cypher
var migrateNamesCypher string

// checkNames tells whether everything that the migrations create stands under
// its own name: IF NOT EXISTS does nothing, and says nothing, when an
// equivalent index stands under another one.
func (s *Store) checkNames(ctx context.Context, migrations []migration) error {
	rows, err := s.read(ctx, migrateNamesCypher, nil)
	if err != nil {
		return err
	}
	standing := map[string]string{}
	for _, row := range rows {
		name, state := row.text(), row.text()
		row.text()
		if err := row.done(); err != nil {
			return err
		}
		standing[name] = state
	}
	var missing []string
	for _, m := range migrations {
		for _, name := range m.creates() {
			if standing[name] != "ONLINE" {
				missing = append(missing, name)
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	sort.Strings(missing)
	return graph.Errorf(graph.Conflict, "The database lacks %s. An index or constraint of another name may stand in its place, or its data may break the rule: find it with SHOW INDEXES, drop it, and start again.", strings.Join(missing, ", "))
}
