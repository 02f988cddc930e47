package store

import _ "embed"

//go:embed save_copies.cypher
var saveCopiesCypher string

// saveCopies marks the copies among new articles.
func (t transaction) saveCopies(articles []*crate) error {
	var rows []any
	for _, c := range articles {
		if c.original != c.article.ID {
			rows = append(rows, map[string]any{"id": c.article.ID, "first": c.original})
		}
	}
	return t.inChunks(saveCopiesCypher, rows)
}
