package extract

import (
	"slices"

	"entente/graph"
)

// loose.go reads what no frame holds whole: a verb of the lexicon, somebody
// who does it, and an actor that stands deeper in its complement than a frame
// looks: "suspended a program of aid to Egypt", "arrested a hundred men,
// among them the boss of". Less sure than a frame, and never where a frame has
// read the pair.

// looseCost is what a claim loses that no whole frame holds.
const looseCost = 0.17

// stepCost is what each noun between the verb and the actor costs.
const stepCost = 0.03

// reached is an actor in the complement of a verb and the way to it.
type reached struct {
	arg         arg
	path        []*phrase // from the verb to the phrase that holds the actor
	preposition string    // before the last phrase
	owner       bool      // owns the last phrase's noun, rather than being it
}

// readLoose matches verbs and actors that no frame holds whole.
func (s *sentence) readLoose() {
	for _, v := range s.verbs {
		if v.onRequest() || makers[v.lemma] {
			continue
		}
		sources := s.args(rolesOf(v).agent)
		if len(sources) == 0 {
			continue
		}
		if s.held(v) && !s.only {
			continue
		}
		for _, to := range s.reach(v) {
			for _, from := range sources {
				if !s.tied(from.mention, to.arg.mention) {
					s.loosen(v, from, to)
				}
			}
		}
	}
}

// makers are verbs whose object need not be there before.
var makers = words("be have form create establish")

// held reports whether a frame holds the verb already, with a target that has a
// name.
func (s *sentence) held(v *verb) bool {
	return slices.ContainsFunc(s.claims, func(c claim) bool { return c.verb == v && !c.target.unnamed })
}

// readGiven looks harder for what joins actors that were given and that no frame
// joins: the word of the lexicon nearest to where their ways through the tree
// meet.
func (s *sentence) readGiven() {
	for _, a := range s.units {
		for _, b := range s.units {
			if a.mention < 0 || b.mention < 0 || a.mention == b.mention || pronouns[a.lower] || pronouns[b.lower] {
				continue
			}
			from, to := s.actors[a.mention], s.actors[b.mention]
			if from.Start < to.Start && !s.tied(from, to) {
				s.join(arg{mention: from}, arg{mention: to})
			}
		}
	}
}

// join adds the claim of the word that joins two actors, the first of which acts
// unless that word is a passive verb.
func (s *sentence) join(from, to arg) {
	a, b := s.climb(s.unitAt(from.mention)), s.climb(s.unitAt(to.mention))
	for i, n := range a {
		j := slices.Index(b, n)
		if j < 0 {
			continue
		}
		way := slices.Concat([]int{n}, reversed(b[:j]), a[:i])
		for _, w := range way {
			if s.joinBy(w, from, to) {
				return
			}
		}
		return
	}
}

func (s *sentence) unitAt(m graph.Mention) int {
	return slices.IndexFunc(s.units, func(u unit) bool { return u.mention >= 0 && s.actors[u.mention] == m })
}

func reversed(list []int) []int {
	out := slices.Clone(list)
	slices.Reverse(out)
	return out
}

// joinBy adds the claim of unit w, where the lexicon knows it.
func (s *sentence) joinBy(w int, from, to arg) bool {
	v := s.verbAt[w]
	k, lemma := kindNoun, s.units[w].lemma
	if v != nil {
		k, lemma = kindVerb, v.lemma
		if v.predicate {
			k = kindAdjective
		}
		if v.passive && agentOf(v) != nil {
			from, to = to, from
		}
	}
	rows := s.x.lexicon.rows[k.key(lemma)]
	if len(rows) == 0 {
		return false
	}
	r := rows[len(rows)-1] // asks least
	c := claim{
		source: from, target: to, at: s.chunkOf(w), verb: v, a: w, b: w + 1, rule: r.trigger + ": given",
		relation: r.relation, reciprocal: r.reciprocal, cameo: r.cameo, confidence: max(r.confidence-2*looseCost, 0.51),
	}
	if v == nil {
		c.verb = s.verbAbove(w)
	}
	s.trace.basis(r)
	s.add(c)
	return true
}

// tied reports whether a claim holds two actors already.
func (s *sentence) tied(a, b graph.Mention) bool {
	return slices.ContainsFunc(s.claims, func(c claim) bool {
		x, y := c.source.mention.EntityID, c.target.mention.EntityID
		return x == a.EntityID && y == b.EntityID || x == b.EntityID && y == a.EntityID
	})
}

// reach lists the actors in the complement of a verb.
func (s *sentence) reach(v *verb) []reached {
	var out []reached
	for _, c := range s.chunks {
		p := c.phrase
		if p == nil || !s.holdsActor(p) || s.chunkAt(p.at-1).lower == "not" || s.chunkAt(p.at-2).lower == "not" {
			continue
		}
		path, ok := s.wayTo(v, p)
		if !ok {
			continue
		}
		one := reached{path: path, preposition: s.preposition(s.top(p))}
		for _, a := range s.argsOf(p, true) {
			one.arg, one.owner = a, p.actor < 0 && a.mention.End != s.units[p.head].end
			out = append(out, one)
		}
	}
	return out
}

func (s *sentence) holdsActor(p *phrase) bool {
	_, unnamed := s.unnamed[s.units[p.head].end]
	return unnamed || p.actor >= 0 || len(p.owners) > 0
}

// farthest is how many nouns may stand between a verb and an actor.
const farthest = 4

// wayTo lists the phrases from a verb to one in its complement, that one last.
func (s *sentence) wayTo(v *verb, p *phrase) ([]*phrase, bool) {
	n := s.node(v)
	var path []*phrase
	for steps := 0; len(path) < farthest && steps < 2*farthest; steps++ {
		top := s.top(p)
		rel, up := s.units[top].rel, s.units[top].up
		if !is(rel, "conj", "appos") || len(path) == 0 {
			path = append(path, p)
		}
		switch {
		case up < 0:
			return nil, false
		case up == n || up >= v.a && up < v.b:
			ok := is(rel, "obj", "iobj", "obl", "nmod") && rel != "obl:agent" && rel != "obl:unmarked" || v.passive && is(rel, "nsubj")
			slices.Reverse(path)
			return path, ok && !(v.passive && s.preposition(top) == "by")
		case rel == "obl:agent" && s.verbAt[up] != nil && is(s.units[s.node(s.verbAt[up])].rel, "acl"):
			up = s.units[s.node(s.verbAt[up])].up // "an appeal filed by"
		case is(rel, "obl") && s.verbAt[up] != nil && s.verbAt[up].reduced && is(s.units[up].rel, "acl"):
			up = s.units[up].up // "sanctions imposed on"
		case !is(rel, "nmod", "conj", "appos", "obl"):
			return nil, false
		}
		if p = s.phraseOf(up); p == nil {
			return nil, false
		}
	}
	return nil, false
}

// loosen adds the claim of a verb, its actor and an actor in its complement,
// by the noun nearest to the latter that the lexicon knows, else by the verb.
func (s *sentence) loosen(v *verb, from arg, to reached) {
	c := claim{source: from, target: to.arg, at: v.at, verb: v, a: v.head, b: max(v.b, v.head+1)}
	r := s.nounOnWay(v, to, &c)
	if r == nil && (s.only || to.preposition == "by" || !s.deedOnWay(to)) { // "condemned a protest by farmers"
		r = s.looseRow(v, to)
	}
	s.trace.reach(s, v, to, r)
	if r == nil || !s.placeFits(r, to) || to.arg.mention.Kind == graph.KindPlace && !onPlaces[r.relation] {
		return
	}
	c.relation, c.reciprocal, c.cameo, c.rule = r.relation, r.reciprocal, r.cameo, r.trigger+": loose"
	c.confidence = r.confidence - looseCost - stepCost*float64(len(to.path)-1)
	s.trace.basis(r)
	s.add(c)
}

// deedOnWay reports whether a noun between the verb and the actor names a deed
// against it, that somebody else may have done: "criticized the sanctions against Russia".
func (s *sentence) deedOnWay(to reached) bool {
	for i, p := range to.path {
		if i == len(to.path)-1 && !to.owner {
			break
		}
		for _, r := range s.x.lexicon.rows[kindNoun.key(s.trigger(p))] {
			if info, _ := r.relation.Info(); info.Polarity < 0 {
				return true
			}
		}
	}
	return false
}

// nounOnWay is the row of a noun between the verb and the actor, where the
// verb leaves the meaning to it.
func (s *sentence) nounOnWay(v *verb, to reached, c *claim) *row {
	l := s.x.lexicon
	over := l.controls[v.lemma]
	if !l.lights[v.lemma] && !over.complements["noun"] {
		return nil
	}
	for i := len(to.path) - 1; i >= 0; i-- {
		p := to.path[i]
		if to.preposition == "by" || to.preposition == "from" {
			return nil // who does it
		}
		if i == len(to.path)-1 && !to.owner {
			continue
		}
		for _, r := range l.rows[kindNoun.key(s.trigger(p))] {
			if !r.frame.hasTarget() || r.frame.subject != slotSource {
				continue
			}
			if s.verbalOver(to.path[:i]) {
				return nil // "an appeal for the withdrawal of"
			}
			c.a, c.b = s.triggerStart(p), p.head+1
			if over.complements["noun"] {
				c.effects, c.cues = over.effects, []cueAt{{v.head, over.effects.cue()}}
			}
			for _, q := range to.path[:i] {
				if o, ok := l.controls[q.lemma]; ok && (o.complements["noun"] || o.complements["on"]) {
					c.effects = c.effects.xor(o.effects)
					c.cues = append(c.cues, cueAt{q.head, o.effects.cue()})
				}
			}
			return r
		}
	}
	return nil
}

// verbalOver reports whether one of the nouns names a deed of words.
func (s *sentence) verbalOver(path []*phrase) bool {
	for _, p := range path {
		for _, r := range s.x.lexicon.rows[kindNoun.key(s.trigger(p))] {
			switch r.relation {
			case graph.Requests, graph.Threatens, graph.Opposes, graph.Accuses:
				return true
			}
		}
	}
	return false
}

// looseRow is the row of a verb that fits best when the places of its frame
// are not looked at.
func (s *sentence) looseRow(v *verb, to reached) *row {
	k := kindVerb
	if v.predicate {
		k = kindAdjective
	}
	var best *row
	score := -1
	for _, r := range s.x.lexicon.rows[k.key(v.lemma)] {
		if r.frame.subject != slotSource || !r.frame.hasTarget() {
			continue
		}
		if n := s.looseFit(v, r, to); n > score {
			best, score = r, n
		}
	}
	return best
}

// looseFit tells how well a row fits, below zero when not at all.
func (s *sentence) looseFit(v *verb, r *row, to reached) int {
	n := 0
	asks := r.frame.object == slotNouns || r.frame.second == slotNouns
	for _, p := range r.frame.places {
		asks = asks || p.slot == slotNouns
		if p.slot == slotTarget && p.prepositions[to.preposition] {
			n += 2
		}
	}
	if asks {
		if !s.namesOne(v, r, to) {
			return -1
		}
		n += 3
	}
	p := s.preposition(s.top(to.path[0]))
	switch {
	case r.frame.object == slotTarget && p == "":
		n += 2
	case !s.only && (r.frame.object == slotTarget && !asks || r.frame.object == slotNone && p == "" && !asks):
		return -1
	case p != "" && !s.only && !leadsTo(r, p) && !(asks && aiming[p]):
		return -1
	}
	return n
}

// aiming are prepositions behind which a target stands whatever the verb.
var aiming = words("to against for on with at toward towards into")

// leadsTo reports whether a frame has its target behind a preposition.
func leadsTo(r *row, preposition string) bool {
	return slices.ContainsFunc(r.frame.places, func(p place) bool { return p.slot == slotTarget && p.prepositions[preposition] })
}

// namesOne reports whether a noun that a row asks for stands among the parts
// of a verb or on the way to the actor.
func (s *sentence) namesOne(v *verb, r *row, to reached) bool {
	phrases := slices.Clone(to.path)
	for _, g := range v.objects {
		phrases = append(phrases, g.phrases...)
	}
	for _, p := range v.places {
		phrases = append(phrases, p.group.phrases...)
	}
	return slices.ContainsFunc(phrases, func(p *phrase) bool { return r.frame.nouns[p.lemma] })
}

// borders lie between whom they are called by: "the crossing with Jordan".
var borders = words("border crossing frontier boundary coast line")

// hostile are people who stand against whom they are called by: "critics of".
var hostile = words("critic enemy opponent foe rival adversary victim target survivor defector fugitive exile challenger dissident")

// nesting are prepositions by which an actor may stand behind a noun of the
// complement.
var nesting = words("of to against for with on between toward towards by among including")

// placeFits keeps out where something happens and where somebody comes from:
// "arrested a man in Turkey", "took in tourists from Russia".
func (s *sentence) placeFits(r *row, to reached) bool {
	for i, p := range to.path[:len(to.path)-1] {
		if hostile[p.lemma] || borders[p.lemma] && s.preposition(s.top(to.path[i+1])) == "with" {
			return false
		}
	}
	for _, p := range to.path[1:] {
		if w := s.preposition(s.top(p)); w != "" && !nesting[w] {
			return s.only || w == "in" && to.arg.mention.Kind != graph.KindPerson && (onPlaces[r.relation] || r.relation == graph.AgreesWith)
		}
	}
	switch s.preposition(s.top(to.path[0])) {
	case "in", "at", "near", "during", "after", "before", "since", "by", "as", "like", "than", "despite", "without", "until":
		return s.only
	}
	return !to.arg.unnamed || s.only
}
