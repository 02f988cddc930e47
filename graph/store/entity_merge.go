package store

import (
	"slices"
	"strings"

	"entente/graph"
)

// rank orders the sources of entities: what a person listed beats what the
// program knows, and that beats what a text happens to say.
func rank(s graph.Seed) int {
	switch s {
	case graph.SeedStakeholders:
		return 2
	case graph.SeedGazetteer:
		return 1
	}
	return 0
}

// mergeEntity joins two descriptions of one entity. The higher rank gives name
// and kind; among equals a listed entity that came later, so that a list can be
// corrected, and of two from texts the name that sorts first, so that the order
// of the articles does not matter; what one lacks the other fills in. Every name either side
// used stays as an alias, so nothing that could be searched for is lost. What
// another stakeholder list than the present one said is not joined but gone.
func mergeEntity(known, came graph.Entity) graph.Entity {
	if known.List != came.List {
		came.Aliases = aliases(came.Name, came.Aliases)
		return came
	}
	winner, loser := known, came
	if r := rank(came.Seed); r > rank(known.Seed) || r == rank(known.Seed) && (r > 0 || came.Name < known.Name) {
		winner, loser = came, known
	}
	fill := func(value *string, other string) {
		if *value == "" {
			*value = other
		}
	}
	fill(&winner.Description, loser.Description)
	fill(&winner.ISO3, loser.ISO3)
	fill(&winner.Wikidata, loser.Wikidata)
	fill(&winner.Sector, loser.Sector)
	fill(&winner.CanonicalID, loser.CanonicalID)
	fill(&winner.Place, loser.Place)
	fill((*string)(&winner.From), string(loser.From))
	fill((*string)(&winner.To), string(loser.To))
	fill((*string)(&winner.Seed), string(loser.Seed))
	winner.Aliases = aliases(winner.Name, slices.Concat(winner.Aliases, loser.Aliases, []string{loser.Name}))
	return winner
}

// aliases returns the names sorted, once each, without name itself and without
// empty ones.
func aliases(name string, names []string) []string {
	names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == name || strings.TrimSpace(n) == "" })
	slices.Sort(names)
	return slices.Compact(names)
}

// same reports whether two descriptions hold the same.
func same(a, b graph.Entity) bool {
	if !slices.Equal(a.Aliases, b.Aliases) {
		return false
	}
	return describe(a) == describe(b)
}

// describe returns all of an entity but its aliases, comparable.
func describe(e graph.Entity) [13]string {
	return [13]string{
		e.ID, e.Name, string(e.Kind), e.Description, e.ISO3, e.Wikidata, e.Sector, e.CanonicalID,
		string(e.Seed), e.Place, string(e.From), string(e.To), e.List,
	}
}
