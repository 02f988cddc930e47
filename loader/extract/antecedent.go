package extract

// antecedent.go tells whom a relative pronoun or a common noun beside a name means.

// relative reports whether unit k is a relative pronoun.
func (s *sentence) relative(k int) bool {
	x := s.units[k].xpos
	return x == "WP" || x == "WDT" || x == "WP$"
}

// antecedent is the group that the relative pronoun k of a clause under node n
// means. Without a comma before the pronoun it is all of a coordination.
func (s *sentence) antecedent(n, k int) *group {
	for steps := 0; n >= 0 && !is(s.units[n].rel, "acl") && steps < maxDepth; steps++ {
		n = s.units[n].up
	}
	if n < 0 {
		return nil
	}
	noun := s.units[n].up
	if k > 0 && s.units[k-1].tag == tagComma { // "an attack, carried out by A, that killed"
		if v := s.verbAbove(noun); v != nil && is(s.units[s.node(v)].rel, "acl") && v.a > 0 && s.units[v.a-1].tag == tagComma && v.at < s.chunkOf(k) {
			noun = s.units[s.node(v)].up
		}
	}
	p := s.phraseOf(noun)
	if p == nil || p.group == nil {
		return nil
	}
	p = s.apposed(p)
	if q := s.phraseOf(k - 2); k > 1 && s.units[k-1].tag == tagComma && p.actor < 0 && q != nil && q != p && q.actor >= 0 && s.under(q.head, p.head) {
		p = q // "objections from Russia, which supports"
	}
	if len(p.group.phrases) == 1 || k > 0 && s.units[k-1].tag == tagComma {
		return single(p)
	}
	return p.group
}

// apposed is the named phrase beside which a phrase stands: "Kelso Management, a
// firm linked to".
func (s *sentence) apposed(p *phrase) *phrase {
	top := s.top(p)
	if q := s.phraseOf(s.units[top].up); is(s.units[top].rel, "appos") && p.actor < 0 && q != nil && q.actor >= 0 {
		return q
	}
	return p
}

func single(p *phrase) *group { return &group{phrases: []*phrase{p}, first: p.at, last: p.at} }

// linkObjects finds what is acted on, in the order of the text.
func (s *sentence) linkObjects(v *verb) {
	n := s.node(v)
	if s.isTo(v) {
		return
	}
	if n != v.head && !v.predicate {
		if g := s.groupAt(n); g != nil { // "is an ally"
			v.objects = append(v.objects, g)
		}
	}
	pronoun := v.how == linkRelative
	for _, k := range s.below(v) {
		rel := s.units[k].rel
		pronoun = pronoun || s.relative(k)
		if !is(rel, "obj", "iobj") && !(is(rel, "nsubj") && v.subject == nil && v.lemma == "be") && !(is(rel, "xcomp") && s.verbAt[k] == nil) && !s.bareObject(v, k) {
			continue
		}
		g := s.groupAt(k)
		if s.relative(k) {
			g = s.antecedent(n, k)
			v.penalty += 0.04
		}
		if g != nil {
			v.objects = append(v.objects, g)
		}
	}
	if len(v.objects) == 0 && !pronoun && s.tells(n) && v.finite && !v.passive && !v.predicate && v.lemma != "be" {
		if g := s.antecedent(n, n); g != nil { // "the weapons Russia supplied"
			v.objects = append(v.objects, g)
			v.penalty += 0.06
		}
	}
}
