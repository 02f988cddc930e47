package extract

import (
	"slices"

	"entente/graph"
)

// match.go holds the frames of the lexicon against the clauses.

// readVerbs matches the rows of each verb.
func (s *sentence) readVerbs() {
	for _, v := range s.verbs {
		if v.onRequest() {
			continue
		}
		k := kindVerb
		if v.predicate {
			k = kindAdjective
		}
		if !s.matchRows(v, s.x.lexicon.rows[k.key(v.lemma)]) && v.passive && agentOf(v) == nil {
			s.matchState(v)
		}
	}
}

// onRequest reports whether a verb stands in what somebody is asked to do.
func (v *verb) onRequest() bool {
	for depth := 0; v != nil && depth < 6; v, depth = v.parent, depth+1 {
		if v.asked {
			return true
		}
	}
	return false
}

func (s *sentence) matchRows(v *verb, rows []*row) bool {
	for _, r := range rows {
		if s.matchVerb(v, r) {
			return true
		}
		s.trace.missVerb(s, v, r)
	}
	return false
}

// matchState reads a participle as an adjective: "is allied with".
func (s *sentence) matchState(v *verb) {
	rows := s.x.lexicon.rows[kindAdjective.key(s.units[v.head].lower)]
	if len(rows) == 0 {
		return
	}
	state := *v
	state.passive, state.predicate = false, true
	n := len(s.claims)
	s.matchRows(&state, rows)
	for i := n; i < len(s.claims); i++ {
		s.claims[i].verb = v
	}
}

// roles are the parts of a clause in the order of the active voice.
type roles struct {
	agent, patient *group
	places         []placed
}

func rolesOf(v *verb) roles {
	r := roles{agent: v.subject, places: v.places}
	if len(v.objects) > 0 {
		r.patient = v.objects[0]
	}
	if v.passive {
		r.agent, r.patient = agentOf(v), v.subject
	}
	return r
}

// filled are the actors that a frame found.
type filled struct {
	sources, targets []arg
	events           []*phrase
	both             []arg
	end              int // units that belong to the trigger end here, or 0
}

// matchVerb tries one row on one verb and adds its claims.
func (s *sentence) matchVerb(v *verb, r *row) bool {
	rs := rolesOf(v)
	f := filled{}
	cost := 0.0
	if v.passive && rs.agent == nil && (r.relation == graph.Coerces || r.relation == graph.Sanctions && expelling[v.lemma]) {
		if rs.agent = s.authority(v); rs.agent != nil {
			cost = 0.12
		}
	}
	if r.frame.subject == slotBoth && len(r.frame.places) == 0 && withSomebody(rs) {
		return false
	}
	if !s.fill(&f, r, r.frame.subject, rs.agent) || !s.fillObject(&f, r, rs, v) || !s.fillPlaces(&f, r, rs) {
		return false
	}
	if r.relation == graph.Aids && rs.patient != nil && ungiven[rs.patient.phrases[0].lemma] {
		return false
	}
	if r.frame.object != slotNone && r.frame.object != slotNouns && rs.patient == nil || !s.secondFits(r, v) {
		return false
	}
	if moving[v.lemma] {
		f.targets = slices.DeleteFunc(f.targets, func(a arg) bool { return a.unnamed && weapons[singular(lastWord(a.mention.Entity))] })
		if len(f.targets) == 0 && r.frame.hasTarget() {
			return false
		}
	}
	if cost > 0 {
		f.targets = slices.DeleteFunc(f.targets, func(a arg) bool { return a.mention.Kind == graph.KindGroup || a.unnamed })
	}
	c := claim{
		relation: r.relation, reciprocal: r.reciprocal, cameo: r.cameo, rule: r.name,
		a: v.head, b: max(v.b, v.head+1), at: v.at, verb: v, confidence: r.confidence - cost,
	}
	if f.end > c.b && f.end-c.b <= 3 {
		c.b = f.end
	}
	return s.addFilled(c, f)
}

// moving verbs do something with forces, not to them.
var moving = words("send deploy dispatch withdraw mass move position station pull redeploy rotate provide contribute supply offer commit bring")

// ungiven are objects that do nobody good.
var ungiven = words("blow setback defeat message warning speech verdict threat shock punishment ultimatum letter sentence lesson order rebuke insult criticism scare headache problem video tape statement leaflet")

// expelling verbs make somebody leave the country that they are followed by.
var expelling = words("expel deport evict banish")

// authority is the country in which somebody is arrested or jailed, or from which
// expelled, by nobody named, and which then answers for it.
func (s *sentence) authority(v *verb) *group {
	for _, p := range v.places {
		one := p.group.phrases[0]
		if (p.preposition == "in" || p.preposition == "from" && expelling[v.lemma]) && len(p.group.phrases) == 1 && one.actor >= 0 && s.actors[one.actor].Kind == graph.KindCountry {
			return p.group
		}
	}
	return nil
}

// withSomebody reports whether a clause names a partner, so that its subjects
// do not do it to one another.
func withSomebody(rs roles) bool {
	for _, p := range rs.places {
		if p.preposition == "with" && !meansNouns[p.group.phrases[0].lemma] {
			return true
		}
	}
	return false
}

// addFilled adds a claim for each pair that a frame found.
func (s *sentence) addFilled(c claim, f filled) bool {
	n := len(s.claims)
	for i, a := range f.both {
		for _, b := range f.both[i+1:] {
			pair := c
			pair.source, pair.target, pair.reciprocal = a, b, true
			s.add(pair)
		}
	}
	for _, a := range f.sources {
		for _, b := range f.targets {
			pair := c
			pair.source, pair.target = a, b
			s.add(pair)
		}
		for _, p := range f.events {
			pair := c
			if pair.event = s.eventOf(p, c); pair.event == nil {
				continue
			}
			pair.source, pair.target = a, arg{mention: s.eventMention(p, pair.event), at: p.at}
			s.add(pair)
		}
	}
	return len(s.claims) > n
}

// fill puts the actors of a group into a slot. An empty slot accepts all.
func (s *sentence) fill(f *filled, r *row, want slot, g *group) bool {
	switch want {
	case slotNone:
		return true
	case slotAny:
		return g != nil
	case slotSource:
		f.sources = s.args(g)
		return len(f.sources) > 0
	case slotTarget:
		f.targets = s.targets(g, r)
		if len(f.targets) == 0 && r.frame.second != slotNone {
			f.targets = s.given(g, r)
		}
		return len(f.targets) > 0
	case slotBoth:
		f.both = s.args(g)
		return len(f.both) > 1
	case slotEvent:
		f.events = s.eventsOf(g, r.relation)
		return len(f.events) > 0
	case slotNouns:
		return g != nil && r.frame.nouns[g.phrases[0].lemma]
	}
	return false
}

// fillObject fills the slot of the direct object, which a frame without one
// must not have, unless prepositions follow.
func (s *sentence) fillObject(f *filled, r *row, rs roles, v *verb) bool {
	if r.frame.object == slotNone {
		if rs.patient == nil || len(r.frame.places) == 0 {
			return rs.patient == nil || r.frame.subject == slotBoth || r.frame.kind == kindAdjective
		}
		return v.passive || r.frame.kind == kindAdjective || s.shadow(rs.patient)
	}
	if r.frame.object == slotNouns {
		for _, g := range append([]*group{rs.patient}, v.objects...) {
			if g == nil {
				continue
			}
			for _, p := range g.phrases {
				if r.frame.nouns[p.lemma] {
					f.end = p.head + 1
					return true
				}
			}
		}
		return false
	}
	return s.fill(f, r, r.frame.object, rs.patient)
}

// material are the relations that act on bodies and things: what an actor
// owns stands for it only where it is a thing of its own.
var material = map[graph.Relation]bool{
	graph.Attacks: true, graph.Coerces: true, graph.Aids: true, graph.Deescalates: true, graph.Meets: true,
	graph.CooperatesWith: true, graph.AlliedWith: true, graph.BelongsTo: true, graph.MobilizesAgainst: true,
}

// owns reports whether a pronoun owns what serves its owner: "withdrew its
// troops", "recalled its ambassador".
func (s *sentence) owns(p *phrase) bool {
	m := s.unnamed[s.units[p.head].end]
	return possessivePronouns[s.units[p.a].lower] && m.Kind != graph.KindGroup
}

// onPlaces are the relations whose target may be a place.
var onPlaces = map[graph.Relation]bool{
	graph.Attacks: true, graph.Coerces: true, graph.Aids: true, graph.Deescalates: true, graph.MobilizesAgainst: true,
}

// targets lists the actors that something is done to.
func (s *sentence) targets(g *group, r *row) []arg {
	var out []arg
	if g == nil {
		return nil
	}
	for n, p := range g.phrases {
		for k, a := range s.argsOf(p, !material[r.relation] || s.x.lexicon.ownables[p.lemma] || s.isHeld(p)) {
			if a.unnamed && (r.frame.nouns[p.lemma] || s.owns(p)) {
				continue
			}
			if a.mention.Kind == graph.KindPlace && !onPlaces[r.relation] {
				continue
			}
			if r.relation == graph.Meets && p.actor < 0 && a.penalty >= 0.1 && !actingNouns[p.lemma] {
				continue
			}
			if n > 0 || k > 0 {
				a.penalty += 0.02
			}
			out = append(out, a)
		}
		if len(out) == 0 && r.relation == graph.Attacks && grounds[p.lemma] {
			out = s.standsIn(p)
		}
	}
	return out
}

func (s *sentence) isHeld(p *phrase) bool {
	_, ok := s.holding(p)
	return ok
}

// grounds are what a country is attacked by when they stand in it.
var grounds = words(`base headquarters target site village town city district area airfield airport airbase checkpoint port facility depot camp post station
	compound building hospital school market region province neighborhood neighbourhood suburb position`)

// standsIn is the country or place in which a phrase says that it stands: "a
// police headquarters in eastern Afghanistan".
func (s *sentence) standsIn(p *phrase) []arg {
	for _, k := range s.kids[p.head] {
		q := s.phraseOf(k)
		if q == nil || !is(s.units[k].rel, "nmod", "obl") || s.preposition(k) != "in" && s.preposition(k) != "of" {
			continue
		}
		if q.actor >= 0 && s.actors[q.actor].Kind == graph.KindCountry {
			return []arg{{mention: s.actors[q.actor], penalty: 0.18, at: p.at}}
		}
		if m, ok := s.unnamed[s.units[q.head].end]; ok && m.Kind == graph.KindPlace {
			return []arg{{mention: m, penalty: 0.1, at: p.at}}
		}
		if owner, ok := s.ownerOf(q); ok && s.actors[s.units[owner].mention].Kind == graph.KindCountry {
			return []arg{{mention: s.actors[s.units[owner].mention], penalty: 0.2, at: p.at}}
		}
	}
	return nil
}

// given reads "Hamas money" in "gave Hamas money" as two objects.
func (s *sentence) given(g *group, r *row) []arg {
	if g == nil || len(g.phrases[0].owners) == 0 {
		return nil
	}
	p := g.phrases[0]
	owner := p.owners[len(p.owners)-1]
	u := s.units[owner]
	if demonym(u) || s.units[owner+1].tag == tagPossessive || possessivePronouns[u.lower] || r.frame.second == slotNouns && !r.frame.nouns[p.lemma] {
		return nil
	}
	return []arg{{mention: s.actors[u.mention], at: p.at, penalty: 0.05}}
}

// secondFits checks the second object of a frame: "gave Hamas money".
func (s *sentence) secondFits(r *row, v *verb) bool {
	if r.frame.second == slotNone {
		return true
	}
	if len(v.objects) == 1 && !v.passive && s.given(v.objects[0], r) != nil {
		return true
	}
	last := len(v.objects) - 1
	if last < 0 || last == 0 && !v.passive {
		return false
	}
	return r.frame.second != slotNouns || r.frame.nouns[v.objects[last].phrases[0].lemma]
}

// shadow reports whether an object is an adverb in disguise: "met again this
// week", "met twice", or a pronoun.
func (s *sentence) shadow(g *group) bool {
	p := g.phrases[0]
	return dateUnits[p.lemma] || s.units[p.head].tag == tagPronoun && s.units[p.head].lower != "them"
}

// fillPlaces fills the slots behind prepositions.
func (s *sentence) fillPlaces(f *filled, r *row, rs roles) bool {
	taken := []*group{rs.patient}
	for _, want := range r.frame.places {
		n := slices.IndexFunc(rs.places, func(p placed) bool {
			return want.prepositions[p.preposition] && p.group != rs.agent && (p == rs.places[0] || !s.belongsToNoun(p, taken)) && s.fill(f, r, want.slot, p.group)
		})
		if n < 0 {
			return false
		}
		taken = append(taken, rs.places[n].group)
	}
	return true
}

// belongsToNoun reports whether a prepositional phrase hangs on the phrase
// before it rather than on the verb: "in response to the attack on the town",
// "about the border with Syria". A phrase that the frame has taken already
// leads on: "took part in a protest against".
func (s *sentence) belongsToNoun(p placed, taken []*group) bool {
	before := s.chunkAt(p.group.first - 2).phrase
	if before == nil || slices.ContainsFunc(taken, func(g *group) bool { return g != nil && has(g, before) }) {
		return false
	}
	if s.chunkAt(before.at-1).lower == "of" && p.preposition == "with" {
		return true
	}
	for _, r := range s.x.lexicon.rows[kindNoun.key(before.lemma)] {
		for _, place := range r.frame.places {
			if place.prepositions[p.preposition] {
				return before.actor < 0
			}
		}
	}
	return false
}

// readHyphens matches "Russia-backed rebels".
func (s *sentence) readHyphens() {
	for i := 0; i+2 < len(s.units); i++ {
		if s.units[i].tag != tagActor || s.units[i+1].tag != tagHyphen {
			continue
		}
		for _, r := range s.x.lexicon.rows[kindHyphen.key(s.units[i+2].lower)] {
			s.matchHyphen(i, r)
		}
	}
}

func (s *sentence) matchHyphen(i int, r *row) {
	for at, c := range s.chunks {
		if c.phrase == nil || c.a > i+2 || c.b <= i+2 || c.phrase.actor < 0 {
			continue
		}
		s.addFilled(claim{
			relation: r.relation, reciprocal: r.reciprocal, cameo: r.cameo, rule: r.name,
			a: i + 2, b: i + 3, at: at, confidence: r.confidence,
		}, filled{
			sources: []arg{{mention: s.actors[s.units[i].mention], at: at}},
			targets: []arg{{mention: s.actors[c.phrase.actor], at: at}},
		})
		return
	}
}

// eventMention is the words that name an event.
func (s *sentence) eventMention(p *phrase, e *graph.Entity) graph.Mention {
	a := p.a
	for a < p.head && (s.units[a].tag == tagDet) {
		a++
	}
	x := s.excerpt(a, p.head+1)
	return graph.Mention{Text: x.Text, Start: x.Start, End: x.End, Entity: e.Name, EntityID: e.ID, Kind: e.Kind}
}
