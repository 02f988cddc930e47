package store

import _ "embed"

//go:embed save_batch.cypher
var saveBatchCypher string
