package store

import (
	"context"
	_ "embed"
	"time"

	"entente/graph"
)

//go:embed stakeholders_set.cypher
var setStakeholdersCypher string

// SetStakeholders keeps a list in the place of the one before; an empty one
// removes it. From then on Save refuses what was read by another list. It
// returns the list as it is kept: when it was set, and whether everything that
// is loaded has been read by it. Errors: Unavailable, Unauthorized, NoSpace,
// Timeout.
func (s *Store) SetStakeholders(ctx context.Context, list graph.StakeholderList) (kept graph.StakeholderList, err error) {
	properties := map[string]any{
		"name": list.Name, "sum": list.Sum, "actors": list.Actors, "csv": list.CSV,
		"set": offset(time.Now().UTC().Truncate(time.Millisecond)),
	}
	err = s.write(ctx, func(t transaction) error {
		if err := t.lock(); err != nil {
			return err
		}
		row, err := t.row(setStakeholdersCypher, map[string]any{"sum": list.Sum, "properties": properties})
		if err != nil {
			return err
		}
		kept = readStakeholders(row.object())
		return row.done()
	})
	return kept, err
}
