package store

import _ "embed"

//go:embed rebuild_stray.cypher
var rebuildStrayCypher string

// dropStrays drops what a hand has drawn between entities.
func (t transaction) dropStrays(entities []string) error {
	return t.do(rebuildStrayCypher, map[string]any{"ids": entities})
}
