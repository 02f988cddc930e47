package resolve

import (
	"sort"
	"strings"
	"unicode"

	"entente/graph"
	"entente/loader/syntax"
)

// Resolver tells which actors a text names. It has no state of its own and may
// be used by many goroutines at once.
type Resolver struct {
	gazetteer *gazetteer
	list      string // listSum of the user's list
}

// New opens the embedded gazetteer and lets the user's list win over it. Without
// a list it fails only when a row of the gazetteer is broken; what is wrong with
// a list is an Invalid error as by ReadStakeholders.
func New(list ...graph.Stakeholder) (*Resolver, error) {
	g, err := openGazetteer()
	if err != nil {
		return nil, err
	}
	if err := g.takeOver(list); err != nil {
		return nil, err
	}
	return &Resolver{g, listSum(list)}, nil
}

// List tells the user's lists apart by what their rows say: 12 hex digits, the
// same for rows in another order; empty without a list.
func (r *Resolver) List() string { return r.list }

// Actors returns every mention of an actor in the article's text, sorted by
// Start and not overlapping, with Entity, EntityID and Kind set; the entities
// that the mentions name, once each, in the order in which the text names
// them; and what looked like an actor and is none. doc is the text taken
// apart: its names are judged, not trusted. The slices are never nil.
func (r *Resolver) Actors(article graph.Article, doc syntax.Document) ([]graph.Mention, []graph.Entity, []graph.Reject) {
	t := newText(r.gazetteer, article.Text)
	t.noteActing(doc)
	t.matchAliases()
	t.addMarked()
	full, single := t.byFullness(doc.Mentions())
	t.addNames(full)
	t.addShortForms() // before a surname alone is taken for an actor of its own
	t.addNames(single)
	t.extendOwners()
	t.addBareNouns()
	t.addReferences()
	return t.result()
}

// byFullness parts names that stand for themselves, of several words or behind
// a title, from single words that may be short for another name.
func (t *text) byFullness(names []graph.Mention) (full, single []graph.Mention) {
	for _, m := range names {
		at := t.wordAt(m.Start)
		if strings.ContainsFunc(m.Text, unicode.IsSpace) || at > 0 && titles[t.words[at-1].lower] {
			full = append(full, m)
		} else {
			single = append(single, m)
		}
	}
	return full, single
}

// Given resolves the caller's spans, and no others: by the entity they name,
// else by the gazetteer's reading of their words, else as an actor of their
// own; and with them the pronouns that mean one of them. Spans outside the
// text are left out. Mentions come back sorted by Start, entities once each.
func (r *Resolver) Given(article graph.Article, mentions []graph.Mention) ([]graph.Mention, []graph.Entity) {
	t := newText(r.gazetteer, article.Text)
	out := make([]graph.Mention, 0, len(mentions))
	entities := newEntities()
	for _, m := range mentions {
		if m.Start < 0 || m.End <= m.Start || m.End > len(t.text) {
			continue
		}
		m.Text = string(t.text[m.Start:m.End])
		e := r.given(m)
		m.Entity, m.EntityID, m.Kind = e.Name, e.ID, e.Kind
		entities.add(e)
		out = append(out, m)
		if first, last, ok := t.wordsOf(m); ok && t.free(first, last) {
			t.put(span{first: first, last: last, entity: e, as: name})
		}
	}
	t.arrange()
	t.addReferences()
	for _, s := range t.spans {
		if s.as == pronoun {
			out = append(out, t.mention(s))
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out, entities.list
}

// free reports whether no span holds a word from first to last.
func (t *text) free(first, last int) bool {
	for i := first; i <= last; i++ {
		if t.at[i] >= 0 {
			return false
		}
	}
	return true
}

// given is the entity that a caller's span means.
func (r *Resolver) given(m graph.Mention) graph.Entity {
	if m.Entity != "" {
		if a := r.gazetteer.lookup(m.Entity); a != nil {
			return a.entry.Entity
		}
		return textEntity(m.Entity, kindOr(m.Kind, graph.KindOrganization))
	}
	inner := newText(r.gazetteer, m.Text)
	inner.matchAliases()
	inner.extendOwners()
	if e, ok := inner.head(); ok {
		return e
	}
	return textEntity(inner.bare(), kindOr(m.Kind, guessKind(inner.words)))
}

func kindOr(kind, other graph.Kind) graph.Kind {
	if kind.Valid() {
		return kind
	}
	return other
}

// textEntity is an actor that only the text names.
func textEntity(name string, kind graph.Kind) graph.Entity {
	return graph.Entity{ID: graph.EntityID(kind, name, ""), Name: name, Kind: kind, Seed: graph.SeedText}
}

// entities is a list without repetition, in order of first use.
type entities struct {
	list []graph.Entity
	seen map[string]bool
}

func newEntities() *entities {
	return &entities{list: []graph.Entity{}, seen: map[string]bool{}}
}

func (e *entities) add(one graph.Entity) {
	if !e.seen[one.ID] {
		e.seen[one.ID] = true
		e.list = append(e.list, one)
	}
}
