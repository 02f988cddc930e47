package extract

import (
	"slices"

	"entente/graph"
)

// readNouns matches the noun rows: "Russia's support for the regime", "carried
// out a strike on", "talks between A and B", "the EU envoy to Libya".
func (s *sentence) readNouns() {
	for _, c := range s.chunks {
		if c.phrase == nil {
			continue
		}
		for _, r := range s.x.lexicon.rows[kindNoun.key(s.trigger(c.phrase))] {
			if s.matchNoun(c.phrase, r) {
				break
			}
			s.trace.missNoun(s, c.phrase, r)
		}
		for _, r := range s.x.lexicon.rows[kindBearer.key(c.phrase.lemma)] {
			s.matchBearer(c.phrase, r)
		}
	}
}

// trigger is the noun that says what a phrase is about: of "bombing campaign"
// and "mediation effort" the first.
func (s *sentence) trigger(p *phrase) string {
	if vessels[p.lemma] && p.head > p.a && s.units[p.head-1].tag == tagNoun {
		if l := singular(s.units[p.head-1].lower); len(s.x.lexicon.rows[kindNoun.key(l)]) > 0 {
			return l
		}
	}
	return p.lemma
}

// vessels are nouns that leave the meaning to the noun before them.
var vessels = words("effort bid attempt campaign package drive mission operation investigation allegation charge")

// matchBearer tries a row on a noun that somebody is called by: "Iran, an ally
// of Syria", "Iran is Syria's ally".
func (s *sentence) matchBearer(p *phrase, r *row) {
	f := filled{}
	if owner, ok := s.ownerOf(p); ok {
		f.targets = []arg{{mention: s.actors[s.units[owner].mention], at: p.at}}
	} else if !s.fillPlaces(&f, r, roles{places: s.placesAfter(p)}) {
		return
	}
	c := claim{
		relation: r.relation, reciprocal: r.reciprocal, cameo: r.cameo, rule: r.name,
		a: s.triggerStart(p), b: p.head + 1, at: p.at, confidence: r.confidence,
		effects: effects{negated: p.negated, hedged: p.hedged},
	}
	if s.past(p.a, p.b) || p.lemma == "partner" && p.head > p.a && partners[s.units[p.head-1].lower] {
		return
	}
	v := s.chunkAt(s.skipLeft(p.at - 1)).verb
	left := s.chunkAt(s.skipLeft(p.at - 2)).phrase
	switch {
	case v != nil && copulas[v.lemma] && v.subject != nil:
		f.sources, c.verb = s.args(v.subject), v
	case s.chunkAt(p.at-1).piece == pieceComma && left != nil && !s.sameList(left, p.at):
		f.sources = s.args(single(left))
	}
	s.addFilled(c, f)
}

// partners are those of a firm who lead it: "its managing partner".
var partners = words("general managing senior limited founding")

var copulas = words("be remain become stay")

// carrier is the verb that a noun leans on: a light verb ("carried out a
// strike") or one that says what becomes of it ("ended support for").
type carrier struct {
	verb    *verb
	effects effects
	cues    []cueAt
}

// carrierOf finds the verb that has the phrase as its object, or as its
// subject in the passive.
func (s *sentence) carrierOf(p *phrase) *carrier {
	for _, v := range s.verbs {
		if !s.carries(v, p) {
			continue
		}
		c := s.x.lexicon.controls[v.lemma]
		for _, pl := range v.places {
			if over, ok := s.x.lexicon.controls[v.lemma+" "+pl.preposition]; ok && has(pl.group, p) {
				c = over
			}
		}
		out := &carrier{verb: v}
		if c.complements["noun"] && !(v.lemma == "agree" && v.passive) && !(c.effects == effects{future: true} && possessivePronouns[s.units[p.a].lower]) {
			out.effects, out.cues = c.effects, []cueAt{{v.head, c.effects.cue()}}
		}
		return out
	}
	return nil
}

func (s *sentence) carries(v *verb, p *phrase) bool {
	if s.x.lexicon.lights[v.lemma] || s.x.lexicon.controls[v.lemma].complements["noun"] {
		if v.passive {
			return v.subject != nil && has(v.subject, p)
		}
		for _, g := range v.objects {
			if has(g, p) {
				return true
			}
		}
	}
	if v.passive || len(v.objects) > 0 {
		return false
	}
	for _, pl := range v.places {
		if s.x.lexicon.lights[v.lemma+" "+pl.preposition] && has(pl.group, p) {
			return true
		}
	}
	return false
}

func has(g *group, p *phrase) bool {
	for _, o := range g.phrases {
		if o == p {
			return true
		}
	}
	return false
}

// matchNoun tries one row on one noun phrase and adds its claims.
func (s *sentence) matchNoun(p *phrase, r *row) bool {
	carrier := s.carrierOf(p)
	if carrier != nil && (carrier.verb.onRequest() || seeking[carrier.verb.lemma] && (r.relation == graph.Supports || r.relation == graph.Aids)) {
		return false
	}
	if r.relation == graph.Attacks && p.head > p.a && bloodless[s.units[p.head-1].lower] {
		return false
	}
	places := s.placesAfter(p)
	if carrier != nil && carrier.verb.passive {
		places = append(places, carrier.verb.places...)
	}
	c := claim{
		relation: r.relation, reciprocal: r.reciprocal, cameo: r.cameo, rule: r.name,
		a: s.triggerStart(p), b: p.head + 1, at: p.at, confidence: r.confidence,
		effects: effects{negated: p.negated, hedged: p.hedged},
	}
	if p.negated || p.hedged {
		c.cues = append(c.cues, cueAt{p.a, c.effects.cue()})
	}
	s.lean(&c, p, carrier)
	f := filled{}
	if r.frame.between {
		f.both = s.pairOf(p, places)
		return s.addFilled(c, f)
	}
	if f.sources = s.sourceOf(p, r, places, carrier); len(f.sources) == 0 && r.frame.subject == slotSource {
		return false
	}
	if !s.fillPlaces(&f, r, roles{places: places}) {
		return false
	}
	s.trim(&f, p)
	if favors[r.trigger] && carrier != nil && having[carrier.verb.lemma] && slices.ContainsFunc(places, func(pl placed) bool { return pl.preposition == "of" }) {
		f.sources, f.targets = f.targets, f.sources // "had the support of"
	}
	return s.addFilled(c, f)
}

// having verbs have the support of others, rather than give it.
var (
	having = words("have enjoy retain keep need lack")
	favors = words("support backing approval endorsement confidence trust sympathy respect")
)

// bloodless are fights without arms.
var bloodless = words("legal court takeover bidding price turf ratings custody proxy patent election political verbal media trade currency culture")

// seeking verbs say that their object is not there yet.
var seeking = words("seek request demand want need ask")

// triggerStart leaves out the owner and the articles before a trigger noun.
func (s *sentence) triggerStart(p *phrase) int {
	a := p.head
	for a-1 >= p.a && s.units[a-1].tag == tagNoun && !s.units[a-1].capital {
		a--
	}
	return a
}

// lean takes modes from the verb that carries the noun, else from the clause
// that has the noun in it.
func (s *sentence) lean(c *claim, p *phrase, carrier *carrier) {
	if carrier != nil {
		c.verb = carrier.verb
		c.effects = c.effects.or(carrier.effects)
		c.effects.negated = p.negated != carrier.effects.negated
		c.cues = append(c.cues, carrier.cues...)
		c.a = min(c.a, max(carrier.verb.head, p.a-4))
		if c.a > carrier.verb.head || carrier.verb.passive {
			c.a = s.triggerStart(p)
		}
		return
	}
	c.confidence -= 0.05
	if v := s.holder(p); v != nil && v.effects.future && p.actor < 0 && s.units[s.top(p)].up == s.node(v) {
		c.effects.future = true
		c.cues = append(c.cues, v.cues...)
	}
	for _, v := range s.verbs {
		if v.finite && v.lemma == "be" && v.effects.negated && v.at < p.at && s.chunkAt(v.at+1).phrase == p {
			c.effects.negated = true
		}
	}
}

// holder is the verb that has a phrase among its parts.
func (s *sentence) holder(p *phrase) *verb {
	for _, v := range s.verbs {
		if v.subject != nil && v.how == linkDirect && has(v.subject, p) {
			return v
		}
		for _, g := range v.objects {
			if has(g, p) {
				return v
			}
		}
		for _, pl := range v.places {
			if has(pl.group, p) {
				return v
			}
		}
	}
	return nil
}

// sourceOf is who does what a noun names.
func (s *sentence) sourceOf(p *phrase, r *row, places []placed, carrier *carrier) []arg {
	if r.frame.subject != slotSource {
		return nil
	}
	for n, pl := range places {
		if n > 1 {
			break // it belongs to another noun
		}
		if pl.preposition == "by" || pl.preposition == "from" && !s.claimed(r, "from") && s.hangsOn(pl.group, p) {
			if got := s.args(pl.group); len(got) > 0 {
				return got
			}
		}
	}
	if p.actor >= 0 {
		return []arg{{mention: s.actors[p.actor], at: p.at}}
	}
	if owner, ok := s.ownerOf(p); ok {
		return []arg{{mention: s.actors[s.units[owner].mention], at: p.at}}
	}
	if p.group != nil && p.group.phrases[0] != p && len(p.group.phrases[0].owners) > 0 && s.units[p.a].tag != tagDet {
		owner := s.units[p.group.phrases[0].owners[0]] // "Russia's support and training for"
		return []arg{{mention: s.actors[owner.mention], at: p.at, penalty: 0.05}}
	}
	if carrier != nil {
		return s.args(rolesOf(carrier.verb).agent)
	}
	return nil
}

// hangsOn reports whether a group hangs on phrase p and on no noun between.
func (s *sentence) hangsOn(g *group, p *phrase) bool {
	up := s.units[s.top(g.phrases[0])].up
	return up < 0 || s.phraseOf(up) == nil || s.phraseOf(up) == p
}

// claimed reports whether a row has a slot behind a preposition.
func (s *sentence) claimed(r *row, preposition string) bool {
	for _, p := range r.frame.places {
		if p.prepositions[preposition] {
			return true
		}
	}
	return false
}

// placesAfter lists the prepositional phrases right of a noun phrase.
func (s *sentence) placesAfter(p *phrase) []placed {
	var out []placed
	i := s.skipRight(p.at + 1)
	if p.group != nil && p.group.last > p.at && s.chunkAt(i).piece != piecePrep {
		i = s.skipRight(p.group.last + 1)
	}
	for i+1 < len(s.chunks) && s.chunks[i].piece == piecePrep {
		next := s.chunks[i+1].phrase
		if next == nil || s.ownSubject(next) {
			break
		}
		out = append(out, placed{s.chunks[i].lower, next.group})
		i = s.skipRight(max(i+1, next.group.last) + 1)
	}
	return out
}

// ownSubject reports whether a phrase is the subject of a clause of its own.
func (s *sentence) ownSubject(p *phrase) bool {
	for _, v := range s.verbs {
		if v.how == linkDirect && v.subject == p.group && v.at > p.at && v.finite {
			return true
		}
	}
	return false
}

// pairOf is who stands on both sides of "between A and B", "US-Russia
// relations".
func (s *sentence) pairOf(p *phrase, places []placed) []arg {
	for _, pl := range places {
		if pl.preposition == "between" || pl.preposition == "among" {
			return s.args(pl.group)
		}
	}
	for i := p.a; i+2 < p.b; i++ {
		if s.units[i].tag == tagActor && s.units[i+1].tag == tagHyphen && s.units[i+2].tag == tagActor {
			return []arg{
				{mention: s.actors[s.units[i].mention], at: p.at},
				{mention: s.actors[s.units[i+2].mention], at: p.at},
			}
		}
	}
	return nil
}
