package store

import (
	"context"
	_ "embed"
)

//go:embed copies_page.cypher
var copiesPageCypher string

// copiesPage is how many articles' groups are made anew in one transaction.
const copiesPage = 500

// GroupCopies makes the groups of copies anew from the texts, and the edges
// whose counts change with them. It goes through the articles some at a time,
// each in a transaction of its own, so that the graph stays readable and other
// writers get their turns. Where the groups are sound it changes nothing. It
// needs the signatures that Save and Migrate write. Errors: Unavailable,
// Unauthorized, NoSpace, Timeout.
func (s *Store) GroupCopies(ctx context.Context) error {
	return s.inPages(ctx, func(t transaction, after string) (string, error) {
		row, err := t.row(copiesPageCypher, map[string]any{"after": after, "limit": copiesPage})
		if err != nil {
			return "", err
		}
		last := row.text()
		return last, t.regroupPage(row)
	})
}

// regroupPage makes anew what the last two values of a record say of a page of
// articles: the groups of texts by hash, after what stands in one without
// reason was taken out.
func (t transaction) regroupPage(row *cells) error {
	hashes, left := row.texts(), row.texts()
	if err := row.done(); err != nil {
		return err
	}
	dropped, err := t.moveCopies(moves{left: left})
	if err != nil {
		return err
	}
	moved, err := t.regroup(hashes, nil)
	if err != nil {
		return err
	}
	return t.derive(dropped, moved)
}

// inPages does work page by page, each in a transaction of its own that has
// the writers' turn, until it says that nothing came after.
func (s *Store) inPages(ctx context.Context, work func(t transaction, after string) (last string, err error)) error {
	after := ""
	for {
		last := ""
		err := s.write(ctx, func(t transaction) (err error) {
			if err = t.lock(); err == nil {
				last, err = work(t, after)
			}
			return err
		})
		if err != nil || last == "" {
			return err
		}
		after = last
	}
}
