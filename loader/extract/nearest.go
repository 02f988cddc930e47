package extract

import (
	"slices"

	"entente/graph"
)

// nearest.go is the last resort for a verb of the lexicon that no frame has
// read: who stands nearest in its subject does it to the actor who stands
// nearest in its complement. Such claims are the least sure.

// nearestCost is what a claim loses that rests on nearness.
const nearestCost = 0.2

// vagueCost is what it loses when no noun of the frame bears it out: too much
// to be kept but in Recall.
const vagueCost = 0.42

// readNearest matches verbs without any claim.
func (s *sentence) readNearest() {
	for _, v := range s.verbs {
		if v.onRequest() || v.lemma == "be" || v.lemma == "have" || v.passive && agentOf(v) == nil || s.used(v) {
			continue
		}
		from, ok := s.nearestIn(s.subjectOf(v), v)
		if !ok {
			continue
		}
		to, path, ok := s.nearestBelow(v)
		if !ok || s.tied(from.mention, to.mention) {
			continue
		}
		r := s.nearestRow(v, path)
		if r == nil || s.standsApart(path, onPlaces[r.relation]) {
			continue
		}
		cost := nearestCost
		if len(r.frame.nouns) == 0 {
			cost = vagueCost
		}
		s.trace.basis(r)
		s.add(claim{
			source: from, target: to, at: v.at, verb: v, a: v.head, b: max(v.b, v.head+1), relation: r.relation, reciprocal: r.reciprocal,
			cameo: r.cameo, rule: r.trigger + ": nearest", confidence: r.confidence - cost - stepCost*float64(len(path)-1),
		})
	}
}

// standsApart reports whether a place, not a part, leads to the last phrase; "in"
// may lead to a part where inside says so.
func (s *sentence) standsApart(path []*phrase, inside bool) bool {
	switch s.preposition(s.top(path[len(path)-1])) {
	case "at", "near", "from", "off":
		return true
	case "in":
		return !inside
	}
	return false
}

// used reports whether a claim rests on a verb.
func (s *sentence) used(v *verb) bool {
	return v.governed != nil && s.used(v.governed) || slices.ContainsFunc(s.claims, func(c claim) bool { return c.verb == v || c.a <= v.head && v.head < c.b })
}

// subjectOf is the unit that heads who does what a verb says, or -1.
func (s *sentence) subjectOf(v *verb) int {
	g := rolesOf(v).agent
	if g == nil {
		return -1
	}
	return g.phrases[0].head
}

// nearestIn is the actor at unit i or nearest below it.
func (s *sentence) nearestIn(i int, v *verb) (arg, bool) {
	if i < 0 {
		return arg{}, false
	}
	if got := s.args(rolesOf(v).agent); len(got) > 0 {
		return got[0], !got[0].unnamed
	}
	for _, k := range s.breadth(i) {
		if s.units[k].mention >= 0 && !pronouns[s.units[k].lower] && s.preposition(k) != "in" && s.preposition(k) != "at" {
			return arg{mention: s.actors[s.units[k].mention], at: s.chunkOf(k), penalty: 0.05}, true
		}
	}
	return arg{}, false
}

// nearestBelow is the actor nearest to a verb in its complement, and the nouns
// on the way to it.
func (s *sentence) nearestBelow(v *verb) (arg, []*phrase, bool) {
	n := s.node(v)
	for _, top := range s.below(v) {
		if top < v.head || !is(s.units[top].rel, "obj", "obl", "xcomp", "iobj") && !s.aidsPurpose(v, top) || s.units[top].rel == "obl:agent" || setting[s.preposition(top)] {
			continue
		}
		for _, k := range append([]int{top}, s.breadth(top)...) {
			if s.units[k].mention < 0 || pronouns[s.units[k].lower] {
				continue
			}
			return arg{mention: s.actors[s.units[k].mention], at: s.chunkOf(k)}, s.nounsBetween(k, n), true
		}
	}
	return arg{}, nil, false
}

// aidsPurpose reports whether unit top says what a verb of the lexicon's AIDS gives
// for: "gave 300 million to promote investment in Ethiopia".
func (s *sentence) aidsPurpose(v *verb, top int) bool {
	w := s.verbAt[top]
	if w == nil || !w.infinitive || !is(s.units[top].rel, "advcl", "acl") {
		return false
	}
	for _, r := range s.x.lexicon.rows[kindVerb.key(v.lemma)] {
		if r.relation == graph.Aids {
			return true
		}
	}
	return false
}

// setting are prepositions that only say when or how.
var setting = words("according during after before since despite without amid until like as than by because over about following")

// breadth lists the units below unit i, nearest first, leaving out clauses with
// subjects of their own.
func (s *sentence) breadth(i int) []int {
	clause := func(k int) bool { return is(s.units[k].rel, "advcl", "ccomp", "parataxis") || s.tells(k) }
	out := slices.Clone(s.kids[i])
	for n := 0; n < len(out) && n < maxDepth; n++ {
		if !clause(out[n]) {
			out = append(out, s.kids[out[n]]...)
		}
	}
	return slices.DeleteFunc(out, clause)
}

// nounsBetween lists the phrases on the way from unit k up to unit n.
func (s *sentence) nounsBetween(k, n int) []*phrase {
	var out []*phrase
	for steps := 0; k >= 0 && k != n && steps < maxDepth; steps++ {
		if p := s.phraseOf(k); p != nil && !slices.Contains(out, p) {
			out = append(out, p)
		}
		k = s.units[k].up
	}
	slices.Reverse(out)
	return out
}

// nearestRow is the row of a verb that the nouns on the way suit best.
func (s *sentence) nearestRow(v *verb, path []*phrase) *row {
	var best *row
	score := -1
	k := kindVerb
	if v.predicate {
		k = kindAdjective
	}
	to := reached{path: path, owner: true}
	between := slices.ContainsFunc(path, func(p *phrase) bool { return s.preposition(s.top(p)) == "between" })
	if len(path) == 0 || between || s.deedOnWay(to) {
		return nil
	}
	for _, r := range s.x.lexicon.rows[k.key(v.lemma)] {
		if r.frame.subject != slotSource || !r.frame.hasTarget() {
			continue
		}
		n := 0
		if len(r.frame.nouns) > 0 {
			if !s.namesOne(v, r, to) {
				continue
			}
			n = 3
		}
		if n > score {
			best, score = r, n
		}
	}
	return best
}
