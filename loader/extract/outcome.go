package extract

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"entente/graph"
)

// outcome.go tells for Explain what became of the claims of a sentence, and
// what its triggers lacked.

// made lists the statements of a sentence, in the order of Statements.
func (s *sentence) made(r *record) []Made {
	out := []Made{}
	for i := range r.made.list {
		c := &r.made.list[i]
		if c.statement.Verify(s.text) == nil {
			out = append(out, Made{c.statement, s.steps(&c.claim)})
		}
	}
	slices.SortStableFunc(out, func(a, b Made) int {
		return cmp.Or(a.Statement.Source.Start-b.Statement.Source.Start, a.Statement.Target.Start-b.Statement.Target.Start,
			cmp.Compare(a.Statement.Relation, b.Statement.Relation))
	})
	return out
}

// droppedAll lists the claims that were dropped.
func (s *sentence) droppedAll(r *record) []Dropped {
	out := []Dropped{}
	for i := range r.lost.list {
		out = append(out, s.dropped(&r.lost.list[i].claim, r.lost.list[i].why))
	}
	for i := range r.made.list {
		if err := r.made.list[i].statement.Verify(s.text); err != nil {
			out = append(out, s.dropped(&r.made.list[i].claim, err.Error()))
		}
	}
	rules := map[string]bool{}
	for k := range r.open {
		rules[k.rule] = true
	}
	for _, rule := range slices.Sorted(maps.Keys(rules)) {
		out = append(out, Dropped{Rule: rule, Reason: "for a reason that is " + unknownStep, Steps: []Step{}})
	}
	return out
}

func (s *sentence) dropped(c *claim, why string) Dropped {
	return Dropped{
		Source: nameOf(c.source.mention), Relation: c.relation, Target: nameOf(c.target.mention), Rule: c.rule,
		Trigger: oneLine(s.excerpt(c.a, c.b).Text), Reason: why, Steps: s.steps(c),
	}
}

// steps tells how the confidence of a claim comes about.
func (s *sentence) steps(c *claim) []Step {
	out := s.rowSteps(c)
	add := func(what string, by float64) {
		if math.Abs(by) > 0.0001 {
			out = append(out, Step{what, math.Round(by*1000) / 1000})
		}
	}
	add("source: "+s.argWords(c.source), -c.source.penalty)
	add("target: "+s.argWords(c.target), -c.target.penalty)
	if v := c.verb; v != nil {
		add("parts of the clause are not where they usually stand", -v.penalty)
		add("subject "+s.howFound(v), -linkPenalty[v.how])
	}
	switch {
	case c.source.unnamed && c.target.unnamed:
		add("neither end has a name", -namelessCost)
	case c.source.unnamed:
		add("sources without a name are misread more often", -namelessSourceCost)
	}
	sum := 0.0
	for _, one := range out {
		sum += one.By
	}
	rest := unknownStep
	if clamped := max(0.05, min(0.97, sum)); math.Abs(clamped-c.sure()) < 0.0001 {
		rest = "kept within 0.05 and 0.97"
	}
	add(rest, c.sure()-sum)
	add("what such a score was worth when judged", s.x.lexicon.calibrate(c.sure())-c.sure())
	return out
}

// rowSteps tells how the confidence that a claim begins with comes about.
func (s *sentence) rowSteps(c *claim) []Step {
	r := s.rowOf(c)
	if r == nil {
		return []Step{{"the pattern " + quoted(c.rule), c.confidence}}
	}
	out := []Step{{"the row " + quoted(shortRule(r.name)), r.confidence}}
	rest := c.confidence - r.confidence
	less := func(what string, by float64) {
		if by > 0.0001 {
			out, rest = append(out, Step{what, -by}), rest+by
		}
	}
	_, way, _ := strings.Cut(strings.TrimPrefix(c.rule, r.trigger), ": ")
	switch {
	case c.rule == r.name && c.verb != nil && c.verb.passive && r.relation == graph.Coerces:
		less("who did it is told by the country only", -rest)
	case c.rule == r.name && r.frame.kind == kindNoun:
		less("no verb carries the noun", -rest)
	case way == "loose":
		less("no frame holds it whole", looseCost)
		less("nouns between the verb and the target", -rest)
	case way == "nearest":
		less("the actors nearest to the verb were taken", -rest)
	case way == "given":
		less("the actors were given and no frame joins them", -rest)
	}
	if math.Abs(rest) > 0.0001 {
		out = append(out, Step{unknownStep, rest})
	}
	return out
}

// unknownStep is what nobody wrote words for yet.
const unknownStep = "not on record"

// rowOf is the row that made a claim, or nil where a pattern did.
func (s *sentence) rowOf(c *claim) *row {
	if r := s.trace.of(s).rows[c.key()]; r != nil {
		return r
	}
	var named *row
	for _, r := range s.trace.named[c.rule] {
		if named == nil || r.relation == c.relation && r.cameo == c.cameo {
			named = r
		}
	}
	return named
}

// argWords tells by which words an actor fills its slot.
func (s *sentence) argWords(a arg) string {
	p := s.chunkAt(a.at).phrase
	if p == nil {
		return quoted(oneLine(a.mention.Text))
	}
	text := oneLine(s.excerpt(p.a, p.b).Text)
	switch {
	case a.unnamed:
		return quoted(text) + " has no name"
	case p.actor >= 0 && s.actors[p.actor] == a.mention:
		return quoted(oneLine(a.mention.Text)) + " is one of several"
	case s.units[p.head].tag == tagPronoun:
		return quoted(text) + " for " + quoted(nameOf(a.mention))
	}
	return quoted(oneLine(a.mention.Text)) + " for " + quoted(text)
}

// misses lists the triggers that made nothing, with what their rows lacked.
func (s *sentence) misses(r *record) []Missed {
	out := []Missed{}
	for _, v := range s.verbs {
		if m, ok := s.verbMiss(r, v); ok {
			out = append(out, m)
		}
	}
	for _, c := range s.chunks {
		if c.phrase == nil {
			continue
		}
		if m, ok := s.nounMiss(r, c.phrase); ok {
			out = append(out, m)
		}
		if m, ok := s.bearerMiss(r, c.phrase); ok {
			out = append(out, m)
		}
	}
	return out
}

// verbMiss is what the rows of a verb lacked.
func (s *sentence) verbMiss(r *record, v *verb) (Missed, bool) {
	sort, k := "verb", kindVerb
	if v.predicate {
		sort, k = "adjective", kindAdjective
	}
	out := Missed{Trigger: v.lemma, Sort: sort, Rows: []Tried{}}
	switch {
	case r.triggerFrom(v.head), !s.actorAround(v):
		return out, false
	case v.onRequest():
		out.Reason = onRequestWords
		return out, true
	case len(s.x.lexicon.rows[k.key(v.lemma)]) == 0:
		out.Reason = s.noRow(v)
	}
	s.addMissed(&out, r, v.head, false)
	for _, t := range r.tries.list {
		if t.verb != v || t.row == nil && out.Reason != "" {
			continue
		}
		if lacks := s.looseLacks(t); lacks != "" { // else it made a claim
			out.try(Tried{Rule: v.lemma + ": loose", Lacks: lacks + ", to " + quoted(nameOf(t.to.arg.mention))})
		}
	}
	return out, out.Reason != "" || len(out.Rows) > 0
}

// triggerFrom reports whether the trigger of a claim begins at a unit.
func (r *record) triggerFrom(unit int) bool {
	for t := range r.triggers {
		if t[0] == unit {
			return true
		}
	}
	return false
}

// triggerOver reports whether the trigger of a claim holds a unit.
func (r *record) triggerOver(unit int) bool {
	for t := range r.triggers {
		if t[0] <= unit && unit < t[1] {
			return true
		}
	}
	return false
}

// try adds a row that did not fit, once and while there is room.
func (m *Missed) try(t Tried) {
	switch {
	case slices.Contains(m.Rows, t):
	case len(m.Rows) < maxRows:
		m.Rows = append(m.Rows, t)
	default:
		m.More++
	}
}

// addMissed adds what the rows of the word at a unit lacked.
func (s *sentence) addMissed(out *Missed, r *record, unit int, noun bool) {
	for _, m := range r.missed.list {
		if m.unit == unit && (m.row.frame.kind == kindNoun) == noun {
			out.try(Tried{m.row.name, m.row.relation, lackOr(m.lacks)})
		}
	}
}

// noRow tells what the lexicon knows of a verb without rows.
func (s *sentence) noRow(v *verb) string {
	var as []string
	if _, ok := s.x.lexicon.speeches[v.lemma]; ok {
		as = append(as, "a verb of saying")
	}
	if _, ok := s.x.lexicon.controls[v.lemma]; ok {
		as = append(as, "a word that governs others")
	}
	if s.x.lexicon.lights[v.lemma] {
		as = append(as, "a verb that leaves the meaning to its object")
	}
	if len(as) == 0 {
		return "the lexicon has no row for it"
	}
	return "the lexicon has no row for it, but knows it as " + strings.Join(as, " and ")
}

// nounMiss is what the rows of a noun lacked.
func (s *sentence) nounMiss(r *record, p *phrase) (Missed, bool) {
	out := Missed{Trigger: s.trigger(p), Sort: "noun", Rows: []Tried{}}
	if r.triggerOver(p.head) {
		return out, false
	}
	s.addMissed(&out, r, p.head, true)
	return out, len(out.Rows) > 0
}

// lackOr is a reason, or that there is none on record.
func lackOr(lacks string) string {
	if lacks == "" {
		return "for a reason that is " + unknownStep
	}
	return lacks
}

// bearerMiss is what the rows lacked of a noun that somebody is called by.
func (s *sentence) bearerMiss(r *record, p *phrase) (Missed, bool) {
	out := Missed{Trigger: p.lemma, Sort: "bearer", Rows: []Tried{}}
	rows := s.x.lexicon.rows[kindBearer.key(p.lemma)]
	if len(rows) == 0 || !s.actorBeside(p) {
		return out, false
	}
	for _, row := range rows {
		if r.rules[row.name] {
			return out, false
		}
		out.try(Tried{row.name, row.relation, lackOr(s.bearerLacks(p, row))})
	}
	return out, true
}
