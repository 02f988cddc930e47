package store

import _ "embed"

//go:embed save_versions.cypher
var saveVersionsCypher string

// version is an article that took the place of another, by id.
type version struct{ old, new string }

// versions returns those of the articles that replace others.
func versions(articles []*crate) []version {
	var list []version
	for _, c := range articles {
		if c.replaces != "" {
			list = append(list, version{c.replaces, c.article.ID})
		}
	}
	return list
}

// replaceVersions puts new versions of articles in the place of old ones.
func (t transaction) replaceVersions(versions []version) ([]shift, error) {
	rows := make([]any, len(versions))
	for i, v := range versions {
		rows[i] = map[string]any{"old": v.old, "new": v.new}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	row, err := t.row(saveVersionsCypher, map[string]any{"rows": rows})
	if err != nil {
		return nil, err
	}
	shifts := lists(row, readShift)
	return shifts, row.done()
}
