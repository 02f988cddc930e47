package store

import _ "embed"

//go:embed save_removal.cypher
var saveRemovalCypher string

// removeStatements removes what an earlier extractor read in the articles.
func (t transaction) removeStatements(crates []*crate) (shifts []shift, entities []string, err error) {
	if len(crates) == 0 {
		return nil, nil, nil
	}
	rows := make([]any, len(crates))
	for i, c := range crates {
		rows[i] = map[string]any{"id": c.article.ID, "extractor": c.extractor}
	}
	row, err := t.row(saveRemovalCypher, map[string]any{"rows": rows})
	if err != nil {
		return nil, nil, err
	}
	shifts, entities = lists(row, readShift), row.texts()
	return shifts, entities, row.done()
}
