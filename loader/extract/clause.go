package extract

// The clause reader works on chunks. It finds the subject of each verb to its
// left and the objects to its right, and stops at the borders of clauses.

// readClauses fills the verbs of the sentence.
func (s *sentence) readClauses() {
	for _, v := range s.verbs {
		if v.uncertain {
			s.settle(v)
		}
	}
	for _, v := range s.verbs {
		s.findSubject(v)
	}
	for _, v := range s.verbs {
		s.findObjects(v)
	}
	for _, v := range s.verbs {
		s.govern(v)
	}
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

// settle decides whether an -ed form without auxiliary is a past tense or a
// participle after its noun.
func (s *sentence) settle(v *verb) {
	prev, next := s.chunkAt(s.skipLeft(v.at-1)), s.chunkAt(s.skipRight(v.at+1))
	switch {
	case prev.piece == pieceRel, prev.piece == pieceStop && v.at > 0:
		return
	case next.piece == piecePrep && next.lower == "by" && !s.byMeans(s.skipRight(v.at+1)+1),
		next.piece == piecePrep && (next.lower == "of" && accusing[v.lemma]),
		prev.piece == piecePrep, prev.piece == pieceSub && next.piece != piecePhrase:
		v.reduced = true
	case prev.piece == piecePhrase && next.piece != piecePhrase:
		v.reduced = s.mainVerbFollows(v) || s.isObject(s.skipLeft(v.at-1))
	case prev.piece == pieceComma && next.piece == piecePrep && v.at > 1 && s.chunkAt(s.skipLeft(v.at-2)).piece == piecePhrase && s.mainVerbFollows(v):
		v.reduced = true
	}
	if v.reduced {
		v.finite, v.passive = false, true
	}
}

// byMeans reports whether "by" at the chunk before i tells how, not who.
func (s *sentence) byMeans(i int) bool {
	p := s.chunkAt(i).phrase
	return p != nil && meansNouns[p.lemma]
}

// isObject reports whether the phrase at chunk i hangs on a finite verb left of
// it that takes no clause, so that what follows describes it: "arrested
// members of a network linked to".
func (s *sentence) isObject(i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch c := s.chunks[j]; c.piece {
		case pieceVerb:
			_, speaks := s.x.lexicon.speeches[c.verb.lemma]
			return !speaks && c.verb.lemma != "see" && c.verb.lemma != "mean"
		case piecePrep:
			if clausePrepositions[c.lower] && c.lower != "for" && c.lower != "as" {
				return false
			}
		case piecePhrase, pieceTime, pieceAdverb, pieceHyphen:
		default:
			return false
		}
	}
	return false
}

var meansNouns = words("phone telephone video percent point % mistake surprise train plane car sea land foot")

var accusing = words("accuse suspect convict")

// mainVerbFollows reports whether a later finite verb has no subject but the
// one left of v.
func (s *sentence) mainVerbFollows(v *verb) bool {
	for i := v.at + 1; i < len(s.chunks); i++ {
		switch c := s.chunks[i]; c.piece {
		case pieceVerb:
			if c.verb.finite {
				return true
			}
		case piecePhrase:
			if s.chunkAt(i-1).piece != piecePrep && s.chunkAt(i-1).piece != pieceConj {
				return false
			}
		case piecePrep, pieceAdverb, pieceTime, pieceHyphen:
		case pieceConj:
			if s.chunkAt(i+1).piece != piecePhrase {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// findSubject finds who acts, or in the passive who is acted on.
func (s *sentence) findSubject(v *verb) {
	at := s.skipLeft(v.at - 1)
	prev := s.chunkAt(at)
	switch {
	case v.infinitive:
		return // by govern
	case prev.piece == pieceConj && s.shareSubject(v, at):
		return
	case v.gerund || v.reduced:
		s.participleSubject(v, at)
	case prev.piece == pieceRel:
		v.subject, v.how = s.antecedent(at), linkRelative
	default:
		v.subject, v.how = s.walkLeft(at), linkDirect
	}
	if v.subject == nil && v.finite {
		s.invertedSubject(v, at)
	}
}

// shareSubject gives a verb after a conjunction the subject of the verb before
// it, when both are of one make.
func (s *sentence) shareSubject(v *verb, at int) bool {
	for i := at - 1; i >= 0; i-- {
		switch c := s.chunks[i]; c.piece {
		case pieceVerb:
			o := c.verb
			if o.finite != v.finite && !(o.infinitive && !v.finite) && !(v.reduced && o.passive) {
				continue
			}
			v.subject, v.how, v.shares = o.subject, linkShared, o
			if o.infinitive {
				v.infinitive, v.finite = true, false
			}
			return o.subject != nil || o.infinitive || o.gerund
		case pieceStop:
			return false
		}
	}
	return false
}

// participleSubject finds the noun that a participle describes, or the
// subject of the clause that it accompanies.
func (s *sentence) participleSubject(v *verb, at int) {
	prev := s.chunkAt(at)
	switch prev.piece {
	case piecePhrase:
		v.subject, v.how = s.describedBy(v, prev.phrase), linkReduced
	case pieceComma:
		if v.reduced {
			if p := s.chunkAt(s.skipLeft(at - 1)); p.piece == piecePhrase {
				v.subject, v.how = p.phrase.group, linkReduced
				return
			}
		}
		v.subject, v.how = s.mainSubject(at), linkControl
	case pieceRel:
		v.subject, v.how = s.antecedent(at), linkRelative
	case pieceStop, pieceQuote, pieceSub:
		v.subject, v.how = s.followingSubject(v), linkControl
	}
}

// describedBy is the group of the phrase before a participle. A gerund of a
// verb that wants an object and has one describes the nearest phrase; where
// that phrase closes a coordination, all of it.
func (s *sentence) describedBy(_ *verb, p *phrase) *group { return p.group }

// mainSubject is the subject of the nearest finite verb left of a comma.
func (s *sentence) mainSubject(at int) *group {
	for i := at - 1; i >= 0; i-- {
		if v := s.chunks[i].verb; v != nil && v.finite && v.subject != nil {
			return v.subject
		}
	}
	return nil
}

// followingSubject is the subject after a fronted participle: "Backed by
// Russia, the regime advanced".
func (s *sentence) followingSubject(v *verb) *group {
	for i := v.at + 1; i < len(s.chunks); i++ {
		if s.chunks[i].piece != pieceComma {
			continue
		}
		if j := s.skipRight(i + 1); j < len(s.chunks) && s.chunks[j].phrase != nil {
			return s.chunks[j].phrase.group
		}
		return nil
	}
	return nil
}

// antecedent is the group that a relative pronoun at chunk at refers to.
func (s *sentence) antecedent(at int) *group {
	i := s.skipLeft(at - 1)
	if s.chunkAt(i).piece == piecePrep { // "with whom", "of which"
		return nil
	}
	if s.chunkAt(i).piece == pieceComma {
		if outer := s.openingComma(i); outer >= 0 { // "an attack, carried out by A, that killed"
			i = outer
		} else {
			i = s.skipLeft(i - 1)
		}
	}
	p := s.chunkAt(i).phrase
	if p == nil {
		return nil
	}
	single := &group{phrases: []*phrase{p}, first: p.at, last: p.at}
	if s.chunkAt(i+1).piece == pieceComma || len(p.group.phrases) == 1 {
		return single
	}
	return p.group
}

// ambiguous prepositions also open clauses.
var clausePrepositions = words("after before since until as than till for given")

// walkLeft finds the subject of a finite verb whose left neighbor is chunk i:
// back over what describes the subject, to a phrase that no preposition
// governs.
func (s *sentence) walkLeft(i int) *group {
	for steps := 0; i >= 0 && steps < 60; steps++ {
		switch c := s.chunks[i]; c.piece {
		case piecePhrase:
			first := c.phrase.group.first
			before := s.skipLeft(first - 1)
			b := s.chunkAt(before)
			if b.piece != piecePrep || before != first-1 || clausePrepositions[b.lower] && s.opensClause(before) {
				return c.phrase.group
			}
			i = s.skipLeft(before - 1)
			if p := s.chunkAt(i).piece; p != piecePhrase && p != pieceComma && !s.describes(i) {
				return nil
			}
		case pieceComma:
			if i = s.openingComma(i); i < 0 {
				return nil
			}
		case pieceVerb:
			if i = s.beforeDescription(i); i < 0 {
				return nil
			}
		case pieceTime, pieceAdverb:
			i--
		case pieceQuote:
			i--
		default:
			return nil
		}
	}
	return nil
}

// opensClause reports whether "after" and its like at chunk i open a clause:
// a phrase follows, and then a finite verb.
func (s *sentence) opensClause(i int) bool {
	return s.chunkAt(i).lower != "for" || i == 0 || s.chunkAt(i-1).piece == pieceComma
}

// describes reports whether a verb at chunk i stands in a description of a
// noun: a participle after it or a relative clause.
func (s *sentence) describes(i int) bool {
	return i >= 0 && s.chunks[i].piece == pieceVerb && s.beforeDescription(i) >= 0
}

// beforeDescription returns the chunk of the noun that a participle or
// relative clause with its verb at chunk i describes, or -1.
func (s *sentence) beforeDescription(i int) int {
	v := s.chunks[i].verb
	at := s.skipLeft(i - 1)
	switch {
	case v.reduced || v.gerund && !v.finite:
		if s.chunkAt(at).piece == piecePhrase {
			return at
		}
	case v.infinitive:
		if s.chunkAt(at).piece == piecePhrase {
			return at
		}
		if s.chunkAt(at).piece == pieceVerb {
			return s.beforeDescription(at)
		}
	case s.chunkAt(at).piece == pieceRel:
		return s.skipLeft(at - 1)
	}
	return -1
}

// openingComma returns the chunk before the comma that opens the insertion
// which the comma at i closes, or -1: ", who met Putin on Tuesday,", ", the
// former minister,".
func (s *sentence) openingComma(i int) int {
	for k := i - 1; k > 0; k-- {
		c := s.chunks[k]
		switch c.piece {
		case pieceStop, pieceQuote:
			return -1
		case pieceComma:
			if s.insertion(k, i) {
				return s.skipLeft(k - 1)
			}
		}
	}
	return -1
}

// insertion reports whether what stands between two commas interrupts a
// clause.
func (s *sentence) insertion(open, end int) bool {
	if p := s.chunkAt(s.skipLeft(open - 1)); p.piece != piecePhrase {
		return false
	}
	first := s.chunkAt(open + 1)
	finite := false
	for i := open + 1; i < end; i++ {
		finite = finite || s.chunks[i].verb != nil && s.chunks[i].verb.finite
	}
	switch first.piece {
	case pieceRel, pieceSub:
		return true
	case piecePrep:
		return !finite || s.chunkAt(open+2).piece == pieceRel
	case piecePhrase, pieceTime, pieceAdverb, pieceConj:
		return !finite
	case pieceVerb:
		return first.verb.reduced || first.verb.gerund
	}
	return false
}

// invertedSubject reads ", said Lavrov".
func (s *sentence) invertedSubject(v *verb, at int) {
	prev := s.chunkAt(at)
	if _, speaks := s.x.lexicon.speeches[v.lemma]; !speaks || prev.piece != pieceComma && prev.piece != pieceQuote {
		return
	}
	if next := s.chunkAt(v.at + 1); next.piece == piecePhrase {
		v.subject, v.how = next.phrase.group, linkDirect
	}
}

// findObjects reads what stands right of a verb until its clause ends.
func (s *sentence) findObjects(v *verb) {
	i := v.at + 1
	for i < len(s.chunks) && i < v.at+24 {
		switch c := s.chunks[i]; c.piece {
		case pieceAdverb, pieceTime:
			i++
		case pieceQuote:
			if s.units[c.a].closing {
				return
			}
			i++
		case piecePhrase:
			if s.isSubject(c.phrase.group, v) || len(v.places) > 0 && s.chunkAt(i-1).piece != piecePhrase || len(v.objects) > 1 || v.subject == c.phrase.group {
				return
			}
			v.objects = append(v.objects, c.phrase.group)
			i = max(i, c.phrase.group.last) + 1
		case piecePrep:
			next := s.chunkAt(i + 1)
			if next.piece == pieceQuote {
				next = s.chunkAt(i + 2)
				i++
			}
			switch {
			case next.piece == piecePhrase && !s.isSubject(next.phrase.group, v):
				v.places = append(v.places, placed{c.lower, next.phrase.group})
				i = max(i+1, next.phrase.group.last) + 1
			case next.piece == pieceVerb && next.verb.gerund:
				v.governed, v.by = next.verb, c.lower
				return
			case next.piece == piecePrep: // "out of", "from within"
				i++
			default:
				return
			}
		case pieceVerb:
			s.complement(v, c.verb)
			return
		case pieceComma:
			if j := s.overComma(i); j > i {
				i = j
				continue
			}
			return
		default:
			return
		}
	}
}

// complement links an infinitive or gerund that follows a verb.
func (s *sentence) complement(v, next *verb) {
	if next.shares != nil {
		return
	}
	switch {
	case next.infinitive:
		v.governed, v.by = next, "to"
	case next.gerund && len(v.objects) == 0 && len(v.places) == 0:
		v.governed, v.by = next, "ing"
	case next.finite || next.reduced:
	}
}

// overComma skips an adverb or a date between commas: "has, however, backed".
func (s *sentence) overComma(i int) int {
	j := s.skipRight(i + 1)
	if j > i+1 && s.chunkAt(j).piece == pieceComma {
		return j + 1
	}
	return i
}

// isSubject reports whether a group is the subject of a finite verb other than
// v that stands right of it.
func (s *sentence) isSubject(g *group, v *verb) bool {
	for _, o := range s.verbs {
		if o != v && o.subject == g && o.at > g.last && (o.how == linkDirect) {
			return true
		}
	}
	return false
}

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
	if prev := s.chunkAt(i - 1); prev.lower == "of" || prev.lower == "by" {
		if outer := s.chunkAt(i - 2).phrase; outer != nil {
			out = append(out, outer)
		}
	}
	return out
}

// nounControl: "had no intention of taking part", "Russia's decision to
// withdraw", "the decision of Turkey to stay".
func (s *sentence) nounControl(v, w *verb, p *phrase, c control) {
	w.via = c.effects.or(effects{negated: p.negated})
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
	case v.passive:
		w.subject = nil
	default:
		w.subject = v.subject
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
	c, known := s.x.lexicon.controls[v.lemma]
	known = known && c.complements[v.by]
	if w.subject == nil || w.how == linkReduced || w.how == linkControl {
		w.subject, w.how = v.subject, linkControl
	}
	if known {
		w.via = c.effects
		w.viaCues = append(w.viaCues, cueAt{v.head, c.effects.cue()})
		if object := s.objectOf(v); object != nil && !v.passive && !subjectControl[v.lemma] && v.by == "to" {
			w.subject = object
			w.penalty += 0.35
			w.via.hedged = true
		} else if object != nil && !v.passive && v.by != "to" && accusing2[v.lemma] {
			w.subject = object
		}
		return
	}
	w.penalty += 0.1
	if v.by == "to" {
		w.purpose = true
		if object := s.objectOf(v); object != nil && s.requests(v) {
			w.subject, w.via.hedged = object, true
			w.penalty += 0.3
		}
	}
}

var subjectControl = words("promise threaten vow pledge offer agree")
var accusing2 = words("accuse suspect blame criticize criticise condemn denounce fault")

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
