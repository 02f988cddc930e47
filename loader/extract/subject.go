package extract

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
		if holder := s.holder(prev.phrase); v.gerund && holder == nil && documents[prev.phrase.lemma] {
			v.subject, v.how = s.mainSubject(at), linkControl // "issued a report accusing"
			return
		}
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

// documents speak for who issues them.
var documents = words(`statement report letter resolution speech tweet article email message memo video note declaration communique petition
	lawsuit complaint broadcast post interview text press`)

// describedBy is the group of the phrase before a participle. A gerund of a
// verb that wants an object and has one describes the nearest phrase; where
// that phrase closes a coordination, all of it.
// "Talks in Astana organized by Russia" are talks, not a town.
func (s *sentence) describedBy(v *verb, p *phrase) *group {
	for v.reduced && p.embedded && locative[s.chunkAt(p.at-1).lower] {
		outer := s.chunkAt(s.skipLeft(p.at - 2)).phrase
		if outer == nil {
			break
		}
		p = outer
	}
	return p.group
}

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
	case v.subject != nil && v.how == linkDirect && s.afterThat(v.subject.phrases[0]) && s.chunkAt(s.skipLeft(v.subject.first-2)).piece == piecePhrase:
		return s.skipLeft(v.subject.first - 2)
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
		if v := s.chunks[i].verb; v != nil && v.finite {
			if _, speaks := s.x.lexicon.speeches[v.lemma]; speaks && s.skipRight(i+1) == end && !finite {
				return true // ", Turkey said,"
			}
			finite = true
		}
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
