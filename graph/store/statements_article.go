package store

import _ "embed"

//go:embed statements_article.cypher
var statementsArticleCypher string
