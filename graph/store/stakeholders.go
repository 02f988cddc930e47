package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed stakeholders.cypher
var stakeholdersCypher string

// Stakeholders returns the list of stakeholders that the database keeps.
// Errors: Unavailable, Timeout.
func (s *Store) Stakeholders(ctx context.Context) (graph.StakeholderList, error) {
	row, err := s.readRow(ctx, stakeholdersCypher, nil)
	if err != nil {
		return graph.StakeholderList{}, err
	}
	list := readStakeholders(row.object())
	return list, row.done()
}

func readStakeholders(f fields) graph.StakeholderList {
	if f.properties == nil {
		return graph.StakeholderList{Applied: true}
	}
	return graph.StakeholderList{
		Name: f.text("name"), Sum: f.text("sum"), Actors: f.number("actors"),
		Set: plain(f.moment("set")), Applied: f.flag("applied"), CSV: f.text("csv"),
	}
}
