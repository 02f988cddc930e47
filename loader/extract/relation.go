package extract

import "entente/graph"

// Verbs and adjectives that tell how relations between two actors stand.
var (
	souring  = words("sour deteriorate worsen strain fray cool plunge collapse sink suffer chill")
	warming  = words("improve thaw warm strengthen normalize normalise deepen flourish")
	strained = words("strained tense frosty hostile troubled bad poor icy fraught sour difficult chilly low")
	close    = words("close warm friendly good strong cordial excellent")
)

var tieNouns = words("relation tie relationship")

// readTies matches "relations between A and B soured", "close ties between A
// and B", "A's strained relations with B".
func (s *sentence) readTies() {
	for _, c := range s.chunks {
		if c.phrase == nil || !tieNouns[c.phrase.lemma] {
			continue
		}
		relation, cameo := s.tieRelation(c.phrase)
		if relation == "" {
			continue
		}
		p := c.phrase
		claim := claim{
			relation: relation, reciprocal: true, cameo: cameo, rule: "relations", a: s.triggerStart(p), b: p.head + 1,
			at: p.at, verb: s.holder(p), confidence: 0.72, effects: effects{negated: p.negated},
		}
		places := s.placesAfter(p)
		f := filled{both: s.pairOf(p, places)}
		if owner, ok := s.ownerOf(p); ok && len(f.both) == 0 {
			f.both = []arg{{mention: s.actors[s.units[owner].mention], at: p.at}}
			for _, pl := range places {
				if pl.preposition == "with" {
					f.both = append(f.both, s.args(pl.group)...)
				}
			}
		}
		s.addFilled(claim, f)
	}
}

// tieRelation tells whether the words around a tie are of the good or the bad
// sort.
func (s *sentence) tieRelation(p *phrase) (graph.Relation, string) {
	for i := p.a; i < p.head; i++ {
		switch l := s.units[i].lower; {
		case strained[l]:
			return graph.Opposes, "111"
		case close[l]:
			return graph.CooperatesWith, "050"
		}
	}
	v := s.holder(p)
	if v == nil || v.subject == nil || !has(v.subject, p) {
		return "", ""
	}
	low := false
	for _, g := range v.objects {
		low = low || strained[s.units[g.phrases[0].b-1].lower]
	}
	switch {
	case souring[v.lemma] || low:
		return graph.Opposes, "111"
	case warming[v.lemma]:
		return graph.CooperatesWith, "050"
	}
	return "", ""
}
