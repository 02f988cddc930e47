package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed remove_find.cypher
var removeFindCypher string

//go:embed remove.cypher
var removeCypher string

//go:embed remove_publishers.cypher
var removePublishersCypher string

// MaxRemoved bounds how many names one Remove takes.
const MaxRemoved = 1_000

// Remove removes the articles that bear one of the names as id, key or address,
// with all versions and statements; makes the edges that they supported anew;
// and drops entities and publishers that nothing names any more. Copies of the
// removed texts are grouped anew. The ledger keeps what it notes
// of their loading. All happens in one transaction or, on an error, nothing.
// Errors: Invalid, TooLarge, NotFound (a name that no article bears),
// Unavailable, Unauthorized, NoSpace, Timeout.
func (s *Store) Remove(ctx context.Context, names []string) (graph.Removal, error) {
	var removal graph.Removal
	if len(names) == 0 {
		return removal, graph.FieldError("articles", "Name the articles to remove, by id, key or address.")
	}
	if len(names) > MaxRemoved {
		return removal, graph.Errorf(graph.TooLarge, "One call removes at most %d articles, not %d. Name fewer at once.", MaxRemoved, len(names))
	}
	err := s.write(ctx, func(t transaction) error {
		if err := t.lock(); err != nil {
			return err
		}
		keys, err := t.findArticles(names)
		if err != nil {
			return err
		}
		removal, err = t.remove(keys)
		return err
	})
	return removal, err
}

// findArticles returns the keys of the articles that bear the names.
func (t transaction) findArticles(names []string) ([]string, error) {
	row, err := t.row(removeFindCypher, map[string]any{"names": names})
	if err != nil {
		return nil, err
	}
	type named struct {
		name string
		keys []string
	}
	found := lists(row, func(c *cells) named { return named{c.text(), c.texts()} })
	if err := row.done(); err != nil {
		return nil, err
	}
	var keys []string
	for _, f := range found {
		if len(f.keys) == 0 {
			return nil, graph.Errorf(graph.NotFound, "No article has the id, key or address %q; nothing was removed.", f.name)
		}
		keys = union(keys, f.keys)
	}
	return keys, nil
}

func (t transaction) remove(keys []string) (graph.Removal, error) {
	row, err := t.row(removeCypher, map[string]any{"keys": keys})
	if err != nil {
		return graph.Removal{}, err
	}
	versions, originals, statements := row.number(), row.texts(), row.number()
	shifts, entities := lists(row, readShift), row.texts()
	if err := row.done(); err != nil {
		return graph.Removal{}, err
	}
	moved, err := t.regroup(nil, originals)
	if err != nil {
		return graph.Removal{}, err
	}
	if err := t.derive(shifts, moved); err != nil {
		return graph.Removal{}, err
	}
	if err := t.dropOrphans(entities); err != nil {
		return graph.Removal{}, err
	}
	removal := graph.Removal{Articles: len(keys), Versions: versions, Statements: statements}
	return removal, t.do(removePublishersCypher, nil)
}
