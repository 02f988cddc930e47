package store

import (
	"context"
	_ "embed"
)

//go:embed stakeholders_applied.cypher
var appliedStakeholdersCypher string

// StakeholdersApplied notes that everything that is loaded was read by the
// list of this sum. It does nothing where another list is kept by now.
func (s *Store) StakeholdersApplied(ctx context.Context, sum string) error {
	return s.write(ctx, func(t transaction) error {
		if err := t.lock(); err != nil {
			return err
		}
		return t.do(appliedStakeholdersCypher, map[string]any{"sum": sum})
	})
}
