package extract

import "strings"

// above.go reads what stands over a clause from outside its verbs: the noun or
// adjective that it completes ("no evidence that", "it is not true that", "far
// from"), and the word that opens it ("without", "rather than", "in case").

var (
	doubted       = words("evidence proof indication sign suggestion possibility chance risk suspicion speculation rumor rumour report claim allegation belief fear concern impression theory assumption")
	charging      = words("charge allegation accusation suspicion claim")
	fictions      = words("myth lie fiction hoax fallacy misconception falsehood fabrication")
	untrue        = words("false untrue wrong incorrect unfounded baseless groundless mistaken fake bogus fabricated")
	truths        = words("true correct accurate")
	eventualities = words("event case condition")
	unsure        = words("pessimistic optimistic hopeful skeptical sceptical confident unsure possible likely conceivable plausible unclear doubtful probable uncertain unlikely")
	refuting      = words("deny dismiss reject refute debunk rebut")
)

// over is what stands over the clause of a verb.
func (s *sentence) over(v *verb) (effects, []cueAt) {
	n := s.node(v)
	h := s.units[n].up
	if h < 0 || !is(s.units[n].rel, "acl", "ccomp", "csubj", "advcl", "xcomp") {
		return effects{}, nil
	}
	set := func(e effects, unit int) (effects, []cueAt) { return e, []cueAt{{unit, e.cue()}} }
	head := s.units[h]
	switch lemma := head.lemma; {
	case s.opensThat(n) && fictions[lemma]:
		return set(effects{negated: true}, h)
	case s.opensThat(n) && doubted[lemma] && head.tag == tagNoun && s.preposition(h) != "in":
		if at := s.denied(h); at >= 0 {
			return set(effects{negated: true}, at)
		}
		return set(effects{hedged: true}, h)
	case charging[lemma] && is(s.units[n].rel, "acl") && v.finite && v.how == linkDirect:
		return set(effects{hedged: true}, h) // "on charges he attacked"
	case truths[head.lower] && s.childOf(h, "not", "never", "n't") >= 0:
		return set(effects{negated: true}, s.childOf(h, "not", "never", "n't"))
	case eventualities[lemma] && s.opensThat(n) && (s.preposition(h) == "in" || s.preposition(h) == "on"):
		return set(effects{conditional: true}, h)
	case untrue[head.lower] && s.opensThat(n):
		return set(effects{negated: true}, h)
	case unsure[head.lower] && s.opensThat(n):
		return set(effects{hedged: true}, h)
	case head.lower == "far" && s.childOf(n, "from") >= 0:
		return set(effects{negated: true}, h)
	}
	if _, speaks := s.x.lexicon.speeches[head.lemma]; speaks && head.up >= 0 && untrue[s.units[head.up].lower] {
		return set(effects{negated: true}, head.up) // "was wrong to say that"
	}
	return effects{}, nil
}

// opensThat reports whether a clause is opened by "that".
func (s *sentence) opensThat(n int) bool { return s.childOf(n, "that", "whether", "if") >= 0 }

// childOf is the unit with one of these words that hangs on unit n, or -1.
func (s *sentence) childOf(n int, lower ...string) int {
	for _, k := range s.kids[n] {
		for _, w := range lower {
			if s.units[k].lower == w {
				return k
			}
		}
	}
	return -1
}

// denied is the unit that says of noun n that it is not so: "the report was
// false", "denied reports that"; or -1.
func (s *sentence) denied(n int) int {
	for i, u := range s.units {
		if untrue[u.lower] && (u.up == n || s.units[n].up == i || u.up >= 0 && u.up == s.units[n].up) {
			return i
		}
	}
	if up := s.units[n].up; up >= 0 && refuting[s.units[up].lemma] && is(s.units[n].rel, "obj", "nsubj") {
		return up
	}
	return -1
}

// opening is what the word says that opens a clause, its unit or -1.
func (s *sentence) opening(v *verb) (effects, int) {
	n := s.node(v)
	for _, k := range s.kids[n] {
		if k > n {
			break
		}
		u := s.units[k]
		switch {
		case is(u.rel, "mark", "cc", "case", "advmod") && (u.lower == "without" || u.lower == "rather" || u.lower == "instead") && !v.finite:
			return effects{negated: true}, k
		case is(u.rel, "mark", "case") && u.lower == "in" && s.childOf(k, "case", "event") >= 0:
			return effects{conditional: true}, k
		case s.supposes(k):
			return effects{conditional: true}, k
		case is(u.rel, "mark") && u.lower == "that" && k > 0 && suppositions[s.units[k-1].lower]:
			return effects{conditional: true}, k - 1
		case strings.HasPrefix(u.rel, "aux") && inverted[u.lower] && is(s.units[n].rel, "advcl") && s.subjectBetween(k, n):
			return effects{conditional: true}, k
		}
	}
	return effects{}, -1
}

// supposes reports whether unit k opens a clause as a supposition: "provided", the
// last word of "as long as" and "so long as".
func (s *sentence) supposes(k int) bool {
	long := s.units[k].lower == "as" && k > 1 && s.units[k-1].lower == "long" && (s.units[k-2].lower == "as" || s.units[k-2].lower == "so")
	return long || is(s.units[k].rel, "mark") && suppositions[s.units[k].lower]
}

// ifOn reports whether a condition hangs on unit n: "sell tanks if", "agreed to
// come provided that".
func (s *sentence) ifOn(n int) bool {
	for _, k := range s.kids[n] {
		if !is(s.units[k].rel, "advcl") {
			continue
		}
		for _, m := range s.kids[k] {
			if m < k && (conditionals[s.units[m].lower] || s.supposes(m)) {
				return true
			}
		}
	}
	return false
}

var (
	suppositions = words("provided providing assuming supposing")
	inverted     = words("should had were")
)

// subjectBetween reports whether a subject stands between an auxiliary and its
// verb: "should Russia attack".
func (s *sentence) subjectBetween(a, n int) bool {
	for _, k := range s.kids[n] {
		if k > a && k < n && is(s.units[k].rel, "nsubj") {
			return true
		}
	}
	return false
}
