package extract

import "entente/graph"

// when.go tells when and where what a claim says happens.

// dateFor is the date of a claim: the nearest date expression of its clause,
// right of the trigger first.
func (s *sentence) dateFor(c claim, future bool) (period, bool) {
	at := c.at
	for _, step := range []int{1, -1} {
		for j := at + step; j >= 0 && j < len(s.chunks); j += step {
			k := s.chunks[j]
			if k.piece == pieceTime && s.datesClause(k, c) {
				if when, ok := datesIn(s.units[k.a:k.b], s.published(), future); ok {
					return when, true
				}
			}
			if s.dateBorder(k, step, c) {
				break
			}
		}
	}
	return period{}, false
}

// datesClause reports whether a date hangs on the clause of a claim and not on
// another verb's: "said on Sunday that it had sent".
func (s *sentence) datesClause(k chunk, c claim) bool {
	v := c.verb
	if v == nil {
		v = s.verbAbove(c.a)
	}
	o := s.verbAbove(s.outermost(k.a, k.b))
	if v == nil || o == nil || o == v || o == v.parent || o.parent == v || o == v.shares || o.shares == v || o.shares != nil && o.shares == v.shares || !v.finite && s.verbAbove(s.node(v)) == o {
		return true
	}
	return c.verb == nil && o.at > v.at
}

// outermost is the unit of a run that hangs on one outside of it.
func (s *sentence) outermost(a, b int) int {
	for i := a; i < b; i++ {
		if up := s.units[i].up; up < a || up >= b {
			return i
		}
	}
	return a
}

// dateBorder reports whether a chunk ends the clause for a date.
func (s *sentence) dateBorder(k chunk, step int, c claim) bool {
	switch k.piece {
	case pieceStop, pieceSub, pieceRel:
		return true
	case pieceVerb:
		if c.verb != nil && (k.verb == c.verb || c.verb.governed == k.verb || c.verb.parent == k.verb) {
			return false
		}
		return k.verb.finite || step > 0
	}
	return false
}

// placeFor is where a claim happens.
func (s *sentence) placeFor(c claim) string {
	if c.verb != nil {
		if place := s.placeIn(c.verb.places); place != "" {
			return place
		}
		if w := c.verb.governed; w != nil {
			if place := s.placeIn(w.places); place != "" {
				return place
			}
		}
	}
	if p := s.chunkAt(c.at).phrase; p != nil && c.relation != graph.BelongsTo {
		return s.placeIn(s.placesAfter(p))
	}
	return ""
}
