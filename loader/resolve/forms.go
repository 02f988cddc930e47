package resolve

import (
	"strings"

	"entente/graph"
)

// form is a short way in which this article names an actor it introduced.
type form struct {
	keys    []string
	entity  graph.Entity
	entry   *entry
	from    int // the word at which it was introduced
	acronym bool
}

// addShortForms puts the later namings of what the article introduced in
// full: surnames and bracketed acronyms. A form that two actors share is left
// out.
func (t *text) addShortForms() {
	forms := map[string][]form{}
	for _, s := range t.spans {
		for _, f := range t.formsOf(s) {
			key := f.keys[0]
			forms[key] = appendForm(forms[key], f)
		}
	}
	if len(forms) == 0 {
		return
	}
	for i := 0; i < len(t.words); i++ {
		if n := t.at[i]; n >= 0 {
			for _, f := range forms[t.words[i].key] { // an acronym of this article's own
				if f.acronym && i >= f.from && t.spans[n].first == i && t.spans[n].last == i {
					t.spans[n].entity, t.spans[n].entry = f.entity, f.entry
				}
			}
			continue
		}
		for _, f := range forms[t.words[i].key] {
			if last, ok := t.matchForm(f, i); ok {
				t.put(span{first: i, last: last, entity: f.entity, entry: f.entry, as: name})
				i = last
				break
			}
		}
	}
	t.arrange()
}

// appendForm keeps each form once; one that means two actors means none.
func appendForm(forms []form, f form) []form {
	for i, old := range forms {
		if strings.Join(old.keys, " ") != strings.Join(f.keys, " ") {
			continue
		}
		if old.entity.ID != f.entity.ID {
			forms[i].from = len(f.keys) + 1<<30
		}
		return forms
	}
	return append(forms, f)
}

func (t *text) matchForm(f form, i int) (last int, ok bool) {
	if i < f.from || i+len(f.keys) > len(t.words) {
		return 0, false
	}
	for n, key := range f.keys {
		w := t.words[i+n]
		if w.key != key || t.at[i+n] >= 0 || n > 0 && w.gap > gapHyphen {
			return 0, false
		}
	}
	last = i + len(f.keys) - 1
	if f.entity.Kind == graph.KindPerson && (t.nameBefore(i) || t.nameAfter(last)) {
		return 0, false
	}
	return last, true
}

var nameParticles = set("de al el bin ibn von van der del la le di da dos abu ben ter")

// formsOf lists the short forms of a span: the surname of a person of two
// words or more, with its particles, and the acronym in brackets after any
// name.
func (t *text) formsOf(s span) []form {
	var out []form
	add := func(keys ...string) {
		out = append(out, form{keys: keys, entity: s.entity, entry: s.entry, from: s.last + 1})
	}
	if s.entity.Kind == graph.KindPerson && s.last > s.first {
		surname := t.words[s.last].key
		if len(surname) > 2 && !commonSurnames[strings.ToLower(surname)] {
			add(surname)
		}
		if p := s.last - 1; p > s.first && nameParticles[t.words[p].lower] {
			add(t.words[p].key, surname)
		}
	}
	if next := s.last + 1; next < len(t.words) && t.words[next].gap == gapOpen && t.acronymOf(s, next) {
		add(t.words[next].key)
		out[len(out)-1].acronym = true
	}
	return out
}

// commonSurnames are words or other actors when they stand alone.
var commonSurnames = set("may day jordan israel london paris young long park king prince pope bush rice west china chad iii jr ii")

// acronymOf reports whether the word in brackets after a name is made of its
// capitals: "Popular Mobilization Forces (PMF)".
func (t *text) acronymOf(s span, i int) bool {
	w := t.words[i]
	if !w.upper || len(w.key) > 8 || w.end >= len(t.text) || t.text[w.end] != ')' {
		return false
	}
	initial := w.key[:1]
	for j := s.first; j <= s.last; j++ {
		if strings.HasPrefix(strings.ToUpper(t.words[j].key), initial) {
			return true
		}
	}
	return false
}
