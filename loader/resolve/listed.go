package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
)

// listing puts a user's list into a gazetteer, over what it holds.
type listing struct {
	g        *gazetteer
	bySlug   map[string]*entry
	row      map[*entry]graph.Stakeholder // the row that an entry is described by
	absorbed map[*entry]*entry            // entries that a row joined to another
	problems problems
}

// takeOver lets a user's list win. A row whose name is that of an entry describes
// that entry, which keeps what else it is called by, its adjectives and its
// seats; so does a row that has the name among its aliases and tells no other
// kind, and several such entries become one. Another row is an entry of its own.
// Then each name of the list leads to its row's entry, whichever it led to
// before. The order of the rows does not matter.
func (g *gazetteer) takeOver(rows []graph.Stakeholder) error {
	if len(rows) == 0 {
		return nil
	}
	if err := check(rows).err(); err != nil {
		return err
	}
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b graph.Stakeholder) int { return cmp.Compare(a.Name, b.Name) })
	l := listing{g: g, bySlug: map[string]*entry{}, row: map[*entry]graph.Stakeholder{}, absorbed: map[*entry]*entry{}}
	for _, e := range g.entries {
		if slug := nameSlug(e.Name); l.bySlug[slug] == nil {
			l.bySlug[slug] = e
		}
	}
	entries := make([]*entry, len(rows))
	for i, s := range rows { // names before aliases: they decide whose an entry is
		entries[i] = l.byName(s)
	}
	for i, s := range rows {
		entries[i] = l.byAlias(s, entries[i])
	}
	l.join()
	for i, s := range rows {
		entries[i] = l.describe(s, entries[i])
	}
	for _, use := range []func(string, *entry){g.yield, g.claim} { // one after the other: rows may claim spellings of one alias
		for i, s := range rows {
			for _, n := range names(s) {
				use(n, entries[i])
			}
		}
	}
	for i, s := range rows {
		l.tie(s, entries[i])
	}
	g.link()
	return l.problems.err()
}

// byName is the gazetteer's entry of a row's name, or nil.
func (l *listing) byName(s graph.Stakeholder) *entry {
	e := l.bySlug[nameSlug(s.Name)]
	if e != nil {
		l.row[e] = s
	}
	return e
}

// byAlias joins the entries whose names are aliases of a row to e, or takes the
// first of them where e is nil. An entry of another kind is another actor.
func (l *listing) byAlias(s graph.Stakeholder, e *entry) *entry {
	for _, text := range s.Aliases {
		a := l.g.find(text)
		if a == nil || a.entry == e || nameKey(a.entry.Name) != nameKey(text) || s.Kind != "" && s.Kind != a.entry.Kind {
			continue
		}
		if owner, taken := l.row[a.entry]; taken {
			l.problems = append(l.problems, problem{s.Line, "aliases", fmt.Sprintf("%q is another name of %s in line %d; leave it in one row only", text, owner.Name, owner.Line)})
			continue
		}
		l.row[a.entry] = s
		if e == nil {
			e = a.entry
			continue
		}
		l.absorbed[a.entry] = e
	}
	return e
}

// join lets all that led to an absorbed entry lead to the one that took it.
func (l *listing) join() {
	if len(l.absorbed) == 0 {
		return
	}
	now := func(e *entry) *entry {
		if to := l.absorbed[e]; to != nil {
			return to
		}
		return e
	}
	kept := l.g.entries[:0]
	for _, e := range l.g.entries {
		e.government, e.opposition = now(e.government), now(e.opposition)
		to := now(e)
		if to == e {
			kept = append(kept, e)
			continue
		}
		to.Aliases = append(append(to.Aliases, e.Name), e.Aliases...)
		to.adjectives = append(to.adjectives, e.adjectives...)
	}
	l.g.entries = kept
	for name, e := range l.g.byName {
		l.g.byName[name] = now(e)
	}
	l.g.root.each(func(a *alias) { a.entry = now(a.entry) })
}

// each hands every alias under a node to f.
func (n *node) each(f func(*alias)) {
	if n.alias != nil {
		f(n.alias)
	}
	for _, next := range n.next {
		next.each(f)
	}
}

// describe writes what a row says into its entry, a new one where e is nil.
func (l *listing) describe(s graph.Stakeholder, e *entry) *entry {
	if e == nil {
		e = &entry{}
		l.g.entries = append(l.g.entries, e)
	}
	if e.Name != "" && e.Name != s.Name {
		e.Aliases = append(e.Aliases, e.Name)
	}
	e.Aliases = slices.DeleteFunc(e.Aliases, func(a string) bool { return a == s.Name })
	e.Name, e.Seed = s.Name, graph.SeedStakeholders
	e.Kind = cmp.Or(s.Kind, e.Kind, graph.KindOrganization)
	e.ISO3, e.Wikidata = cmp.Or(s.ISO3, e.ISO3), cmp.Or(s.Wikidata, e.Wikidata)
	e.Description = cmp.Or(s.Description, e.Description)
	e.ID = graph.EntityID(e.Kind, e.Name, "")
	l.g.byName[e.Name] = e
	return e
}

// tie makes a row's entry belong to its parent.
func (l *listing) tie(s graph.Stakeholder, e *entry) {
	if s.Parent == "" {
		return
	}
	parent := l.g.find(s.Parent)
	switch {
	case parent == nil:
		l.problems = append(l.problems, problem{s.Line, "parent", fmt.Sprintf("%q names no actor that is known; add a row for it, or leave the cell empty", s.Parent)})
	case parent.entry == e:
		l.problems = append(l.problems, problem{s.Line, "parent", fmt.Sprintf("%q is the actor itself; name the one that it belongs to, or leave the cell empty", s.Parent)})
	default:
		e.of = parent.entry.Name
	}
}

// yield takes a listed name off the entry that it led to, with the spellings of
// it that differ in capitals: they lead to e now.
func (g *gazetteer) yield(text string, e *entry) {
	a := g.find(text)
	if a == nil || a.entry == e {
		return
	}
	old, key := a.entry, nameKey(text)
	old.Aliases = slices.DeleteFunc(old.Aliases, func(other string) bool {
		if !strings.EqualFold(nameKey(other), key) {
			return false
		}
		if a := g.find(other); a != nil && a.entry == old {
			a.entry, a.sort = e, name
		}
		return true
	})
}

// claim makes a listed name lead to its entry. What led elsewhere, or only held
// an actor's name, does so no more; an adjective or a seat of the entry itself
// stays one, and so does a name that is also a given name, a surname or a word.
func (g *gazetteer) claim(text string, e *entry) {
	if text != e.Name && !slices.Contains(e.Aliases, text) {
		e.Aliases = append(e.Aliases, text)
	}
	ws := nameWords(text)
	at := g.root.walk(ws)
	at.block = false
	switch {
	case at.alias == nil:
		at.alias = &alias{entry: e, ambiguous: len(ws) == 1 && (e.Kind == graph.KindPerson || g.given[ws[0].key])}
	case at.alias.entry != e:
		at.alias = &alias{entry: e, ambiguous: at.alias.ambiguous}
	}
}

// find returns the alias that is exactly this text, by whichever article.
func (g *gazetteer) find(text string) *alias {
	if a := g.lookup(text); a != nil {
		return a
	}
	return g.root.at(nameWords(text))
}

// listSum tells lists apart: 12 hex digits over what the rows say, in any order;
// empty for none.
func listSum(rows []graph.Stakeholder) string {
	if len(rows) == 0 {
		return ""
	}
	sums := make([]string, len(rows))
	for i, s := range rows {
		sums[i] = graph.Hash(s.Name, strings.Join(s.Aliases, "|"), string(s.Kind), s.ISO3, s.Wikidata, s.Description, s.Parent)
	}
	slices.Sort(sums)
	return graph.Hash(append(sums, "stakeholders")...)[:12]
}
