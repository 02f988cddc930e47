package store

import _ "embed"

//go:embed migrate_record.cypher
var migrateRecordCypher string

// recordMigration notes that a migration was applied.
func (t transaction) recordMigration(m migration) error {
	return t.do(migrateRecordCypher, map[string]any{"name": m.name, "sha256": m.sha256})
}
