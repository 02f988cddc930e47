package store

import _ "embed"

//go:embed statements_source.cypher
var statementsSourceCypher string
