package extract

// findObjects reads what stands right of a verb until its clause ends.
func (s *sentence) findObjects(v *verb) {
	s.readRight(v)
	if len(v.objects) == 0 && !v.passive && !v.predicate && v.lemma != "be" {
		if g := s.relativeObject(v); g != nil {
			v.objects = []*group{g}
			v.penalty += 0.04
		}
	}
}

// relativeObject is the noun before "whom", "which" or "that" when a subject
// follows: "the rebels whom Turkey supports".
func (s *sentence) relativeObject(v *verb) *group {
	if v.subject == nil || v.how != linkDirect || v.governed != nil {
		return nil
	}
	at := v.subject.first - 1
	c := s.chunkAt(at)
	left := s.chunkAt(s.skipLeft(at - 1))
	switch {
	case c.piece == pieceRel && c.lower != "whose":
		return s.antecedent(at)
	case c.lower == "that" && left.piece == piecePhrase && !contentNouns[left.phrase.lemma]:
		if _, speaks := s.x.lexicon.speeches[v.lemma]; !speaks {
			return s.antecedent(at)
		}
	}
	return nil
}

// contentNouns open a clause of their own with "that".
var contentNouns = words(`claim statement report fact news idea belief accusation allegation charge view announcement condition suggestion
	warning hope fear agreement decision demand evidence proof sign impression time day way reporter official`)

// readRight reads what stands right of a verb until its clause ends.
func (s *sentence) readRight(v *verb) {
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
