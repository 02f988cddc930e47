package store

import _ "embed"

//go:embed statements_target.cypher
var statementsTargetCypher string
