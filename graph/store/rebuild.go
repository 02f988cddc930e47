package store

import (
	"context"
	_ "embed"
)

//go:embed rebuild.cypher
var rebuildCypher string

// rebuildEntities is how many entities' edges are made anew in one
// transaction.
const rebuildEntities = 100

// Rebuild makes all that is derived anew from the statements: aggregated edges
// and the counts on entities. It goes through the entities some at a time,
// each in a transaction of its own, so that the graph stays readable and other
// writers get their turns. Where the graph is sound it changes nothing.
func (s *Store) Rebuild(ctx context.Context) error {
	after := ""
	for {
		last, err := s.rebuildAfter(ctx, after)
		if err != nil || last == "" {
			return err
		}
		after = last
	}
}

// rebuildAfter makes anew what hangs on the next entities and returns the id
// of the last one, empty when there was none.
func (s *Store) rebuildAfter(ctx context.Context, after string) (last string, err error) {
	err = s.write(ctx, func(t transaction) error {
		if err := t.lock(); err != nil {
			return err
		}
		row, err := t.row(rebuildCypher, map[string]any{"after": after, "limit": rebuildEntities})
		if err != nil {
			return err
		}
		entities, pairs := row.texts(), lists(row, readPair)
		if err := row.done(); err != nil || len(entities) == 0 {
			return err
		}
		last = entities[len(entities)-1]
		if err := t.dropStrays(entities); err != nil {
			return err
		}
		if err := t.saveEdges((&plan{}).touched(pairs)); err != nil {
			return err
		}
		// An entity whose only edge was dropped is in no pair any more.
		return t.saveCounts(union(entities, ends(pairs)))
	})
	return last, err
}
