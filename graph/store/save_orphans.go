package store

import _ "embed"

//go:embed save_orphans.cypher
var saveOrphansCypher string

// dropOrphans drops those of the entities that nothing names any more.
func (t transaction) dropOrphans(entities []string) error {
	if len(entities) == 0 {
		return nil
	}
	return t.do(saveOrphansCypher, map[string]any{"ids": entities})
}
