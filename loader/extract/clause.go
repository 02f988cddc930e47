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
	case prev.piece == pieceRel, prev.piece == pieceStop && v.at > 0, s.afterThat(prev.phrase):
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

// afterThat reports whether a phrase follows "that" or "whom", so that the
// verb after it is the clause's own.
func (s *sentence) afterThat(p *phrase) bool {
	if p == nil {
		return false
	}
	c := s.chunkAt(p.group.first - 1)
	return c.piece == pieceRel || c.lower == "that"
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
