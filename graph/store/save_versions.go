package store

import _ "embed"

//go:embed save_versions.cypher
var saveVersionsCypher string

// replaceVersions puts new versions of articles in the place of old ones.
func (t transaction) replaceVersions(articles []*crate) ([]pair, error) {
	var rows []any
	for _, c := range articles {
		if c.replaces != "" {
			rows = append(rows, map[string]any{"old": c.replaces, "new": c.article.ID})
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	row, err := t.row(saveVersionsCypher, map[string]any{"rows": rows})
	if err != nil {
		return nil, err
	}
	pairs := lists(row, readPair)
	return pairs, row.done()
}
