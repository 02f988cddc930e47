package store

import _ "embed"

//go:embed save_articles.cypher
var saveArticlesCypher string

// saveArticles writes new article versions.
func (t transaction) saveArticles(articles []*crate) error {
	rows := make([]any, len(articles))
	for i, c := range articles {
		publishers := []any{}
		if c.article.Publisher != "" {
			publishers = append(publishers, c.article.Publisher)
		}
		rows[i] = map[string]any{"id": c.article.ID, "properties": articleProperties(c), "publishers": publishers}
	}
	return t.inChunks(saveArticlesCypher, rows)
}
