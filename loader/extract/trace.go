package extract

import (
	"fmt"
	"slices"

	"entente/graph"
)

// trace keeps what a reading considers on its way to statements and does not
// say, for Explain. A nil trace keeps nothing, so that each of its hooks costs
// a reading that is not to be explained no more than a comparison.
type trace struct {
	records map[*sentence]*record
	row     *row              // on which the next claim rests
	named   map[string][]*row // all rows, by name
}

func newTrace(l *lexicon) *trace {
	t := &trace{records: map[*sentence]*record{}, named: make(map[string][]*row, len(l.all))}
	for _, r := range l.all {
		t.named[r.name] = append(t.named[r.name], r)
	}
	return t
}

// record is the trace of one sentence.
type record struct {
	open     map[claimKey]int // claims made, and neither completed nor dropped yet
	rows     map[claimKey]*row
	rules    map[string]bool // of all claims
	triggers map[[2]int]bool // units [a, b) of all claims
	made     counted[doneClaim]
	lost     counted[lostClaim]
	missed   counted[missedRow]
	tries    counted[looseTry]
}

// counted is a list that keeps its first entries and counts all: a list of a
// hundred actors makes thousands of claims.
type counted[T any] struct {
	list  []T
	total int
}

// add keeps an entry while there are fewer than most.
func (c *counted[T]) add(most int, one func() T) {
	if c.total++; len(c.list) < most {
		c.list = append(c.list, one())
	}
}

// claimKey tells claims of a sentence apart, whatever relation they end up
// with.
type claimKey struct {
	rule           string
	trigger, end   int // units
	source, target int // code points
}

func (c *claim) key() claimKey {
	return claimKey{c.rule, c.a, c.b, c.source.mention.Start, c.target.mention.Start}
}

// lostClaim is a claim that was dropped.
type lostClaim struct {
	claim
	why string
}

// doneClaim is a claim that was completed and is sure enough.
type doneClaim struct {
	claim
	statement graph.Statement
}

// missedRow is a row that was tried on a word and did not fit.
type missedRow struct {
	unit  int
	row   *row
	lacks string
}

// looseTry is an actor that readLoose reached from a verb, with the row that it
// found, or nil.
type looseTry struct {
	verb *verb
	to   reached
	row  *row
}

// of is the record of a sentence, or nil where it is not to be explained.
func (t *trace) of(s *sentence) *record {
	if r := t.records[s]; r != nil || len(s.sentences) > maxSentences {
		return r
	}
	r := &record{open: map[claimKey]int{}, rows: map[claimKey]*row{}, rules: map[string]bool{}, triggers: map[[2]int]bool{}}
	t.records[s] = r
	return r
}

// claim notes a claim that is made.
func (t *trace) claim(s *sentence, c *claim) {
	if t == nil {
		return
	}
	if r := t.of(s); r != nil {
		r.open[c.key()]++
		r.rules[c.rule], r.triggers[[2]int{c.a, c.b}] = true, true
		if t.row != nil {
			r.rows[c.key()] = t.row
		}
	}
	t.row = nil
}

// basis notes the row on which the next claim rests, where the claim's rule is
// not the row's name.
func (t *trace) basis(r *row) {
	if t != nil {
		t.row = r
	}
}

// lose notes a claim that is dropped, and why.
func (t *trace) lose(s *sentence, c *claim, why string) {
	if t == nil {
		return
	}
	if r := t.of(s); r != nil {
		r.close(c)
		r.lost.add(mostClaims, func() lostClaim { return lostClaim{*c, why} })
	}
}

// close notes that the fate of a claim is known.
func (r *record) close(c *claim) {
	if k := c.key(); r.open[k] > 1 {
		r.open[k]--
	} else {
		delete(r.open, k)
	}
}

// outdo notes a claim that is dropped for a surer one among those kept.
func (t *trace) outdo(s *sentence, c *claim, kept []claim) {
	if t == nil {
		return
	}
	why := "said already"
	for i := range kept {
		if k := &kept[i]; samePair(k, c) && (k.a == c.a || k.relation == c.relation) {
			why = "the same pair is surer as " + string(k.relation) + " by " + shortRule(k.rule)
			break
		}
	}
	t.lose(s, c, why)
}

// samePair reports whether two claims join the same two actors.
func samePair(c, d *claim) bool {
	ends := func(c *claim) []string {
		e := []string{c.source.mention.EntityID, c.target.mention.EntityID}
		if c.reciprocal {
			slices.Sort(e)
		}
		return e
	}
	return slices.Equal(ends(c), ends(d))
}

// complete notes what a claim becomes.
func (t *trace) complete(s *sentence, c *claim, st *graph.Statement) {
	if t == nil {
		return
	}
	if st.Confidence < s.x.threshold {
		t.lose(s, c, fmt.Sprintf("too unsure, %.2f < %.2f", st.Confidence, s.x.threshold))
	} else if r := t.of(s); r != nil {
		r.close(c)
		r.made.add(mostClaims, func() doneClaim { return doneClaim{*c, *st} })
	}
}

// missVerb notes a row that does not fit a verb with an actor among its parts.
func (t *trace) missVerb(s *sentence, v *verb, r *row) {
	if t != nil && s.actorAround(v) {
		t.miss(s, v.head, r, func() string { return s.verbLacks(v, r) })
	}
}

// missNoun notes a row that does not fit a noun with an actor beside it.
func (t *trace) missNoun(s *sentence, p *phrase, r *row) {
	if t != nil && s.actorBeside(p) {
		t.miss(s, p.head, r, func() string { return s.nounLacks(p, r) })
	}
}

func (t *trace) miss(s *sentence, unit int, r *row, lacks func() string) {
	if rec := t.of(s); rec != nil {
		rec.missed.add(mostRows, func() missedRow { return missedRow{unit, r, lacks()} })
	}
}

// reach notes an actor in the complement of a verb, and the row by which the
// two are read, or nil.
func (t *trace) reach(s *sentence, v *verb, to reached, r *row) {
	if t == nil {
		return
	}
	if rec := t.of(s); rec != nil {
		rec.tries.add(mostRows, func() looseTry { return looseTry{v, to, r} })
	}
}

// actorAround reports whether an actor stands among the parts of a verb.
func (s *sentence) actorAround(v *verb) bool {
	groups := append([]*group{v.subject}, v.objects...)
	for _, p := range v.places {
		groups = append(groups, p.group)
	}
	return slices.ContainsFunc(groups, s.anyActor)
}

func (s *sentence) anyActor(g *group) bool {
	return g != nil && slices.ContainsFunc(g.phrases, s.holdsActor)
}

// actorBeside reports whether an actor stands in a noun phrase, behind its
// prepositions or before the verb that carries it.
func (s *sentence) actorBeside(p *phrase) bool {
	if s.holdsActor(p) {
		return true
	}
	for _, pl := range s.placesAfter(p) {
		if s.anyActor(pl.group) {
			return true
		}
	}
	carrier := s.carrierOf(p)
	return carrier != nil && s.actorAround(carrier.verb)
}
