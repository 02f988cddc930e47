package store

import _ "embed"

//go:embed save_edges_drop.cypher
var saveEdgesDropCypher string
