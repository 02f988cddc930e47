package extract

import (
	"strings"

	"entente/graph"
)

// args lists the actors of a group. A place is none: it does nothing.
func (s *sentence) args(g *group) []arg {
	if g == nil {
		return nil
	}
	var out []arg
	for n, p := range g.phrases {
		for k, a := range s.argsOf(p, false) {
			if a.mention.Kind == graph.KindPlace {
				continue
			}
			if n > 0 || k > 0 {
				a.penalty += 0.02
			}
			out = append(out, a)
		}
	}
	return out
}

// argsOf lists the actors that a noun phrase stands for: its head, who owns
// it, or who stands behind a preposition.
func (s *sentence) argsOf(p *phrase, owned bool) []arg {
	if s.units[p.head].tag == tagPronoun && us[s.units[p.head].lower] {
		return s.speaking(p)
	}
	if s.units[p.head].tag == tagPronoun {
		return s.sayer(p)
	}
	if p.actor >= 0 {
		return []arg{{mention: s.actors[p.actor], at: p.at}}
	}
	if g := s.firedBy(p); g != nil {
		return s.args(g)
	}
	if g := s.whose(p); g != nil && (owned || actingNouns[p.lemma]) {
		return s.args(g)
	}
	if named, ok := s.besides(p); ok {
		return []arg{{mention: named, penalty: 0.04, at: p.at}}
	}
	unnamed, called := s.unnamed[s.units[p.head].end]
	called = called && !s.x.lexicon.events[p.lemma]
	owner, ok := s.ownerOf(p)
	if ok && called && (s.past(p.a, p.head) || s.personal(owner, p)) {
		return []arg{{mention: unnamed, penalty: 0.05, at: p.at}}
	}
	if ok && (owned && !called || actingNouns[p.lemma]) {
		penalty := 0.12
		if !s.x.lexicon.ownables[p.lemma] && !actingNouns[p.lemma] {
			penalty = 0.2
		}
		return []arg{{mention: s.actors[s.units[owner].mention], penalty: penalty, at: p.at}}
	}
	if m, ok := s.holding(p); ok && owned {
		return []arg{{mention: m, penalty: 0.12, at: p.at}}
	}
	if out := s.behind(p, owned); len(out) > 0 {
		return out
	}
	if called {
		return []arg{{mention: unnamed, penalty: 0.05, at: p.at, unnamed: strings.ToLower(unnamed.Entity) == unnamed.Entity}}
	}
	return nil
}

// besides is the actor whose name stands beside a common noun: "the carrier, Aer
// Lingus", "his counterpart, Omar al-Razzaz".
func (s *sentence) besides(p *phrase) (graph.Mention, bool) {
	if s.units[p.head].tag != tagNoun {
		return graph.Mention{}, false
	}
	for _, k := range s.kids[p.head] {
		u := s.units[k]
		if k < p.head || !is(u.rel, "appos", "flat") || u.mention < 0 || pronouns[u.lower] {
			continue
		}
		m := s.actors[u.mention]
		person := s.x.lexicon.roles[p.lemma] || personNouns[p.lemma]
		if person == (m.Kind == graph.KindPerson) && m.Kind != graph.KindCountry {
			return m, true
		}
	}
	return graph.Mention{}, false
}

// personNouns are nouns of one person, beside those of roles, by which somebody is
// called whose name follows.
var personNouns = words("counterpart colleague rival predecessor successor founder speaker activist journalist lawyer cleric candidate politician dissident author son brother wife opponent ally friend warlord defector")

// personal reports whether a phrase names people around a person who are not that
// person: "Arafat's aides", but not "Arafat's spokesman".
func (s *sentence) personal(owner int, p *phrase) bool {
	return s.isPerson(s.units[owner]) && !speaksFor[p.lemma] && !offices[p.lemma]
}

// offices are what a person acts through.
var offices = words("administration government regime cabinet office campaign team troop force army military letter statement report")

// firedBy is who fired what a phrase names, or nil: "missiles fired by the
// Israeli military".
func (s *sentence) firedBy(p *phrase) *group {
	if !weapons[p.lemma] {
		return nil
	}
	for _, k := range s.kids[p.head] {
		if v := s.verbAt[k]; v != nil && v.reduced && is(s.units[k].rel, "acl") {
			return agentOf(v)
		}
	}
	return nil
}

var weapons = words("peacekeeper soldier missile rocket shell bomb drone warplane jet plane aircraft helicopter mortar projectile tank warship ship gunship artillery grenade troop force fighter militia")

// whose is the group that "whose" before a noun means, or nil.
func (s *sentence) whose(p *phrase) *group {
	if s.units[p.a].xpos != "WP$" {
		return nil
	}
	return s.antecedent(s.clauseOf(p.head), p.a)
}

// clauseOf climbs from a unit to the verb that it hangs on.
func (s *sentence) clauseOf(i int) int {
	if v := s.verbAbove(i); v != nil {
		return s.node(v)
	}
	return i
}

// holding is the actor that holds a place: "the rebel-held enclave".
func (s *sentence) holding(p *phrase) (graph.Mention, bool) {
	for i := p.a; i+2 < p.b; i++ {
		if s.units[i+1].tag != tagHyphen || !heldWords[s.units[i+2].lower] {
			continue
		}
		if m, ok := s.unnamed[s.units[i].end]; ok {
			return m, true
		}
		if s.units[i].tag == tagActor {
			return s.actors[s.units[i].mention], true
		}
	}
	return graph.Mention{}, false
}

var heldWords = words("held controlled occupied dominated run ruled")

var us = words("we us i me")

// speaking reads "we" in a quotation for its one speaker.
func (s *sentence) speaking(p *phrase) []arg {
	if !s.inside[p.head] {
		return nil
	}
	for _, v := range s.voices {
		if v.holds(p.at) && len(v.speakers) == 1 {
			m := v.speakers[0]
			x := s.excerpt(p.head, p.head+1)
			m.Text, m.Start, m.End = x.Text, x.Start, x.End
			return []arg{{mention: m, penalty: 0.1, at: p.at}}
		}
	}
	return nil
}

// sayer reads "it" in "Turkey said it would" for who says so, when number and
// kind agree.
func (s *sentence) sayer(p *phrase) []arg {
	at := s.skipLeft(p.at - 1)
	if s.chunkAt(at).lower == "that" {
		at = s.skipLeft(at - 1)
	}
	v := s.chunkAt(at).verb
	if v == nil || v.subject == nil || v.passive || len(v.subject.phrases) != 1 {
		return nil
	}
	if _, speaks := s.x.lexicon.speeches[v.lemma]; !speaks {
		return nil
	}
	first := v.subject.phrases[0]
	m, unnamed := s.unnamed[s.units[first.head].end]
	if first.actor >= 0 {
		m, unnamed = s.actors[first.actor], false
	} else if !unnamed {
		return nil
	}
	person := m.Kind == graph.KindPerson
	switch s.units[p.head].lower {
	case "it":
		if person {
			return nil
		}
	case "he", "she":
		if !person {
			return nil
		}
	case "they":
		if person || !strings.HasSuffix(m.Text, "s") {
			return nil
		}
	default:
		return nil
	}
	if unnamed {
		return []arg{{mention: m, penalty: 0.08, at: p.at, unnamed: strings.ToLower(m.Entity) == m.Entity}}
	}
	x := s.excerpt(p.head, p.head+1)
	m.Text, m.Start, m.End = x.Text, x.Start, x.End
	return []arg{{mention: m, penalty: 0.08, at: p.at}}
}

// ownerOf is the unit of the actor that owns a phrase. The bare name of a
// country before a noun is a topic, not an owner: "the Syria strike", "Iran
// sanctions".
func (s *sentence) ownerOf(p *phrase) (int, bool) {
	for i := len(p.owners) - 1; i >= 0; i-- {
		at := p.owners[i]
		u := s.units[at]
		m := s.actors[u.mention]
		if m.Kind == graph.KindCountry && u.text == m.Entity && s.units[at+1].tag != tagPossessive && at+1 <= p.head {
			continue
		}
		return at, true
	}
	return 0, false
}

// behind lists the actors that a preposition ties to a phrase: "members of
// Hamas", "a request from Russia", "the decision by Turkey".
func (s *sentence) behind(p *phrase, owned bool) []arg {
	next := s.chunkAt(p.at + 1)
	inner := s.chunkAt(p.at + 2).phrase
	if s.past(p.a, p.head) {
		return nil
	}
	if next.piece != piecePrep || inner == nil || s.ownSubject(inner) {
		return nil
	}
	acts := actingNouns[p.lemma] || countNouns[p.lemma]
	fits := false
	switch next.lower {
	case "of":
		fits = acts || owned && s.x.lexicon.ownables[p.lemma]
	case "for":
		fits = speaksFor[p.lemma]
	case "from", "by":
		_, called := s.unnamed[s.units[p.head].end]
		fits = acts || owned && !called
	case "in":
		fits = countNouns[p.lemma] || localPowers[p.lemma] && inner.actor >= 0 && s.actors[inner.actor].Kind == graph.KindCountry
	}
	if !fits {
		return nil
	}
	var out []arg
	for _, one := range inner.group.phrases {
		if m, called := s.unnamed[s.units[one.head].end]; one.actor >= 0 {
			out = append(out, arg{mention: s.actors[one.actor], penalty: 0.1, at: p.at})
		} else if called && countNouns[p.lemma] && m.Kind != graph.KindPlace {
			out = append(out, arg{mention: m, penalty: 0.08, at: p.at, unnamed: strings.ToLower(m.Entity) == m.Entity})
		} else if called && m.Kind == graph.KindPlace && owned {
			out = append(out, arg{mention: m, penalty: 0.1, at: p.at})
		} else if owner, ok := s.ownerOf(one); ok {
			out = append(out, arg{mention: s.actors[s.units[owner].mention], penalty: 0.2, at: p.at})
		}
	}
	return out
}

// actingNouns act for who stands behind "of": "members of Hamas".
var actingNouns = words(`member leader head force fighter troop official soldier president government representative minister commander militant
	militia army supporter delegation chief ambassador envoy founder regime ally wing faction branch unit warplane jet ship fleet remnant spokesman spokeswoman
	ministry office embassy aircraft plane bomber airstrike strike raid fire artillery airpower rocket missile   source vessel tank citizen resident parliament court police intelligence military navy administration leadership
	adviser advisor aide campaign lawyer attorney negotiator report statement letter   department agency team diplomat delegate spokesperson bureau
	shelling bombing bombardment attack gunfire offensive raid   directorate campaigner plane warship submarine peacekeeper crew presidency`)

// speaksFor act for who stands behind "for": "a spokesman for the Taliban".
var speaksFor = words("spokesman spokeswoman spokesperson lawyer attorney representative negotiator envoy adviser advisor commander")

// localPowers act for the country that they are in: "a court in Argentina".
var localPowers = words("court police authority prosecutor judge government parliament tribunal official")

// countNouns only count: "dozens of Hamas fighters", "one of the rebels".
var countNouns = words("dozen hundred thousand million one two three four five six seven eight nine ten some many most all number group both either score handful couple string majority rest remainder")
