package resolve

import (
	"slices"

	"entente/graph"
)

// addReferences puts pronouns and "the spokesman", where recency, number and
// kind leave one actor only.
func (t *text) addReferences() {
	roles := map[string]int{} // noun -> span that last carried it
	t.bySentence = map[int][]span{}
	for _, s := range t.spans {
		t.note(s)
	}
	n, named := 0, len(t.spans)
	for i := 0; i < len(t.words); i++ {
		for n < named && t.spans[n].last < i {
			t.noteRoles(roles, n)
			n++
		}
		if t.at[i] >= 0 {
			continue
		}
		if who, ok := t.reference(i, roles); ok {
			found := span{first: i, last: i, entity: who.entity, entry: who.entry, as: pronoun}
			t.put(found)
			t.note(found)
		}
	}
	t.arrange()
}

const pronoun = sense(9)

// noteRoles remembers by which nouns a span may be called later: those inside
// it, and the title before a person.
func (t *text) noteRoles(roles map[string]int, n int) {
	s := t.spans[n]
	for i := s.first; i <= s.last; i++ {
		if l := t.words[i].lower; referable[l] {
			roles[l] = n
		}
	}
	if s.entity.Kind != graph.KindPerson {
		if s.as != adjective && s.as != pronoun {
			for _, noun := range kindNouns[s.entity.Kind] {
				roles[noun] = n
			}
		}
		return
	}
	for i := s.first - 1; i >= 0 && i > s.first-9 && t.words[i+1].gap <= gapHyphen; i-- {
		if l := t.words[i].lower; referable[l] {
			roles[l] = n
		}
	}
}

var referable = set(`spokesman spokeswoman spokesperson minister president premier chancellor envoy mediator ambassador negotiator diplomat
	secretary-general chief general commander representative adviser`)

// kindNouns are nouns that may stand for what the text has named, by its kind.
var kindNouns = map[graph.Kind][]string{
	graph.KindArmedGroup:   {"group", "movement", "militia", "organization", "organisation"},
	graph.KindParty:        {"party", "group", "movement"},
	graph.KindOrganization: {"group", "organization", "organisation", "agency", "body", "union", "committee", "commission", "council", "court", "panel", "bank", "ministry", "department", "company", "firm", "exchange"},
	graph.KindNGO:          {"organization", "organisation", "group", "charity"},
	graph.KindIGO:          {"body", "organization", "organisation", "agency", "bloc", "alliance", "fund", "council", "court"},
	graph.KindCompany:      {"company", "firm", "bank", "airline", "carmaker", "automaker", "manufacturer", "retailer", "group", "carrier", "utility", "insurer"},
	graph.KindCoalition:    {"coalition", "alliance", "group"},
	graph.KindMedia:        {"newspaper", "paper", "agency", "network", "broadcaster"},
	graph.KindCountry:      {"country", "nation", "kingdom", "republic"},
}

// window is how many sentences back a reference may look.
const window = 3

// reference resolves word i, if it refers to an actor safely.
func (t *text) reference(i int, roles map[string]int) (span, bool) {
	w := t.words[i]
	if i > 0 && w.gap == gapSpace && t.words[i-1].lower == "the" {
		return t.roleReference(i, roles)
	}
	switch w.lower {
	case "he", "she", "his", "her", "him":
		return t.onlyOne(i, personLike)
	case "it", "its":
		if t.expletive(i) {
			return span{}, false
		}
		return t.onlyOne(i, organLike)
	}
	return span{}, false
}

func (t *text) roleReference(i int, roles map[string]int) (span, bool) {
	w := t.words[i]
	n, ok := roles[w.lower]
	if !ok || t.words[i].sentence-t.words[t.spans[n].first].sentence > window {
		return span{}, false
	}
	next := i + 1
	if next < len(t.words) && t.words[next].gap <= gapHyphen {
		after := t.words[next]
		if after.capital || t.isNoun(after.lower) || after.lower == "of" || after.lower == "for" || w.possessive {
			return span{}, false
		}
	}
	if t.isKindNoun(w.lower) && !t.alone(i, t.spans[n]) {
		return t.opener(i)
	}
	return t.spans[n], true
}

func (t *text) isKindNoun(lower string) bool { return kindNounSet[lower] }

var kindNounSet = func() map[string]bool {
	out := map[string]bool{}
	for _, nouns := range kindNouns {
		for _, n := range nouns {
			out[n] = true
		}
	}
	return out
}()

// opener is the actor of the kind that word i names which opens the nearest
// sentence that such an actor opens: of several companies, the one that the text
// is about.
func (t *text) opener(i int) (span, bool) {
	here := t.words[i].sentence
	for sentence := here; sentence >= here-window; sentence-- {
		for _, s := range t.bySentence[sentence] {
			if s.first >= i || !slices.Contains(kindNouns[s.entity.Kind], t.words[i].lower) {
				continue
			}
			if t.opensSentence(s) && !t.joined(s) {
				return s, true
			}
			break
		}
	}
	return span{}, false
}

// alone reports whether no other actor of the same kind stands before word i
// within the window.
func (t *text) alone(i int, s span) bool {
	here := t.words[i].sentence
	for sentence := here - window; sentence <= here; sentence++ {
		for _, o := range t.bySentence[sentence] {
			if o.first < i && o.entity.ID != s.entity.ID && !(s.entity.Kind == graph.KindCompany && o.entity.Kind == graph.KindOrganization) && slices.Contains(kindNouns[o.entity.Kind], t.words[i].lower) {
				return false
			}
		}
	}
	return true
}

func personLike(s span) bool {
	return s.entity.Kind == graph.KindPerson
}

func organLike(s span) bool {
	switch s.entity.Kind {
	case graph.KindPerson, graph.KindGroup, graph.KindPlace, graph.KindEvent, graph.KindMedia:
		return false
	}
	return s.as != adjective
}

// onlyOne returns the one actor that fits and stands before word i in its
// sentence; or, when there is none, the one of the sentence before. When the
// sentence has several, the one that opens it is taken for its subject, if the
// pronoun opens a clause of its own.
func (t *text) onlyOne(i int, fits func(span) bool) (span, bool) {
	here := t.candidates(t.words[i].sentence, i, fits)
	if len(here) == 2 && t.words[i].lower == "him" {
		if here[0].first > here[1].first {
			return here[1], true
		}
		return here[0], true // not who stands nearest, and does it
	}
	if len(here) == 1 {
		return here[0], t.words[i].lower != "him"
	}
	if len(here) > 1 && possessives[t.words[i].lower] {
		return span{}, false // "Turkey criticized Germany over its policy"
	}
	if len(here) > 1 {
		return here[0], t.opensSentence(here[0]) && t.opensClause(i) && !t.joined(here[0])
	}
	if !t.opensSentence(span{first: i}) {
		return span{}, false
	}
	before := t.candidates(t.words[i].sentence-1, i, fits)
	if len(before) == 1 {
		return before[0], before[0].entity.Kind == graph.KindPerson || t.opensSentence(before[0])
	}
	if len(before) > 1 {
		return before[0], t.opensSentence(before[0]) && !t.joined(before[0])
	}
	return span{}, false
}

var possessives = set("its his her")

// joined reports whether another actor is coordinated with a span.
func (t *text) joined(s span) bool {
	next := s.last + 1
	return next < len(t.words) && (t.words[next].lower == "and" || t.words[next].gap == gapComma && t.at[next] >= 0)
}

// candidates lists the different actors of a sentence before word i.
func (t *text) candidates(sentence, i int, fits func(span) bool) []span {
	var out []span
	seen := map[string]bool{}
	inSentence := t.bySentence[sentence]
	for n := len(inSentence) - 1; n >= 0; n-- {
		s := inSentence[n]
		if s.first >= i || !fits(s) || t.words[s.last].possessive && !possessives[t.words[i].lower] {
			continue
		}
		if seen[s.entity.ID] {
			out = moveFirst(out, s)
			continue
		}
		seen[s.entity.ID] = true
		out = append([]span{s}, out...)
	}
	return out
}

// note files a span under its sentence, in the order of the text.
func (t *text) note(s span) {
	n := t.words[s.first].sentence
	t.bySentence[n] = append(t.bySentence[n], s)
	list := t.bySentence[n]
	for i := len(list) - 1; i > 0 && list[i].first < list[i-1].first; i-- {
		list[i], list[i-1] = list[i-1], list[i]
	}
}

// moveFirst puts the earlier mention of an actor that is in the list already
// at the front, where its place in the sentence belongs.
func moveFirst(list []span, s span) []span {
	out := []span{s}
	for _, o := range list {
		if o.entity.ID != s.entity.ID {
			out = append(out, o)
		}
	}
	return out
}

// farthest is how many small words may open a sentence.
const farthest = 12

// opensSentence reports whether only small words stand before a span in its
// sentence.
func (t *text) opensSentence(s span) bool {
	for i := s.first - 1; i >= 0 && t.words[i+1].gap != gapSentence; i-- {
		w := t.words[i]
		if s.first-i > farthest {
			return false
		}
		if !starters[w.lower] && !titles[w.lower] && !t.isNoun(w.lower) && !t.g.modifiers[w.lower] && t.at[i] < 0 {
			return false
		}
		if t.words[i+1].gap > gapComma {
			return false
		}
	}
	return true
}

var clauseOpeners = set("that said says and but because while if when after before as whether although though since until unless where which so how why what")

func (t *text) opensClause(i int) bool {
	w := t.words[i]
	if w.lower == "its" || w.lower == "his" || w.lower == "her" {
		return true
	}
	return i == 0 || w.gap > gapHyphen || clauseOpeners[t.words[i-1].lower]
}

var expletives = set(`clear known plain possible impossible difficult hard easy necessary important unclear likely unlikely time rains seems seemed appears
	appeared remains turned`)

// expletive reports whether "it" means nothing: "found it hard to", "it is
// possible to".
func (t *text) expletive(i int) bool {
	for j := i + 1; j < len(t.words) && j <= i+3 && t.words[j].gap <= gapHyphen; j++ {
		if expletives[t.words[j].lower] {
			return true
		}
		if l := t.words[j].lower; l != "is" && l != "was" && l != "be" && l != "not" && l != "very" && l != "would" && l != "will" {
			break
		}
	}
	return false
}
