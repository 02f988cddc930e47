package graph

// Kind tells what sort of actor an entity is.
type Kind string

// Kinds of entities.
const (
	KindCountry      Kind = "country"
	KindGovernment   Kind = "government"
	KindArmedGroup   Kind = "armed_group"
	KindParty        Kind = "party"
	KindOrganization Kind = "organization"
	KindCompany      Kind = "company"
	KindIGO          Kind = "igo"
	KindNGO          Kind = "ngo"
	KindMedia        Kind = "media"
	KindCoalition    Kind = "coalition"
	KindPerson       Kind = "person"
	KindGroup        Kind = "group" // people: "protesters", "Syrian refugees"
	KindPlace        Kind = "place"
	KindEvent        Kind = "event"
)

// Kinds returns every kind.
func Kinds() []Kind {
	return []Kind{
		KindCountry, KindGovernment, KindArmedGroup, KindParty, KindOrganization, KindCompany, KindIGO,
		KindNGO, KindMedia, KindCoalition, KindPerson, KindGroup, KindPlace, KindEvent,
	}
}

// Valid reports whether k is a known kind.
func (k Kind) Valid() bool {
	for _, known := range Kinds() {
		if k == known {
			return true
		}
	}
	return false
}

// Seed tells where an entity came from.
type Seed string

// Seeds.
const (
	SeedGazetteer    Seed = "gazetteer"
	SeedStakeholders Seed = "stakeholders"
	SeedText         Seed = "text"
)

// Entity is an actor, a place or an event.
type Entity struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Kind        Kind     `json:"kind"`
	Aliases     []string `json:"aliases,omitempty"`
	Description string   `json:"description,omitempty"`
	ISO3        string   `json:"iso3,omitempty"`
	Wikidata    string   `json:"wikidata,omitempty"`
	Sector      string   `json:"sector,omitempty"`
	CanonicalID string   `json:"canonical_id,omitempty" doc:"the entity it was merged into, when it was"`
	Seed        Seed     `json:"seed,omitempty"`
	Place       string   `json:"place,omitempty" doc:"events: where"`
	From        Date     `json:"from,omitempty" doc:"events: first day"`
	To          Date     `json:"to,omitempty" doc:"events: last day"`
	List        string   `json:"-"` // StakeholderList.Sum of the list by which it is described; empty for none
}
