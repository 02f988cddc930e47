package store

import (
	"context"
	"slices"
	"time"

	"entente/graph"
)

// Bounds of one Save, so that its transaction stays within the memory that a
// small server allows.
const (
	MaxParcels    = 1_000
	MaxStatements = 20_000 // of all parcels together
	chunkRows     = 2_000  // rows that travel in one message
)

// Save writes the parcels and their ledger items in one transaction and
// returns the items in the order of the parcels: done, unchanged (the same
// text was read by the same extractor before) or rejected (an article that
// cannot be stored). A statement whose words do not stand in the text is not
// saved; it is counted in Item.Rejects and the first one's reason is told.
//
// A changed text under a known key becomes the next version; the old one
// leaves the aggregated edges. Copies of a text under other keys, word by word
// or nearly so (package signature), make a group, whose original is the one
// published earliest. A text read by another extractor than before loses the
// statements of that one. Saving the same parcels again changes nothing.
//
// On an error nothing is stored, but for one case: when the connection breaks
// while the database commits, and stays broken, the commit may have happened.
// Save the same parcels again then: the ledger settles it. Errors: Conflict (a
// parcel was read by another stakeholder list than the database keeps), Invalid,
// TooLarge, Unavailable, Unauthorized, NoSpace, Timeout.
func (s *Store) Save(ctx context.Context, batchID string, parcels []graph.Parcel) ([]graph.Item, error) {
	if err := fits(batchID, parcels); err != nil {
		return nil, err
	}
	var items []graph.Item
	err := s.write(ctx, func(t transaction) error {
		// Packed anew in each attempt, because deciding changes the crates.
		crates := make([]*crate, len(parcels))
		for i, p := range parcels {
			crates[i] = pack(p)
			crates[i].article.Loaded = time.Now().UTC()
		}
		var err error
		items, err = t.save(batchID, crates)
		return err
	})
	if err != nil {
		return nil, err
	}
	return items, nil
}

func fits(batchID string, parcels []graph.Parcel) error {
	if batchID == "" {
		return graph.FieldError("batch", "Name the batch that the articles belong to.")
	}
	statements := 0
	for _, p := range parcels {
		statements += len(p.Statements)
	}
	if len(parcels) > MaxParcels || statements > MaxStatements {
		return graph.Errorf(graph.TooLarge, "One save takes at most %d articles and %d statements, not %d and %d. Save fewer at once.",
			MaxParcels, MaxStatements, len(parcels), statements)
	}
	return nil
}

// save does the work of Save inside a transaction. The order matters: what is
// referred to comes before what refers to it, and derived values come last.
func (t transaction) save(batch string, crates []*crate) ([]graph.Item, error) {
	if err := t.lock(); err != nil {
		return nil, err
	}
	there, err := t.state(batch, crates)
	if err != nil {
		return nil, err
	}
	if err := listed(crates, there.list); err != nil {
		return nil, err
	}
	p := makePlan(batch, crates, there)
	moves, err := t.placeCopies(p.articles)
	if err != nil {
		return nil, err
	}
	removed, orphans, err := t.removeStatements(p.reread)
	if err != nil {
		return nil, err
	}
	if err := t.saveNew(p); err != nil {
		return nil, err
	}
	replaced, err := t.replaceVersions(versions(p.articles))
	if err != nil {
		return nil, err
	}
	moved, err := t.moveCopies(moves)
	if err != nil {
		return nil, err
	}
	if err := t.derive(p.shifts(), removed, replaced, moved); err != nil {
		return nil, err
	}
	if err := t.dropOrphans(orphans); err != nil {
		return nil, err
	}
	return p.items, t.saveItems(batch, p.items)
}

// listed refuses what was read by another list than the one that is kept, so
// that one graph never mixes two.
func listed(crates []*crate, list string) error {
	for _, c := range crates {
		if c.list != list && c.item.State != graph.ItemRejected {
			return graph.Errorf(graph.Conflict, "The stakeholder list of the database is another one than that by which these articles were read; read them again.")
		}
	}
	return nil
}

// saveNew writes everything of a plan that is not derived.
func (t transaction) saveNew(p *plan) error {
	if err := t.saveEntities(p.entities); err != nil {
		return err
	}
	byID := slices.SortedFunc(slices.Values(p.articles), func(a, b *crate) int {
		if a.article.ID < b.article.ID {
			return -1
		}
		return 1
	})
	if err := t.saveArticles(byID); err != nil {
		return err
	}
	if err := t.saveCopies(byID); err != nil {
		return err
	}
	return t.saveStatements(slices.Concat(byID, p.reread))
}

// derive brings what is derived from statements up to date with their shifts.
func (t transaction) derive(shifts ...[]shift) error {
	sums := sum(shifts...)
	pairs := make([]pair, len(sums))
	for i, s := range sums {
		pairs[i] = s.pair
	}
	edges, err := t.saveEdges(pairs)
	if err != nil {
		return err
	}
	return t.saveCounts(sums, edges)
}

// inChunks runs a text over its rows, some at a time.
func (t transaction) inChunks(text string, rows []any) error {
	for chunk := range slices.Chunk(rows, chunkRows) {
		if err := t.do(text, map[string]any{"rows": chunk}); err != nil {
			return err
		}
	}
	return nil
}
