package store

import (
	"context"
	_ "embed"

	"entente/graph/signature"
)

//go:embed migrate_texts.cypher
var migrateTextsCypher string

//go:embed migrate_sign.cypher
var migrateSignCypher string

// signPage is how many texts are read and signed in one transaction.
const signPage = 100

// signAll signs the articles that were saved before there were signatures, and
// groups them.
func (s *Store) signAll(ctx context.Context) error {
	if err := s.awaitIndexes(ctx); err != nil {
		return err
	}
	return s.inPages(ctx, transaction.signPage)
}

// signPage signs the next articles and groups them with all that were signed
// before: whichever text of a group is signed last finds the others.
func (t transaction) signPage(after string) (last string, err error) {
	row, err := t.row(migrateTextsCypher, map[string]any{"after": after, "limit": signPage})
	if err != nil {
		return "", err
	}
	rows := lists(row, func(c *cells) any {
		last = c.text()
		properties := map[string]any{}
		putSignature(properties, signature.Of(c.text()))
		return map[string]any{"id": last, "properties": properties}
	})
	if err := row.done(); err != nil || last == "" {
		return "", err
	}
	if row, err = t.row(migrateSignCypher, map[string]any{"rows": rows}); err != nil {
		return "", err
	}
	return last, t.regroupPage(row)
}
