package extract

import (
	"strings"

	"entente/graph"
)

// args lists the actors of a group.
func (s *sentence) args(g *group) []arg {
	if g == nil {
		return nil
	}
	var out []arg
	for n, p := range g.phrases {
		for k, a := range s.argsOf(p, false) {
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
	if owner, ok := s.ownerOf(p); ok && (owned || actingNouns[p.lemma]) {
		penalty := 0.12
		if !s.x.lexicon.ownables[p.lemma] && !actingNouns[p.lemma] {
			penalty = 0.2
		}
		return []arg{{mention: s.actors[s.units[owner].mention], penalty: penalty, at: p.at}}
	}
	if holder := s.holding(p); holder >= 0 && owned {
		return []arg{{mention: s.actors[s.units[holder].mention], penalty: 0.12, at: p.at}}
	}
	return s.behind(p, owned)
}

// holding is the unit of the actor that holds a place: "the rebel-held
// enclave"; or -1.
func (s *sentence) holding(p *phrase) int {
	for i := p.a; i+2 < p.b; i++ {
		if s.units[i].tag == tagActor && s.units[i+1].tag == tagHyphen && heldWords[s.units[i+2].lower] {
			return i
		}
	}
	return -1
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
	if v == nil || v.subject == nil || v.passive || len(v.subject.phrases) != 1 || v.subject.phrases[0].actor < 0 {
		return nil
	}
	if _, speaks := s.x.lexicon.speeches[v.lemma]; !speaks {
		return nil
	}
	m := s.actors[v.subject.phrases[0].actor]
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
	if next.piece != piecePrep || inner == nil || s.ownSubject(inner) {
		return nil
	}
	acts := actingNouns[p.lemma] || countNouns[p.lemma]
	fits := false
	switch next.lower {
	case "of":
		fits = acts || owned && s.x.lexicon.ownables[p.lemma]
	case "from", "by":
		fits = acts || owned
	case "in":
		fits = countNouns[p.lemma] || localPowers[p.lemma] && inner.actor >= 0 && s.actors[inner.actor].Kind == graph.KindCountry
	}
	if !fits {
		return nil
	}
	var out []arg
	for _, one := range inner.group.phrases {
		if one.actor >= 0 {
			out = append(out, arg{mention: s.actors[one.actor], penalty: 0.1, at: p.at})
		} else if owner, ok := s.ownerOf(one); ok {
			out = append(out, arg{mention: s.actors[s.units[owner].mention], penalty: 0.2, at: p.at})
		}
	}
	return out
}

// actingNouns act for who stands behind "of": "members of Hamas".
var actingNouns = words(`member leader head force fighter troop official soldier president government representative minister commander militant
	militia army supporter delegation chief ambassador envoy founder regime ally wing faction branch unit warplane jet ship fleet remnant spokesman spokeswoman
	ministry office embassy aircraft plane bomber airstrike strike raid fire artillery airpower rocket missile employee company source vessel tank citizen resident parliament court police intelligence military navy administration leadership`)

// localPowers act for the country that they are in: "a court in Argentina".
var localPowers = words("court police authority prosecutor judge government parliament tribunal official")

// countNouns only count: "dozens of Hamas fighters", "one of the rebels".
var countNouns = words("dozen hundred thousand million one two three four five six seven eight nine ten some many most all number group both either score")
