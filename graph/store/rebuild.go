package store

import (
	"context"
	_ "embed"
	"slices"
)

//go:embed rebuild.cypher
var rebuildCypher string

// rebuildEntities is how many entities' edges are made anew in one
// transaction.
const rebuildEntities = 100

// Rebuild makes all that is derived anew: groups of copies from the texts, and
// from the statements aggregated edges and the counts on entities. It goes through the entities some at a time,
// each in a transaction of its own, so that the graph stays readable and other
// writers get their turns. Where the graph is sound it changes nothing.
func (s *Store) Rebuild(ctx context.Context) error {
	if err := s.GroupCopies(ctx); err != nil {
		return err
	}
	return s.inPages(ctx, transaction.rebuildAfter)
}

// rebuildAfter makes anew what hangs on the next entities and returns the id
// of the last one, empty when there was none.
func (t transaction) rebuildAfter(after string) (last string, err error) {
	row, err := t.row(rebuildCypher, map[string]any{"after": after, "limit": rebuildEntities})
	if err != nil {
		return "", err
	}
	entities, pairs := row.texts(), lists(row, readPair)
	if err := row.done(); err != nil || len(entities) == 0 {
		return "", err
	}
	if err := t.dropStrays(entities); err != nil {
		return "", err
	}
	slices.SortFunc(pairs, comparePairs)
	if _, err := t.saveEdges(slices.Compact(pairs)); err != nil {
		return "", err
	}
	// An entity whose only edge was dropped is in no pair any more.
	return entities[len(entities)-1], t.rebuildCounts(union(entities, ends(pairs)))
}
