package resolve

import (
	"embed"
	"strings"

	"entente/graph"
)

//go:embed gazetteer/*.tsv
var files embed.FS

// entry is an actor of the gazetteer.
type entry struct {
	graph.Entity
	of         string // the actor that it belongs to or acts for, by name
	rule       string // countries: the government that texts tell from it, by name
	adjectives []string
	government *entry // set where texts tell the government from the country
	opposition *entry
}

// sense of an alias: how its words may stand for the entry.
type sense uint8

const (
	name      sense = iota
	adjective       // "Russian": an actor only through a noun that follows
	seat            // "Moscow": an actor only where it acts
)

// alias is a way to name an entry.
type alias struct {
	entry     *entry
	sort      sense
	ambiguous bool // also a given name, a surname or a word
}

// node is a place in the trie of aliases, word by word.
type node struct {
	next  map[string]*node
	alias *alias
	block bool // a phrase that holds an actor's name and is not that actor
}

// gazetteer is all that the embedded files say.
type gazetteer struct {
	root      *node
	byName    map[string]*entry
	nouns     map[string]class
	maxNoun   int // words in the longest noun
	modifiers map[string]bool
	given     map[string]bool // given names
	unnamed   map[string]noun // nouns that people and bodies without a name are called by
	entries   []*entry
}

// class of a noun that makes its owner act.
type class uint8

const (
	noClass         class = iota
	classState            // troops, officials: the owner acts
	classFighters         // fighters, members
	classRole             // spokesman: the owner acts, or a title before a name
	classOpposition       // rebels: someone else than the owner acts
	classPeople           // refugees: a group of people
)

var classes = map[string]class{
	"state": classState, "fighters": classFighters, "role": classRole, "opposition": classOpposition, "people": classPeople,
}

func openGazetteer() (*gazetteer, error) {
	g := &gazetteer{
		root: &node{}, byName: map[string]*entry{}, nouns: map[string]class{}, modifiers: map[string]bool{},
		given: map[string]bool{}, unnamed: map[string]noun{},
	}
	steps := []struct {
		file string
		row  func([]string) error
		size int
	}{
		{"countries", g.country, 7},
		{"governments", g.actor, 5},
		{"organizations", g.actor, 5},
		{"groups", g.actor, 5},
		{"companies", g.actor, 5},
		{"people", g.actor, 5},
		{"nouns", g.noun, 2},
		{"actors", g.actorNoun, 3},
		{"blocks", g.blocked, 1},
		{"givennames", g.givenNames, 1},
	}
	for _, step := range steps {
		if err := rows(step.file, step.size, step.row); err != nil {
			return nil, err
		}
	}
	g.link()
	return g, nil
}

// rows hands each row of an embedded file to f.
func rows(file string, columns int, f func([]string) error) error {
	raw, err := files.ReadFile("gazetteer/" + file + ".tsv")
	if err != nil {
		return graph.Errorf(graph.Internal, "the gazetteer file %s cannot be read: %w", file, err)
	}
	for number, line := range strings.Split(strings.TrimRight(string(raw), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return graph.Errorf(graph.Internal, "gazetteer/%s.tsv line %d has %d columns instead of %d", file, number+1, len(cells), columns)
		}
		if err := f(cells); err != nil {
			return graph.Errorf(graph.Internal, "gazetteer/%s.tsv line %d: %w", file, number+1, err)
		}
	}
	return nil
}

func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

// country reads a row of countries.tsv: name, iso3, wikidata, adjectives,
// aliases, seats, government.
func (g *gazetteer) country(cells []string) error {
	e := g.enter(graph.Entity{Name: cells[0], Kind: graph.KindCountry, ISO3: cells[1], Wikidata: cells[2]}, "")
	e.rule, e.adjectives = cells[6], list(cells[3])
	for _, a := range append([]string{e.Name}, list(cells[4])...) {
		if err := g.add(a, e, name); err != nil {
			return err
		}
	}
	for _, a := range list(cells[5]) {
		if err := g.add(a, e, seat); err != nil {
			return err
		}
	}
	for _, a := range e.adjectives {
		if err := g.demonym(a, e); err != nil {
			return err
		}
	}
	return nil
}

// demonym adds an adjective and, where English makes it by an s, its people.
func (g *gazetteer) demonym(a string, e *entry) error {
	if g.lookup(strings.TrimPrefix(a, "?")) == nil {
		if err := g.add(a, e, adjective); err != nil {
			return err
		}
	}
	if last := a[len(a)-1]; last == 'n' || last == 'i' || last == 'b' || last == 't' || last == 'k' {
		return g.add(a+"s", e, name)
	}
	return nil
}

// actor reads a row of the other entity files: name, kind, wikidata, of,
// aliases.
func (g *gazetteer) actor(cells []string) error {
	kind := graph.Kind(cells[1])
	if !kind.Valid() {
		return graph.Errorf(graph.Internal, "the kind %q of %s is not one of the kinds", cells[1], cells[0])
	}
	e := g.enter(graph.Entity{Name: cells[0], Kind: kind, Wikidata: cells[2]}, cells[3])
	for _, a := range append([]string{e.Name}, list(cells[4])...) {
		as := name
		if strings.HasPrefix(a, "@") {
			a, as = a[1:], seat
		}
		if err := g.add(a, e, as); err != nil {
			return err
		}
	}
	return nil
}

func (g *gazetteer) enter(e graph.Entity, of string) *entry {
	e.ID, e.Seed = graph.EntityID(e.Kind, e.Name, ""), graph.SeedGazetteer
	made := &entry{Entity: e, of: of}
	g.byName[e.Name] = made
	g.entries = append(g.entries, made)
	return made
}

// add puts an alias into the trie. Two entries may not share one.
func (g *gazetteer) add(text string, e *entry, as sense) error {
	ambiguous := strings.HasPrefix(text, "?")
	text = strings.TrimPrefix(text, "?")
	if rest, article := strings.CutPrefix(text, "the "); article {
		if known := g.lookup(rest); known != nil && known.entry == e {
			return nil
		}
	}
	words := scan([]rune(text))
	if len(words) == 0 {
		return graph.Errorf(graph.Internal, "the alias %q of %s has no word", text, e.Name)
	}
	if len(words) == 1 && e.Kind == graph.KindPerson {
		ambiguous = true
	}
	if text != e.Name && as != adjective {
		e.Aliases = append(e.Aliases, text)
	}
	at := g.root.walk(words)
	if at.alias != nil && at.alias.entry != e {
		return graph.Errorf(graph.Internal, "the alias %q of %s belongs to %s already", text, e.Name, at.alias.entry.Name)
	}
	if at.alias != nil {
		at.alias.ambiguous = at.alias.ambiguous || ambiguous
	}
	if at.alias == nil {
		at.alias = &alias{entry: e, sort: as, ambiguous: ambiguous}
	}
	return nil
}

// walk returns the node of the words, made where it was missing.
func (n *node) walk(words []word) *node {
	for _, w := range words {
		if n.next == nil {
			n.next = map[string]*node{}
		}
		if n.next[w.key] == nil {
			n.next[w.key] = &node{}
		}
		n = n.next[w.key]
	}
	return n
}

// lookup returns the alias that is exactly this text.
func (g *gazetteer) lookup(text string) *alias { return g.root.at(scan([]rune(text))) }

// at returns the alias of exactly these words, or nil.
func (n *node) at(words []word) *alias {
	for _, w := range words {
		if n = n.next[w.key]; n == nil {
			return nil
		}
	}
	return n.alias
}

// noun reads a row of nouns.tsv: class, nouns.
func (g *gazetteer) noun(cells []string) error {
	for _, n := range list(strings.ToLower(cells[1])) {
		if cells[0] == "modifier" {
			g.modifiers[n] = true
			continue
		}
		c, ok := classes[cells[0]]
		if !ok {
			return graph.Errorf(graph.Internal, "the class %q is unknown", cells[0])
		}
		if g.nouns[n] == noClass {
			g.nouns[n] = c
		}
		g.maxNoun = max(g.maxNoun, strings.Count(n, " ")+strings.Count(n, "-")+1)
	}
	return nil
}

// blocked reads a row of blocks.tsv: a phrase.
func (g *gazetteer) blocked(cells []string) error {
	g.root.walk(scan([]rune(cells[0]))).block = true
	return nil
}

// givenNames reads a row of givennames.tsv: names.
func (g *gazetteer) givenNames(cells []string) error {
	for _, n := range list(cells[0]) {
		g.given[n] = true
	}
	return nil
}

// link ties governments and oppositions to the country they are of.
func (g *gazetteer) link() {
	for _, e := range g.entries {
		country := g.byName[e.of]
		if country == nil || country.Kind != graph.KindCountry {
			continue
		}
		if strings.HasSuffix(e.Name, " opposition") {
			country.opposition = e
		}
	}
	for _, e := range g.entries {
		if e.rule != "" {
			e.government = g.byName[e.rule]
		}
	}
}
