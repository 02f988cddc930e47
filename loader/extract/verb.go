package extract

// verb is a verb group: auxiliaries, negation, adverbs and one main verb, or
// "be" with an adjective of the lexicon.
type verb struct {
	at    int // index of its chunk
	a, b  int // units [a, b)
	head  int // unit of the main verb
	lemma string

	finite     bool // has a tense
	infinitive bool // "to attack"
	gerund     bool // "attacking" without be
	reduced    bool // participle after its noun: "talks organized by Russia"
	passive    bool
	ongoing    bool // present tense or progressive
	predicate  bool // be + adjective
	would      bool
	effects    effects
	cues       []cueAt

	subject  *group // who acts, or what is acted on in the passive
	how      link   // how the subject was found
	shares   *verb  // the verb whose subject it shares
	objects  []*group
	places   []placed
	governed *verb // the verb in its complement
	by       string
	parent   *verb // the verb that governs it
	via      effects
	asked    bool // stands in what somebody is asked to do: not said of anybody yet
	purpose  bool // an infinitive that says what for: "sent troops to support"
	viaCues  []cueAt
	penalty  float64
}

// placed is a group behind a preposition.
type placed struct {
	preposition string
	group       *group
}

// cueAt is a unit that set a mode.
type cueAt struct {
	unit int
	kind cueKind
}

// link tells how a verb found its subject.
type link uint8

const (
	linkNone     link = iota
	linkDirect        // to its left
	linkRelative      // by who, which, that
	linkShared        // coordination
	linkReduced       // participle
	linkControl       // infinitive or gerund
)

var (
	haveForms = words("have has had having 've")
	beForms   = words("be is are was were been being am 're 's get gets got")
	getForms  = words("get gets got")
	finiteAux = words("is are was were am 're 's 've has have had do does did get gets got")
	pastAux   = words("was were had did got")
)

// verbGroup reads the verb group that starts at unit i. It returns nil where
// adverbs lead to no verb.
func (s *sentence) verbGroup(i int) (*verb, int) {
	v := &verb{a: i, head: -1}
	lastAux := ""
	past := false
	j := i
loop:
	for ; j < len(s.units); j++ {
		u := s.units[j]
		if u.upos == "ADV" && (u.tag == tagNoun || u.tag == tagNumber || u.tag == tagAdj) && j > i { // "must first disarm"
			s.adverb(v, j)
			continue
		}
		switch u.tag {
		case tagTo:
			if v.finite || v.infinitive || lastAux != "" {
				break loop
			}
			v.infinitive = true
		case tagModal:
			if v.finite || v.infinitive || lastAux != "" {
				break loop
			}
			v.finite = true
			s.modal(v, j)
		case tagNeg:
			if next := after(s.units, j).lower; next == "only" || next == "just" || next == "merely" {
				continue
			}
			v.effects.negated = true
			v.cues = append(v.cues, cueAt{j, cueNegation})
		case tagAdv:
			s.adverb(v, j)
		case tagAux:
			if lastAux == "" && !v.infinitive && !v.finite {
				v.finite = finiteAux[u.lower]
				v.gerund = !v.finite
				past = pastAux[u.lower]
			}
			lastAux, v.head = u.lower, j
		case tagVerb:
			s.mainVerb(v, j, lastAux, past)
			return v, s.particle(v, j+1)
		default:
			break loop
		}
	}
	if lastAux == "" {
		return nil, i + 1
	}
	return s.bareAux(v, j, lastAux, past)
}

// mainVerb closes a group with its main verb at unit j.
func (s *sentence) mainVerb(v *verb, j int, lastAux string, past bool) {
	u := s.units[j]
	v.head, v.lemma = j, u.lemma
	switch {
	case lastAux == "":
		s.bareVerb(v, u)
	case beForms[lastAux]:
		v.passive = u.form&formPart != 0 && u.form&formIng == 0
		v.ongoing = !past && !haveBefore(s.units, v.a, j)
		v.gerund = v.gerund && !v.infinitive
	case haveForms[lastAux]:
		v.ongoing = false
	default: // do
		v.ongoing = !past
	}
	v.b = j + 1
}

func haveBefore(units []unit, a, b int) bool {
	for _, u := range units[a:b] {
		if haveForms[u.lower] {
			return true
		}
	}
	return false
}

// bareVerb is a verb without auxiliaries.
func (s *sentence) bareVerb(v *verb, u unit) {
	switch {
	case v.finite || v.infinitive: // after a modal or to
		v.ongoing = true
	case u.form&formIng != 0:
		v.gerund, v.ongoing = true, true
	case u.form&(formPresent|formBase) != 0 && u.form&(formPast|formPart) == 0:
		v.finite, v.ongoing = true, true
	case u.form&formPast == 0:
		v.reduced, v.passive = true, true
	default:
		v.finite = true
	}
}

// particle takes in "out" of "carried out" where the lexicon knows the pair.
func (s *sentence) particle(v *verb, j int) int {
	v.b = j
	if j < len(s.units) && s.x.lexicon.particles[v.lemma+" "+s.units[j].lower] && s.units[j].tag != tagActor {
		v.lemma += " " + s.units[j].lower
		v.b = j + 1
	}
	return v.b
}

// bareAux closes a group that has auxiliaries only: "was", "has", "is
// critical of", "are due to".
func (s *sentence) bareAux(v *verb, j int, lastAux string, past bool) (*verb, int) {
	v.lemma, v.ongoing = "do", !past
	switch {
	case beForms[lastAux] && !getForms[lastAux]:
		v.lemma = "be"
	case haveForms[lastAux]:
		v.lemma = "have"
	}
	if getForms[lastAux] {
		v.lemma = "get"
	}
	v.b = j
	for v.b > v.head+1 {
		v.b--
	}
	j = v.b
	for j < len(s.units) && (s.units[j].tag == tagAdv || s.units[j].tag == tagNeg) {
		j++
	}
	if v.lemma == "be" && j < len(s.units) && s.adjective(s.units[j].lower) && (s.units[j].tag == tagNoun || s.units[j].tag == tagAdj || s.units[j].tag == tagOther || s.units[j].tag == tagPrep) {
		if next := after(s.units, j); !inPhraseTag(next.tag) || next.tag == tagDet || next.tag == tagActor {
			v.lemma, v.predicate, v.head, v.b = s.units[j].lower, true, j, j+1
		}
	}
	return v, v.b
}

// adjective reports whether a word is an adjective that the lexicon reads
// after "be".
func (s *sentence) adjective(lower string) bool {
	if len(s.x.lexicon.rows[kindAdjective.key(lower)]) > 0 {
		return true
	}
	_, ok := s.x.lexicon.controls[lower]
	return ok
}

func (s *sentence) modal(v *verb, j int) {
	switch s.units[j].lower {
	case "will", "shall", "'ll", "wo":
		v.effects.future = true
		v.cues = append(v.cues, cueAt{j, cueFuture})
	case "would", "'d":
		v.would = true
		v.cues = append(v.cues, cueAt{j, cueFuture})
	default:
		v.effects.hedged = true
		v.cues = append(v.cues, cueAt{j, cueHedge})
	}
}

func (s *sentence) adverb(v *verb, j int) {
	if e, ok := s.x.lexicon.cues[s.units[j].lower]; ok {
		v.effects = v.effects.or(e)
		v.cues = append(v.cues, cueAt{j, e.cue()})
	}
}

func (e effects) or(o effects) effects {
	return effects{e.negated || o.negated, e.hedged || o.hedged, e.future || o.future, e.conditional || o.conditional}
}

// cue names the kind of cue that an effect shows as.
func (e effects) cue() cueKind {
	switch {
	case e.negated:
		return cueNegation
	case e.hedged:
		return cueHedge
	case e.conditional:
		return cueConditional
	}
	return cueFuture
}
