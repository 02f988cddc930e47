package extract

import "slices"

// govern settles infinitives and gerunds under a verb or a noun.
func (s *sentence) govern(v *verb) {
	w := v.governed
	if w == nil {
		return
	}
	w.parent = v
	for _, p := range s.phrasesBefore(w) {
		if c, ok := s.x.lexicon.controls[p.lemma]; ok && c.complements[v.by] && (p.actor < 0) {
			s.nounControl(v, w, p, c)
			return
		}
	}
	s.verbControl(v, w)
}

// phrasesBefore is the phrase right before a complement and its preposition,
// and the one that it describes: "the decision of Turkey to withdraw".
func (s *sentence) phrasesBefore(w *verb) []*phrase {
	i := s.skipLeft(w.at - 1)
	if s.chunkAt(i).piece == piecePrep {
		i = s.skipLeft(i - 1)
	}
	p := s.chunkAt(i).phrase
	if p == nil {
		return nil
	}
	out := []*phrase{p}
	if prev := s.chunkAt(i - 1); prev.piece == piecePrep {
		if outer := s.chunkAt(i - 2).phrase; outer != nil {
			out = append(out, outer)
		}
	}
	return out
}

// nounControl: "has no plan of leaving", "Russia's decision to
// withdraw", "the decision of Turkey to stay".
func (s *sentence) nounControl(v, w *verb, p *phrase, c control) {
	w.via = c.effects.or(effects{negated: p.negated})
	if v != nil {
		if over := s.x.lexicon.controls[v.lemma]; over.complements["noun"] && over.effects.negated { // "suspended its plan to sell"
			w.via.negated = !w.via.negated
		}
	}
	w.viaCues = append(w.viaCues, cueAt{p.head, c.effects.or(effects{negated: p.negated}).cue()})
	if w.subject != nil && w.how != linkReduced {
		return
	}
	w.how = linkControl
	owner, owned := s.ownerOf(p)
	inner := s.chunkAt(p.at + 2).phrase
	switch {
	case owned:
		w.subject = s.ownerGroup(p, owner)
	case (s.chunkAt(p.at+1).lower == "of" || s.chunkAt(p.at+1).lower == "by") && inner != nil && inner.actor >= 0:
		w.subject = inner.group
	case v == nil || v.passive || s.judges(v):
		w.subject = nil
	default:
		w.subject = v.subject
	}
}

// judges reports whether a verb passes judgment on its object, which then is not
// its subject's own: "criticized plans to".
func (s *sentence) judges(v *verb) bool {
	for _, r := range s.x.lexicon.rows[kindVerb.key(v.lemma)] {
		switch r.relation {
		case "OPPOSES", "ACCUSES", "SUPPORTS", "REQUESTS":
			return !s.x.lexicon.lights[v.lemma]
		}
	}
	return false
}

// governFree settles an infinitive that completes a noun which no verb carries:
// "Haiti's plan to expel Oxfam was leaked".
func (s *sentence) governFree(w *verb) {
	if w.parent != nil || w.subject != nil || !w.infinitive || !is(s.units[s.node(w)].rel, "acl") {
		return
	}
	p := s.phraseOf(s.units[s.node(w)].up)
	if p == nil || p.actor >= 0 {
		return
	}
	if c, ok := s.x.lexicon.controls[p.lemma]; ok && c.complements["to"] {
		s.nounControl(nil, w, p, c)
	}
}

// ownerGroup makes a group of the actor that owns a phrase.
func (s *sentence) ownerGroup(p *phrase, owner int) *group {
	one := &phrase{at: p.at, a: owner, b: owner + 1, head: owner, actor: s.units[owner].mention}
	one.group = &group{phrases: []*phrase{one}, first: p.at, last: p.at}
	return one.group
}

// verbControl: "agreed to meet", "urged Russia to stop", "denied bombing".
func (s *sentence) verbControl(v, w *verb) {
	if s.phones(v) { // "called Merkel to discuss"
		w.subject, w.how = v.subject, linkControl
		return
	}
	c, known := s.x.lexicon.controls[v.lemma]
	known = known && c.complements[v.by]
	if w.infinitive && w.a > 0 && s.units[w.a-1].lower == "yet" { // "has yet to ratify"
		c, known = s.x.lexicon.controls["yet"], true
	}
	if w.subject == nil || w.how == linkReduced || w.how == linkControl {
		w.subject, w.how = v.subject, linkControl
	}
	if known {
		w.via = c.effects
		w.viaCues = append(w.viaCues, cueAt{v.head, c.effects.cue()})
		if object := s.objectOf(v); object != nil && !v.passive && causing[v.lemma] && v.by == "to" {
			w.subject = object
			if v.subject != nil && helping[v.lemma] { // "helped Iraq fight": both do
				w.subject = &group{phrases: append(slices.Clone(object.phrases), v.subject.phrases...), first: object.first, last: object.last}
			}
		} else if object != nil && !v.passive && !subjectControl[v.lemma] && v.by == "to" {
			w.subject, w.asked = object, true
		} else if object != nil && !v.passive && v.by != "to" && (accusing2[v.lemma] || v.by == "from" && c.effects.negated) {
			w.subject = object
			for _, o := range s.verbs { // "accused Iran of arming and training"
				if o.shares == w && !o.finite {
					o.subject = object
				}
			}
		}
		return
	}
	w.penalty += 0.1
	if v.by == "to" {
		w.purpose = true
		for _, p := range s.phrasesBefore(w) {
			w.asked = w.asked || askingNouns[p.lemma]
			if w.passive && p.at == w.at-1 {
				w.subject, w.how, w.purpose = p.group, linkReduced, false
				w.via.future = true
				return
			}
		}
		if object := s.objectOf(v); object != nil && (s.requests(v) || asksTo[v.lemma]) {
			w.subject, w.asked = object, true
		}
	}
}

var (
	helping        = words("help assist aid")
	causing        = words("help assist aid make cause force lead enable compel")
	subjectControl = words("promise threaten vow pledge offer agree")
	accusing2      = words("arrest detain indict charge sue jail fine convict praise thank accuse suspect blame criticize criticise condemn denounce fault")
)

// askingNouns ask for what the infinitive after them says.
var askingNouns = words("ultimatum request call appeal demand pressure message advice warning plea letter instruction")

// objectOf is the group that a verb asks something of.
func (s *sentence) objectOf(v *verb) *group {
	if len(v.objects) > 0 {
		return v.objects[0]
	}
	for _, p := range v.places {
		if p.preposition == "on" || p.preposition == "to" {
			return p.group
		}
	}
	return nil
}

// requests reports whether the lexicon reads the verb as a request.
func (s *sentence) requests(v *verb) bool {
	for _, r := range s.x.lexicon.rows[kindVerb.key(v.lemma)] {
		if r.relation == "REQUESTS" {
			return true
		}
	}
	return false
}
