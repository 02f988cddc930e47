package store

import (
	_ "embed"

	"entente/graph"
)

//go:embed save_entities.cypher
var saveEntitiesCypher string

// saveEntities writes entities that are new or were changed by a merge.
func (t transaction) saveEntities(entities []graph.Entity) error {
	rows := make([]any, len(entities))
	for i, e := range entities {
		rows[i] = map[string]any{"id": e.ID, "properties": entityProperties(e)}
	}
	return t.inChunks(saveEntitiesCypher, rows)
}
