package store

import (
	_ "embed"
	"maps"
	"slices"
)

//go:embed copies_move.cypher
var copiesMoveCypher string

// moves are what a new grouping changes.
type moves struct {
	texts []any    // rows {hash, original}
	left  []string // ids of articles that are taken out of their groups
}

// placeCopies finds the groups that new articles come into and that replaced
// versions leave. It gives the new articles their originals, and returns what
// changes for those that are there.
func (t transaction) placeCopies(articles []*crate) (moves, error) {
	var m moves
	var originals []string
	for _, c := range articles {
		if c.replaces != "" {
			m.left = append(m.left, c.replaces)
		}
		if c.leaves != "" {
			originals = append(originals, c.leaves)
		}
	}
	current, came := []*crate{}, texts{}
	for _, c := range articles {
		if !slices.Contains(m.left, c.article.ID) {
			current = append(current, c)
			came.add(&text{hash: c.article.SHA256, signature: c.signature, first: orderKey(c.article)})
		}
	}
	if len(originals) > 0 {
		stay, err := t.askCopies(nil, originals, m.left)
		if err != nil {
			return m, err
		}
		for _, x := range stay {
			came.add(x)
		}
	}
	found, err := t.copiesOf(came, m.left)
	if err != nil {
		return m, err
	}
	placed := found.group()
	for _, c := range current {
		c.original = placed[c.article.SHA256]
	}
	m.texts = found.moved(placed)
	return m, nil
}

// moved returns the rows of the texts whose articles must change.
func (all texts) moved(placed map[string]string) []any {
	rows := []any{}
	for _, hash := range slices.Sorted(maps.Keys(all)) {
		if slices.ContainsFunc(all[hash].originals, func(id string) bool { return id != placed[hash] }) {
			rows = append(rows, map[string]any{"hash": hash, "original": placed[hash]})
		}
	}
	return rows
}

// moveCopies carries the changes out and returns what is to be counted anew.
func (t transaction) moveCopies(m moves) ([]shift, error) {
	if len(m.texts) == 0 && len(m.left) == 0 {
		return nil, nil
	}
	row, err := t.row(copiesMoveCypher, map[string]any{"moved": m.texts, "left": m.left})
	if err != nil {
		return nil, err
	}
	shifts := lists(row, readShift)
	return shifts, row.done()
}

// regroup makes the groups of the texts with these hashes, and of those that
// bear these originals, anew, and returns what is to be counted anew.
func (t transaction) regroup(hashes, originals []string) ([]shift, error) {
	if len(hashes) == 0 && len(originals) == 0 {
		return nil, nil
	}
	named := texts{}
	for _, hash := range hashes {
		named[hash] = &text{hash: hash}
	}
	there, err := t.askCopies(named, originals, nil)
	if err != nil {
		return nil, err
	}
	start := texts{}
	for _, x := range there {
		start.add(x)
	}
	found, err := t.copiesOf(start, nil)
	if err != nil {
		return nil, err
	}
	return t.moveCopies(moves{found.moved(found.group()), nil})
}
