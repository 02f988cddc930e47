package graph

import "time"

// Stakeholder is a row of a user's list: an actor as the user knows it.
type Stakeholder struct {
	Name        string   `json:"name"`
	Aliases     []string `json:"aliases"`
	Kind        Kind     `json:"kind,omitempty" doc:"empty: as Entente knows the actor, else an organization"`
	ISO3        string   `json:"iso3,omitempty"`
	Wikidata    string   `json:"wikidata,omitempty"`
	Description string   `json:"description,omitempty"`
	Parent      string   `json:"parent,omitempty" doc:"the actor that it belongs to, by a name of the list or one that Entente knows"`
	Line        int      `json:"line,omitempty" doc:"of the file, from 1"`
}

// StakeholderList is the list of actors that a database keeps: everything that
// is loaded into it is read by that one list. The zero value, with Applied set,
// is a database that never had one.
type StakeholderList struct {
	Name    string    `json:"name" doc:"of the file that it came in; empty without a list"`
	Sum     string    `json:"sum" doc:"tells lists apart by what their rows say; empty without a list"`
	Actors  int       `json:"actors" doc:"rows of the list"`
	Set     time.Time `json:"set,omitzero" doc:"when it was set, or the last one removed"`
	Applied bool      `json:"applied" doc:"whether everything that is loaded has been read by it"`
	CSV     string    `json:"-"` // as it was given
}

// Stored is an article version as the database has it, and who read it.
type Stored struct {
	Article   Article
	Extractor string // as Parcel.Extractor
}
