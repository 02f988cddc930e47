package extract

import (
	"sort"
	"strings"
)

// link.go ties each verb to its parts by the tree of the sentence: who acts,
// what is acted on, what stands behind prepositions, which verb it governs.

// readClauses fills the verbs of the sentence.
func (s *sentence) readClauses() {
	s.verbAt = map[int]*verb{}
	for _, v := range s.verbs {
		s.verbAt[s.node(v)] = v
		if u := s.units[v.head]; u.xpos == "VB" && is(u.rel, "xcomp") && v.finite && v.a == v.head { // "helped Iraq fight"
			v.finite, v.infinitive = false, true
		}
	}
	verbs := append([]*verb(nil), s.verbs...)
	sort.SliceStable(verbs, func(i, j int) bool { return s.depth(s.node(verbs[i])) < s.depth(s.node(verbs[j])) })
	for _, v := range verbs {
		s.linkSubject(v)
		s.linkObjects(v)
		s.linkPlaces(v)
	}
	for _, v := range s.verbs {
		s.shareObjects(v)
	}
	for _, v := range s.verbs {
		s.linkComplement(v)
	}
	for _, v := range s.verbs {
		s.govern(v)
	}
	for _, v := range s.verbs {
		s.governFree(v)
	}
}

// hangUnits notes for each unit what hangs on it.
func (s *sentence) hangUnits() {
	s.kids = make([][]int, len(s.units))
	for i, u := range s.units {
		if u.up >= 0 {
			s.kids[u.up] = append(s.kids[u.up], i)
		}
	}
}

// node is the unit that stands for a verb in the tree: the verb itself, or
// what an auxiliary or copula leans on.
func (s *sentence) node(v *verb) int {
	u := s.units[v.head]
	if (u.rel == "cop" || strings.HasPrefix(u.rel, "aux")) && u.up >= 0 {
		return u.up
	}
	return v.head
}

// below lists what hangs on a verb: on its node, or on another word of its
// group, where the tree cuts "had armed" in two.
func (s *sentence) below(v *verb) []int {
	n := s.node(v)
	out := append([]int(nil), s.kids[n]...)
	for i := v.a; i < v.b; i++ {
		if i == n {
			continue
		}
		for _, k := range s.kids[i] {
			if k < v.a || k >= v.b {
				out = append(out, k)
			}
		}
	}
	sort.Ints(out)
	return out
}

// maxDepth ends climbs: a mention of many words may close a circle.
const maxDepth = 100

func (s *sentence) depth(i int) int {
	n := 0
	for ; i >= 0 && n < maxDepth; i = s.units[i].up {
		n++
	}
	return n
}

// climb lists the units over unit i, nearest first.
func (s *sentence) climb(i int) []int {
	var out []int
	for steps := 0; i >= 0 && steps < maxDepth; steps++ {
		i = s.units[i].up
		if i >= 0 {
			out = append(out, i)
		}
	}
	return out
}

// is reports whether a relation is one of those named, whatever its subtype.
func is(rel string, names ...string) bool {
	base, _, _ := strings.Cut(rel, ":")
	for _, n := range names {
		if base == n {
			return true
		}
	}
	return false
}

// tells reports whether unit i heads a relative clause, which only tells of a
// noun: "the thresholds at which investors must declare".
func (s *sentence) tells(i int) bool { return s.units[i].rel == "acl:relcl" }

// phraseOf is the noun phrase that holds unit i, or nil.
func (s *sentence) phraseOf(i int) *phrase {
	if i < 0 {
		return nil
	}
	return s.chunkAt(s.chunkOf(i)).phrase
}

// chunkOf is the chunk that holds unit i.
func (s *sentence) chunkOf(i int) int {
	return sort.Search(len(s.chunks), func(n int) bool { return s.chunks[n].b > i })
}

// groupAt is the group of the phrase at unit i, or nil.
func (s *sentence) groupAt(i int) *group {
	if p := s.phraseOf(i); p != nil {
		return s.bearer(p).group
	}
	return nil
}

// linkSubject finds who acts, or in the passive who is acted on.
func (s *sentence) linkSubject(v *verb) {
	n := s.node(v)
	for _, k := range s.below(v) {
		if s.units[k].rel == "expl" { // "there is no plan"
			return
		}
		if !is(s.units[k].rel, "nsubj", "csubj") || s.nearerSubject(v, n, k) {
			continue
		}
		if v.reduced && s.units[k].rel == "nsubj" { // a past tense after all
			v.reduced, v.passive, v.finite = false, false, true
		}
		if s.relative(k) {
			v.subject, v.how = s.antecedent(n, k), linkRelative
		} else {
			v.subject, v.how = s.groupAt(k), linkDirect
		}
		return
	}
	up := s.units[n].up
	switch rel := s.units[n].rel; {
	case v.predicate && is(rel, "case", "mark", "advmod") && up >= 0: // "are due to come", read as a preposition
		for _, k := range s.kids[up] {
			if is(s.units[k].rel, "nsubj") {
				v.subject, v.how = s.groupAt(k), linkDirect
			}
		}
	case is(rel, "conj"):
		s.shareSubject(v, s.verbAt[up])
	case is(rel, "acl") && !v.finite && !v.infinitive:
		s.describe(v, up)
	case is(rel, "advcl", "xcomp", "ccomp", "parataxis", "dep") && !v.finite:
		if o := s.verbAbove(n); o != nil {
			v.subject, v.how = o.subject, linkControl
		}
	}
}

// nearerSubject reports whether an actor stands as a second subject between
// unit k and the verb: what comes first then is a dateline or a topic.
func (s *sentence) nearerSubject(v *verb, n, k int) bool {
	for _, o := range s.below(v) {
		if o > k && o < n && s.units[o].rel == s.units[k].rel && s.units[k].tag != tagActor && s.units[o].tag == tagActor {
			return true
		}
	}
	return false
}

// shareSubject gives a verb in a coordination the subject of the verb before it.
func (s *sentence) shareSubject(v, o *verb) {
	if o == nil || v.gerund && o.finite {
		return
	}
	v.subject, v.how, v.shares = o.subject, linkShared, o
	if o.infinitive && !v.infinitive {
		v.infinitive, v.finite = true, false
	}
	if o.reduced && v.passive {
		v.reduced = true
	}
}

// describe gives a participle the noun that it describes: "talks organized by
// Russia".
func (s *sentence) describe(v *verb, noun int) {
	p := s.phraseOf(noun)
	if p == nil {
		return
	}
	if v.gerund && documents[p.lemma] {
		if o := s.verbAbove(noun); o != nil { // "issued a report accusing"
			v.subject, v.how = o.subject, linkControl
			return
		}
	}
	v.subject, v.how = s.apposed(p).group, linkReduced
}

// documents speak for who issues them.
var documents = words(`statement report letter resolution speech tweet article email message memo video note declaration communique petition
	lawsuit complaint broadcast post interview text press`)

// verbAbove is the nearest verb that unit i hangs on.
func (s *sentence) verbAbove(i int) *verb {
	for n := 0; i >= 0 && n < maxDepth; n++ {
		i = s.units[i].up
		if v := s.verbAt[i]; v != nil && i >= 0 {
			return v
		}
	}
	return nil
}

// isTo reports whether a verb is "be" before an infinitive, to which its parts
// belong: "are to hold talks".
func (s *sentence) isTo(v *verb) bool {
	if v.lemma != "be" {
		return false
	}
	for _, w := range s.verbs {
		if w != v && w.infinitive && s.node(w) == s.node(v) {
			return true
		}
	}
	return false
}

// bareObject reports whether unit k, though hung as by a preposition, has none
// of its own: "cut off Qatar", "stood by Assad".
func (s *sentence) bareObject(v *verb, k int) bool {
	if !is(s.units[k].rel, "obl") || k < v.b || s.units[k].tag == tagTime {
		return false
	}
	for _, c := range s.kids[k] {
		if s.units[c].rel == "case" && c >= v.b {
			return false
		}
	}
	return v.b > v.head+1
}

// shareObjects gives a verb the objects of the one that is coordinated with it
// right after: "armed and trained the rebels".
func (s *sentence) shareObjects(v *verb) {
	if len(v.objects) > 0 || len(v.places) > 0 || v.passive || v.governed != nil {
		return
	}
	for _, w := range s.verbs {
		if w.shares == v && len(w.objects) > 0 && !w.passive && w.at > v.at && w.at <= v.at+4 && s.onlyJoins(v.at+1, w.at) {
			v.objects = w.objects
			v.penalty += 0.03
			return
		}
	}
}

// onlyJoins reports whether nothing but conjunctions, commas and adverbs stand
// between two chunks.
func (s *sentence) onlyJoins(from, to int) bool {
	for _, c := range s.chunks[from:to] {
		if c.piece != pieceConj && c.piece != pieceComma && c.piece != pieceAdverb && c.verb == nil {
			return false
		}
	}
	return true
}

// linkPlaces finds the groups behind prepositions: those that hang on the verb,
// and those on its objects.
func (s *sentence) linkPlaces(v *verb) {
	n := s.node(v)
	if s.isTo(v) {
		return
	}
	at := map[*group]int{}
	add := func(i, under int) {
		preposition := s.preposition(i)
		if preposition == "" {
			return
		}
		g := s.groupAt(i)
		if s.relative(i) {
			g = s.antecedent(under, i)
		}
		if g != nil {
			at[g] = i
			v.places = append(v.places, placed{preposition, g})
		}
	}
	var nested func(noun, depth int)
	nested = func(noun, depth int) {
		for _, k := range s.kids[noun] {
			if is(s.units[k].rel, "nmod", "obl") && k > v.head {
				add(k, k)
				if depth > 1 {
					nested(k, depth-1)
				}
			}
		}
	}
	for _, k := range s.below(v) {
		if is(s.units[k].rel, "obl", "nmod") && !s.bareObject(v, k) {
			add(k, n)
			nested(k, 1)
		}
	}
	for _, g := range v.objects {
		for _, p := range g.phrases {
			nested(p.head, 2)
		}
	}
	sort.SliceStable(v.places, func(i, j int) bool {
		a, b := at[v.places[i].group], at[v.places[j].group]
		if (a > v.head) != (b > v.head) {
			return a > v.head
		}
		return a < b
	})
}

// preposition is the last word of the preposition that unit i stands behind,
// or nothing: "of" in "out of Syria".
func (s *sentence) preposition(i int) string {
	out := ""
	for _, k := range s.kids[i] {
		if s.units[k].rel != "case" || k > i {
			continue
		}
		if out = s.units[k].lower; out == "according" {
			return out
		}
		for _, f := range s.kids[k] {
			if s.units[f].rel == "fixed" && f < i {
				out = s.units[f].lower
			}
		}
	}
	return out
}

// linkComplement finds the infinitive or gerund that a verb governs, itself or
// through its object: "refused to meet", "has no intention of leaving".
func (s *sentence) linkComplement(v *verb) {
	n := s.node(v)
	for _, w := range s.verbs {
		if w == v || w.finite || w.reduced || w.shares != nil || w.at < v.at || w.parent != nil {
			continue
		}
		m := s.node(w)
		rel, up := s.units[m].rel, s.units[m].up
		through := false
		for _, g := range v.objects {
			through = through || up >= 0 && s.phraseOf(up) != nil && has(g, s.phraseOf(up)) && is(rel, "acl")
		}
		if v.lemma == "be" && m == n && w.infinitive { // "is to mediate"
			v.governed, v.by = w, "to"
			return
		}
		if v.predicate && m == s.units[n].up && w.infinitive {
			v.governed, v.by = w, "to"
			return
		}
		if up != n && !through || !is(rel, "xcomp", "ccomp", "advcl", "acl", "obl") {
			continue
		}
		if by := s.marker(w, m); by != "" {
			v.governed, v.by = w, by
			return
		}
	}
}

// marker tells how a verb governs w: by "to", a preposition, or as a bare
// gerund ("ing").
func (s *sentence) marker(w *verb, m int) string {
	if w.infinitive {
		return "to"
	}
	if !w.gerund {
		return ""
	}
	for _, k := range s.kids[m] {
		if is(s.units[k].rel, "mark", "case") && k < m {
			return s.units[k].lower
		}
	}
	if is(s.units[m].rel, "xcomp", "ccomp") {
		return "ing"
	}
	return ""
}

// chunkAt returns the chunk at i, or a stop outside the sentence.
func (s *sentence) chunkAt(i int) chunk {
	if i < 0 || i >= len(s.chunks) {
		return chunk{piece: pieceStop}
	}
	return s.chunks[i]
}

// skipLeft returns the nearest chunk at or left of i that is neither adverb
// nor date.
func (s *sentence) skipLeft(i int) int {
	for i >= 0 && (s.chunks[i].piece == pieceAdverb || s.chunks[i].piece == pieceTime) {
		i--
	}
	return i
}

func (s *sentence) skipRight(i int) int {
	for i < len(s.chunks) && (s.chunks[i].piece == pieceAdverb || s.chunks[i].piece == pieceTime) {
		i++
	}
	return i
}

var (
	meansNouns = words("phone telephone video percent point % mistake surprise train plane car sea land foot")
	// clausePrepositions also open clauses.
	clausePrepositions = words("after before since until as than till for given")
)
