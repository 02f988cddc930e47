package store

import (
	_ "embed"

	"entente/graph"
)

//go:embed save_statements.cypher
var saveStatementsCypher string

// saveStatements writes the statements of new and of newly read articles.
func (t transaction) saveStatements(crates []*crate) error {
	var rows []any
	for _, c := range crates {
		for i := range c.statements {
			rows = append(rows, statementRow(c, &c.statements[i]))
		}
	}
	return t.inChunks(saveStatementsCypher, rows)
}

func statementRow(c *crate, s *graph.Statement) map[string]any {
	speakers := []any{}
	for depth, m := range s.Speakers {
		if m.EntityID != "" {
			speakers = append(speakers, map[string]any{"id": m.EntityID, "depth": depth + 1})
		}
	}
	return map[string]any{
		"id": s.ID, "properties": statementProperties(c, s), "speakers": speakers,
		"source": s.Source.EntityID, "target": s.Target.EntityID, "article": c.article.ID,
	}
}
