package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed item_states.cypher
var itemStatesCypher string

// ItemStates tells how far items are, by their keys (ItemKey). One that the
// ledger does not hold is left out.
func (s *Store) ItemStates(ctx context.Context, keys []string) (map[string]graph.ItemState, error) {
	row, err := s.readRow(ctx, itemStatesCypher, map[string]any{"keys": keys})
	if err != nil {
		return nil, err
	}
	states := make(map[string]graph.ItemState, len(keys))
	lists(row, func(c *cells) any {
		states[c.text()] = graph.ItemState(c.text())
		return nil
	})
	return states, row.done()
}
