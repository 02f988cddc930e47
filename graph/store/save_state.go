package store

import (
	_ "embed"
	"maps"
	"slices"

	"entente/graph"
)

//go:embed save_state.cypher
var saveStateCypher string

// state is what the database holds of what is to be saved, and, while a plan
// is made, what it will hold.
type state struct {
	articles map[string]savedArticle // by id
	keys     map[string]savedKey     // by key
	entities map[string]graph.Entity
	items    map[string]graph.Item // by ledger key
	list     string                // sum of the stakeholder list
}

type savedArticle struct {
	extractor string
	current   bool
	original  string
}

type savedKey struct {
	version  int
	current  string // id
	original string // of the current version, where it was there before
}

// state asks what is there.
func (t transaction) state(batch string, crates []*crate) (*state, error) {
	ids, keys, items := []string{}, []string{}, []string{}
	entities := map[string]bool{}
	for _, c := range crates {
		ids, keys = append(ids, c.article.ID), append(keys, c.article.Key)
		items = append(items, ItemKey(batch, c.item.ID))
		for id := range c.entities {
			entities[id] = true
		}
	}
	row, err := t.row(saveStateCypher, map[string]any{
		"ids": ids, "keys": keys, "items": items, "entities": slices.Sorted(maps.Keys(entities)),
	})
	if err != nil {
		return nil, err
	}
	return readState(row)
}

func newState() *state {
	return &state{map[string]savedArticle{}, map[string]savedKey{}, map[string]graph.Entity{}, map[string]graph.Item{}, ""}
}

func readState(row *cells) (*state, error) {
	s := newState()
	lists(row, func(c *cells) any {
		s.articles[c.text()] = savedArticle{c.text(), c.flag(), c.text()}
		return nil
	})
	lists(row, func(c *cells) any {
		s.keys[c.text()] = savedKey{c.number(), c.text(), c.text()}
		return nil
	})
	each(row, func(c *cells) any {
		e := readEntity(c.object())
		s.entities[e.ID] = e
		return nil
	})
	each(row, func(c *cells) any {
		f := c.object()
		s.items[f.text("key")] = readItem(f)
		return nil
	})
	s.list = row.text()
	return s, row.done()
}
