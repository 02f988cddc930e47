package store

import _ "embed"

//go:embed statements_pair.cypher
var statementsPairCypher string
