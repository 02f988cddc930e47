package extract

import "entente/graph"

// facts reads how a claim is said: by its own words, by the verbs that govern
// it, by the clause it stands in and by who says so.
func (s *sentence) facts(c claim) (graph.Facts, []cueAt) {
	e, cues := c.effects, append([]cueAt{}, c.cues...)
	time := graph.Ongoing
	if c.verb != nil {
		time = s.tense(c.verb)
		over, overCues := s.chain(c.verb)
		e = e.xor(over)
		cues = append(cues, overCues...)
		if info, ok := c.relation.Info(); ok && c.verb.purpose && info.Plover != "" {
			e.future = true
		}
	}
	if p := s.chunkAt(c.source.at).phrase; p != nil && p.hedged && c.verb != nil {
		e.hedged = true
		cues = append(cues, cueAt{p.a, cueHedge})
	}
	if c.verb != nil && c.verb.finite && c.verb.ongoing {
		if at := s.coming(c); at >= 0 {
			e.future = true
			cues = append(cues, cueAt{at, cueFuture})
		}
	}
	for _, v := range s.voices {
		if s.says(v, c) && !(c.relation == graph.BelongsTo && c.verb == nil) {
			e = e.xor(v.effects)
			cues = append(cues, v.cues...)
		}
	}
	f := graph.Facts{Negated: e.negated, Certainty: graph.CertaintyAsserted, Time: time, Conditional: e.conditional}
	if e.hedged {
		f.Certainty = graph.CertaintyHedged
	}
	if e.future {
		f.Time = graph.Future
	}
	return f, cues
}

// coming is the unit of a date ahead that hangs on the clause of a claim in the
// present: "visits Canada next week"; or -1.
func (s *sentence) coming(c claim) int {
	for _, k := range s.chunks {
		if k.piece == pieceTime && (k.lower == "next" || k.lower == "tomorrow") && s.datesClause(k, c) {
			return k.a
		}
	}
	return -1
}

// xor joins effects; two negations cancel and leave a doubt: "did not rule out
// meeting".
func (e effects) xor(o effects) effects {
	joined := e.or(o)
	joined.negated = e.negated != o.negated
	joined.hedged = joined.hedged || e.negated && o.negated
	return joined
}

// tense is the time of a verb before effects: its own when finite, else that
// of the verb that governs it.
func (s *sentence) tense(v *verb) graph.Time {
	for depth := 0; depth < 6 && !v.finite; depth++ {
		switch {
		case v.reduced:
			return graph.Past
		case v.parent != nil:
			v = v.parent
		case v.shares != nil:
			v = v.shares
		case v.gerund:
			return graph.Ongoing
		default:
			return graph.Past
		}
	}
	if v.ongoing && s.Part != "headline" || v.ongoing && v.effects.future {
		return graph.Ongoing
	}
	return graph.Past
}

// chain adds up the effects on a verb, from itself to what governs it.
func (s *sentence) chain(v *verb) (effects, []cueAt) {
	e, cues := effects{}, []cueAt{}
	for depth := 0; v != nil && depth < 6; depth++ {
		own, ownCues := s.own(v)
		e, cues = e.xor(own).xor(v.via), append(append(cues, ownCues...), v.viaCues...)
		if len(v.cues) == 0 && v.shares != nil && !v.finite {
			v = v.shares // "to arm and train": one chain above both
			continue
		}
		if v.parent == nil && v.shares != nil && sharesModal(v) {
			shared, sharedCues := s.own(v.shares)
			alternative := shared.negated && s.childOf(s.node(v), "or") >= 0 // "will not meet or call"
			e = e.xor(effects{negated: alternative}).or(effects{hedged: shared.hedged, future: shared.future, conditional: shared.conditional})
			cues = append(cues, sharedCues...)
		}
		over, overCues := s.over(v)
		e, cues = e.xor(over), append(cues, overCues...)
		if v.via.future && v.parent != nil && (s.ifOn(s.node(v)) || s.ifOn(s.node(v.parent))) {
			e.conditional = true // "offered to sell tanks if"
		}
		v = v.parent
	}
	return e, cues
}

// sharesModal: "will meet and discuss" says both of the future.
func sharesModal(v *verb) bool {
	o := v.shares
	return (o.effects.future || o.effects.hedged || o.would) && len(v.cues) == 0
}

var conditionals = words("if unless provided should lest")

// own is what a verb group and the opening of its clause say.
func (s *sentence) own(v *verb) (effects, []cueAt) {
	e, cues := v.effects, append([]cueAt{}, v.cues...)
	conditionalClause := false
	for i, c := range s.chunks {
		if v.would && c.piece == pieceSub && (c.lower == "once" || c.lower == "until") {
			conditionalClause = true
		}
		if c.piece != pieceSub || !conditionals[c.lower] {
			continue
		}
		conditionalClause = true
		if s.opens(i, v) {
			e.conditional = true
			cues = append(cues, cueAt{c.a, cueConditional})
		}
	}
	if opens, at := s.opening(v); at >= 0 {
		e = e.or(opens)
		cues = append(cues, cueAt{at, opens.cue()})
	}
	for _, o := range s.verbs {
		if opens, at := s.opening(o); at >= 0 && opens.conditional && o != v {
			conditionalClause = true
		}
	}
	if at := s.neither(v); at >= 0 {
		e.negated = true
		cues = append(cues, cueAt{at, cueNegation})
	}
	switch {
	case v.would && conditionalClause, v.effects.future && conditionalClause:
		e.conditional = true
	case v.would && s.reported(v):
		e.future = true
	case v.would:
		e.conditional = true
	}
	if hedge := s.hedgeBefore(v); hedge >= 0 {
		e.hedged = true
		cues = append(cues, cueAt{hedge, cueHedge})
	}
	return e, cues
}

// opens reports whether the subordinator at chunk i opens the clause of v.
func (s *sentence) opens(i int, v *verb) bool {
	if i > v.at {
		return false
	}
	for _, o := range s.verbs {
		if o.finite && o.at > i && o.at < v.at && o.how != linkRelative {
			return v.shares == o
		}
	}
	for j := i + 1; j < v.at; j++ {
		// "If A attacks, B will act": the comma ends the condition, unless it encloses.
		if s.chunks[j].piece == pieceComma && v.subject != nil && v.subject.first > j && s.verbBetween(i, j) {
			return false
		}
	}
	return true
}

func (s *sentence) verbBetween(i, j int) bool {
	for _, o := range s.verbs {
		if o.at > i && o.at < j {
			return true
		}
	}
	return false
}

// neither returns the unit of a negation on the subject: "neither side", "no
// country", "nobody"; or -1.
func (s *sentence) neither(v *verb) int {
	if v.subject == nil || v.how == linkControl || v.how == linkReduced {
		return -1
	}
	first := v.subject.phrases[0]
	if first.negated {
		return first.a
	}
	if c := s.chunkAt(first.at - 1); c.lower == "neither" || c.lower == "not" {
		return c.a
	}
	if l := s.units[first.a].lower; l == "neither" || l == "none" || l == "nobody" {
		return first.a
	}
	return -1
}

// hedgeBefore returns the unit of a hedge between the subject of a verb and
// the verb, or right before a participle: "an attack, allegedly carried out
// by"; or -1.
func (s *sentence) hedgeBefore(v *verb) int {
	for i := v.at - 1; i >= 0 && i >= v.at-2; i-- {
		c := s.chunks[i]
		if c.piece == pieceAdverb {
			if e, ok := s.x.lexicon.cues[c.lower]; ok && e.hedged {
				return c.a
			}
			continue
		}
		if c.piece != pieceComma {
			break
		}
	}
	if v.subject != nil && v.how == linkDirect {
		if c := s.chunkAt(v.subject.first - 1); c.piece == pieceAdverb || c.piece == pieceComma && s.chunkAt(v.subject.first-2).piece == pieceAdverb {
			if c.piece == pieceComma {
				c = s.chunkAt(v.subject.first - 2)
			}
			if e, ok := s.x.lexicon.cues[c.lower]; ok && e.hedged {
				return c.a
			}
		}
	}
	return -1
}

// reported reports whether somebody says the clause of v.
func (s *sentence) reported(v *verb) bool {
	for _, voice := range s.voices {
		if voice.holds(v.at) {
			return true
		}
	}
	return false
}

// setting fills date and place, and moves what a date puts after the article
// into the future.
func (s *sentence) setting(c claim, st *graph.Statement, f *graph.Facts) {
	future := f.Time == graph.Future
	if p, ok := s.dateFor(c, future); ok {
		st.EventFrom, st.EventTo = p.dates()
	}
	st.Place = s.placeFor(c)
	if c.event != nil {
		if c.event.From != "" {
			st.EventFrom, st.EventTo = c.event.From, c.event.To
		}
		if st.Place == "" {
			st.Place = c.event.Place
		}
	}
	published := graph.DateOf(s.article.Published)
	if st.EventFrom != "" && published != "" && st.EventFrom > published && c.relation != graph.BelongsTo {
		f.Time = graph.Future
	}
}
