package extract

import "entente/graph"

// demanding verbs ask for what the clause after them says.
var demanding = words("demand request urge ask")

// obliging modals make a request of a statement: "said that Turkey must leave".
var obliging = words("must should ought")

// phones reports whether a verb tells of a telephone call to a person: "called
// Merkel on Friday", not "called Merkel a friend".
func (s *sentence) phones(v *verb) bool {
	if v.lemma != "call" || v.passive || len(v.objects) != 1 || len(v.objects[0].phrases) != 1 || v.objects[0].phrases[0].actor < 0 {
		return false
	}
	p := v.objects[0].phrases[0]
	if s.actors[p.actor].Kind != graph.KindPerson || v.subject == nil {
		return false
	}
	for _, k := range s.below(v) {
		if k > v.head && is(s.units[k].rel, "xcomp", "obj") && s.phraseOf(k) != p && (s.verbAt[k] == nil || s.units[k].rel != "advcl" && !s.verbAt[k].infinitive) {
			return false
		}
	}
	next := s.chunkAt(p.at + 1)
	infinitive := next.verb != nil && next.verb.infinitive
	return infinitive || next.piece == pieceTime || next.piece == pieceComma || next.piece == pieceStop || next.lower == "on" && s.chunkAt(p.at+2).piece == pieceTime
}

// readCalls matches telephone calls.
func (s *sentence) readCalls() {
	for _, v := range s.verbs {
		if !v.onRequest() && s.phones(v) {
			s.addFilled(claim{
				relation: graph.Meets, reciprocal: true, cameo: "041", rule: "call somebody", a: v.head, b: v.head + 1,
				at: v.at, verb: v, confidence: 0.8,
			}, filled{sources: s.args(v.subject), targets: s.args(v.objects[0])})
		}
	}
}

// guilty are adjectives that lay a deed on their subject.
var guilty = words("responsible guilty culpable")

// readGuilt matches "said that the Taliban were responsible".
func (s *sentence) readGuilt() {
	for _, v := range s.verbs {
		if v.lemma != "be" && !guilty[v.lemma] || !guilty[s.units[s.node(v)].lower] && !guilty[v.lemma] || v.subject == nil {
			continue
		}
		for _, voice := range s.voices {
			if voice.verb == nil || voice.verb.passive || !voice.holds(v.at) || !s.hears(voice.verb, v) {
				continue
			}
			s.addFilled(claim{
				relation: graph.Accuses, cameo: "112", rule: "say that responsible", a: s.node(v), b: s.node(v) + 1,
				at: voice.verb.at, verb: voice.verb, effects: v.effects, cues: v.cues, confidence: 0.7,
			}, filled{sources: s.args(voice.verb.subject), targets: s.args(v.subject)})
			break
		}
	}
}

// markDemanded marks what somebody demands: "demanded that Turkey withdraw" says
// nothing of what Turkey does.
func (s *sentence) markDemanded() {
	for _, v := range s.verbs {
		w := s.verbAbove(s.node(v))
		if w == nil || !demanding[w.lemma] || v.would || v.effects.future || s.units[s.node(v)].up != s.node(w) {
			continue
		}
		if n := s.node(v); is(s.units[n].rel, "ccomp") && s.childOf(n, "that") >= 0 {
			v.asked = true
		}
	}
}

// asksTo are verbs that ask of their object what the infinitive after it says.
var asksTo = words("tell invite encourage")

// readDemands matches clauses that ask something of their subject.
func (s *sentence) readDemands() {
	for _, v := range s.verbs {
		if asksTo[v.lemma] && v.by == "to" && v.governed != nil && !v.passive && len(v.objects) > 0 {
			s.addFilled(claim{
				relation: graph.Requests, cameo: "100", rule: v.lemma + " to", a: v.head, b: v.head + 1,
				at: v.at, verb: v, confidence: 0.78,
			}, filled{sources: s.args(v.subject), targets: s.args(v.objects[0])})
		}
		if demanding[v.lemma] && v.finite && !v.passive {
			s.demand(v)
		}
	}
	for _, w := range s.verbs {
		s.demandedBy(w)
	}
	for _, w := range s.verbs {
		if w.lemma == "be" || w.lemma == "have" || w.passive || s.units[w.a].tag != tagModal || !obliging[s.units[w.a].lower] || s.units[w.a].lower == "should" && expected[w.lemma] || s.tells(s.node(w)) || w.subject == nil || w.how != linkDirect {
			continue
		}
		s.oblige(w)
	}
}

// demandedBy: "repeated its demand that the US ease sanctions".
func (s *sentence) demandedBy(w *verb) {
	n := s.node(w)
	p := s.phraseOf(s.units[n].up)
	if p == nil || !demandNouns[p.lemma] || !is(s.units[n].rel, "acl", "ccomp") || s.childOf(n, "that") < 0 || w.subject == nil || w.how != linkDirect {
		return
	}
	sources := s.argsOf(p, true)
	if owner, ok := s.ownerOf(p); ok {
		sources = []arg{{mention: s.actors[s.units[owner].mention], at: p.at}}
	} else if v := s.verbAbove(p.head); len(sources) == 0 && v != nil {
		sources = s.args(rolesOf(v).agent)
	}
	w.asked = s.addFilled(claim{
		relation: graph.Requests, cameo: "100", rule: p.lemma + " that", a: p.head, b: p.head + 1,
		at: p.at, verb: s.verbAbove(p.head), confidence: 0.76,
	}, filled{sources: sources, targets: s.args(w.subject)})
}

var demandNouns = words("demand request call appeal insistence plea")

// demand: "the government demanded that Turkey withdraw". What follows "that"
// is in the subjunctive, so the phrase is taken and not the verb.
func (s *sentence) demand(v *verb) {
	that := s.skipRight(v.at + 1)
	if s.chunkAt(that).lower != "that" {
		return
	}
	p := s.chunkAt(that + 1).phrase
	if next := s.chunkAt(that + 2).verb; p == nil || next != nil && (next.would || next.effects.future) {
		return
	}
	targets := s.args(p.group)
	if len(targets) == 0 && len(p.owners) > 0 && p.owners[0] == p.a && s.units[p.a+1].tag != tagPossessive {
		targets = []arg{{mention: s.actors[s.units[p.a].mention], at: p.at}}
	}
	s.addFilled(claim{
		relation: graph.Requests, cameo: "100", rule: v.lemma + " that", a: v.head, b: v.head + 1,
		at: v.at, verb: v, confidence: 0.78,
	}, filled{sources: s.args(v.subject), targets: targets})
}

// oblige: "Merkel said that Russia must use its influence".
func (s *sentence) oblige(w *verb) {
	for _, voice := range s.voices {
		if voice.verb == nil || voice.verb.passive || !voice.holds(w.at) || !s.hears(voice.verb, w) {
			continue
		}
		w.asked = s.addFilled(claim{
			relation: graph.Requests, cameo: "100", rule: "say that must", a: w.a, b: w.a + 1,
			at: voice.verb.at, verb: voice.verb, confidence: 0.5,
		}, filled{sources: s.args(voice.verb.subject), targets: s.args(w.subject)})
		return
	}
}

// hears reports whether v is the verb of saying nearest over w in the tree, or
// stands beside it.
func (s *sentence) hears(v, w *verb) bool {
	for o := s.verbAbove(s.node(w)); o != nil; o = s.verbAbove(s.node(o)) {
		if o == v {
			return true
		}
		if _, speaks := s.x.lexicon.speeches[o.lemma]; speaks {
			return false
		}
	}
	return true
}

// expected are verbs that tell with "should" what is likely, not what is owed.
var expected = words("show benefit gain rise grow fall increase improve exceed reach earn continue remain recover profit lose become get come see")

// readAbsence: "there is no new meeting scheduled", said by one of those who
// were to meet, is a refusal of theirs.
func (s *sentence) readAbsence() {
	for i, c := range s.chunks {
		if c.verb == nil || c.verb.lemma != "be" || s.chunkAt(s.skipLeft(i-1)).lower != "there" {
			continue
		}
		p := s.chunkAt(s.skipRight(i + 1)).phrase
		if p == nil || !p.negated || families[p.lemma] != "talk" {
			continue
		}
		e := s.sameEvent(s.eventLabel(p, ""))
		if e == nil {
			continue
		}
		for _, v := range s.voices {
			if v.holds(p.at) {
				s.absent(p, e, c.verb, v.speakers)
			}
		}
	}
}

func (s *sentence) absent(p *phrase, e *graph.Entity, v *verb, speakers []graph.Mention) {
	for _, m := range speakers {
		if !s.events.guests[e.ID][m.EntityID] {
			continue
		}
		s.add(claim{
			relation: graph.Attends, cameo: "040", rule: "there is no", source: arg{mention: m, at: p.at},
			target: arg{mention: s.eventMention(p, e), at: p.at}, a: p.head, b: p.head + 1, at: p.at, verb: v,
			effects: effects{negated: true}, cues: []cueAt{{p.a, cueNegation}}, confidence: 0.6, event: e,
		})
	}
}
