package extract

import "strings"

// piece is the sort of a chunk.
type piece uint8

const (
	pieceOther piece = iota
	piecePhrase
	pieceVerb
	piecePrep
	pieceConj
	pieceSub
	pieceRel
	pieceComma
	pieceStop
	pieceQuote
	pieceTime
	pieceAdverb
	pieceHyphen
)

// chunk is a run of units: a noun phrase, a verb group, or a small word
// between them.
type chunk struct {
	piece  piece
	a, b   int // units [a, b)
	lower  string
	phrase *phrase
	verb   *verb
}

// phrase is a noun phrase.
type phrase struct {
	at       int // index of its chunk
	a, b     int
	head     int // unit of its head noun
	lemma    string
	actor    int   // mention that is its head, or -1
	owners   []int // units of actors before the head: "Russia 's", "Russian"
	negated  bool  // "no talks", "neither side"
	hedged   bool  // "the alleged attack"
	group    *group
	embedded bool // follows a preposition
}

// group is one noun phrase or several that are coordinated.
type group struct {
	phrases []*phrase
	first   int // chunk
	last    int
}

// chunkUnits cuts the units of a sentence into chunks.
func (s *sentence) chunkUnits() {
	for i := 0; i < len(s.units); {
		end := i + 1
		c := chunk{a: i}
		switch u := s.units[i]; u.tag {
		case tagNoun, tagAdj, tagDet, tagPossessive, tagPronoun, tagActor, tagNumber:
			end = s.phraseEnd(i)
			c.piece, c.phrase = piecePhrase, s.newPhrase(i, end)
		case tagAux, tagModal, tagVerb, tagTo:
			if c.verb, end = s.verbGroup(i); c.verb != nil {
				c.piece = pieceVerb
			} else if u.tag == tagTo {
				c.piece = piecePrep
			}
		case tagNeg, tagAdv:
			if v, e := s.verbGroup(i); v != nil {
				c.verb, end, c.piece = v, e, pieceVerb
			} else {
				c.piece = pieceAdverb
			}
		case tagTime:
			for end < len(s.units) && s.units[end].tag == tagTime && !datePrepositions[s.units[end].lower] {
				end++
			}
			c.piece = pieceTime
		default:
			c.piece = smallPieces[u.tag]
		}
		c.b, c.lower = end, s.units[i].lower
		s.appendChunk(c)
		i = end
	}
}

var smallPieces = map[tag]piece{
	tagPrep: piecePrep, tagConj: pieceConj, tagSub: pieceSub, tagRel: pieceRel, tagComma: pieceComma, tagStop: pieceStop,
	tagQuote: pieceQuote, tagHyphen: pieceHyphen,
}

func (s *sentence) appendChunk(c chunk) {
	if c.verb != nil {
		c.verb.at = len(s.chunks)
		s.verbs = append(s.verbs, c.verb)
	}
	if c.phrase != nil {
		c.phrase.at = len(s.chunks)
		c.phrase.embedded = len(s.chunks) > 0 && s.chunks[len(s.chunks)-1].piece == piecePrep
	}
	s.chunks = append(s.chunks, c)
}

func inPhraseTag(t tag) bool {
	switch t {
	case tagNoun, tagAdj, tagDet, tagPossessive, tagActor, tagNumber:
		return true
	}
	return false
}

// phraseEnd returns where the noun phrase that starts at i ends.
func (s *sentence) phraseEnd(i int) int {
	if s.units[i].tag == tagPronoun {
		return i + 1
	}
	j := i + 1
	for j < len(s.units) {
		u, prev := s.units[j], s.units[j-1]
		switch {
		case u.tag == tagHyphen && j+1 < len(s.units) && prev.end == u.start && (inPhraseTag(s.units[j+1].tag) || s.units[j+1].tag == tagPrep || s.units[j+1].tag == tagAdv) && s.units[j+1].start == u.end:
			j += 2
			continue
		case !inPhraseTag(u.tag) || s.startsAnew(i, j):
			return j
		}
		j++
	}
	return j
}

// startsAnew reports whether a new phrase starts at j inside a run of noun
// words that began at i.
func (s *sentence) startsAnew(i, j int) bool {
	u, prev := s.units[j], s.units[j-1]
	if u.tag == tagDet && prev.tag != tagDet && prev.tag != tagNumber && prev.tag != tagAdj {
		return true
	}
	if prev.tag == tagActor && afterActor[u.lower] {
		return true // "held Russia responsible", "hit the YPG east of the river"
	}
	if u.tag != tagActor || prev.tag != tagActor {
		return false
	}
	// "the envoy to Libya Lena Holm"
	return s.isPerson(u) && !demonym(prev) && i == j-1 && i > 0 && s.units[i-1].tag == tagPrep && !s.personRole(prev)
}

var afterActor = words("responsible accountable hostage east west north south beforehand step alone itself themselves himself")

func (s *sentence) isPerson(u unit) bool {
	return u.mention >= 0 && s.actors[u.mention].Kind == "person"
}

// personRole reports whether a mention ends in a role: "Russian spokesman".
func (s *sentence) personRole(u unit) bool {
	return s.x.lexicon.roles[lastWord(u.lower)]
}

func lastWord(text string) string {
	if i := strings.LastIndexByte(text, ' '); i >= 0 {
		return text[i+1:]
	}
	return text
}

var possessivePronouns = words("its his her their our my your")

// newPhrase describes the noun phrase of units [a, b).
func (s *sentence) newPhrase(a, b int) *phrase {
	p := &phrase{a: a, b: b, head: -1, actor: -1}
	for i := a; i < b; i++ {
		u := s.units[i]
		switch u.tag {
		case tagNoun, tagActor, tagPronoun, tagNumber:
			p.head = i
		case tagDet:
			p.negated = p.negated || u.lower == "no"
		}
		p.hedged = p.hedged || hedgeAdjectives[u.lower]
		if u.tag == tagActor && possessivePronouns[u.lower] {
			p.head = -1
		}
	}
	if p.head < 0 {
		p.head = b - 1
	}
	head := s.units[p.head]
	if head.tag == tagActor && !possessivePronouns[head.lower] {
		p.actor = head.mention
	}
	p.lemma = singular(lastWord(head.lower))
	for i := a; i < p.head; i++ {
		if s.units[i].tag == tagActor && s.units[i+1].tag != tagHyphen {
			p.owners = append(p.owners, i)
		}
	}
	if head.tag == tagActor && possessivePronouns[head.lower] {
		p.owners = append(p.owners, p.head)
	}
	return p
}

var hedgeAdjectives = words("alleged suspected purported presumed apparent supposed possible potential")

// buildGroups joins coordinated noun phrases: "Russia, Iran and Turkey".
func (s *sentence) buildGroups() {
	for i := range s.chunks {
		p := s.chunks[i].phrase
		if p == nil || p.group != nil {
			continue
		}
		g := &group{phrases: []*phrase{p}, first: i, last: i}
		p.group = g
		s.growGroup(g)
	}
}

// growGroup adds the phrases that follow by commas and a conjunction. Commas
// alone make no group: without a conjunction at the end it is an apposition.
func (s *sentence) growGroup(g *group) {
	var members []*phrase
	joined := false
	i := g.last + 1
	if s.openBetween(g.first) {
		return
	}
	if second := s.secondOfBetween(g.first); second >= 0 {
		i = second
	}
	for !joined {
		next, conj := s.joiner(i)
		if next < 0 || s.chunks[next].phrase.group != nil {
			break
		}
		members = append(members, s.chunks[next].phrase)
		joined = conj
		i = next + 1
		// "the UN's Staffan, Russia and Iran": one phrase of detail is skipped by nothing.
	}
	if !joined || s.splitsClause(g, members) {
		return
	}
	for _, p := range members {
		p.group = g
		g.phrases = append(g.phrases, p)
		g.last = p.at
	}
}

// openBetween reports whether a phrase describes the first of "between A of X
// and B", so that the conjunction is not its own.
func (s *sentence) openBetween(at int) bool {
	if s.chunkAt(at-1).piece != piecePrep || s.chunkAt(at-1).lower == "between" {
		return false
	}
	for j := at - 1; j >= 0; j-- {
		switch c := s.chunks[j]; c.piece {
		case piecePrep:
			if c.lower == "between" {
				return true
			}
		case piecePhrase:
		default:
			return false
		}
	}
	return false
}

// secondOfBetween returns the conjunction of "between A of X and B" when A is
// at chunk at and something describes it; else -1.
func (s *sentence) secondOfBetween(at int) int {
	if s.chunkAt(at-1).lower != "between" || s.chunkAt(at+1).piece != piecePrep {
		return -1
	}
	for j := at + 1; j < len(s.chunks); j++ {
		switch s.chunks[j].piece {
		case pieceConj:
			return j
		case piecePrep, piecePhrase:
		default:
			return -1
		}
	}
	return -1
}

// joiner returns the chunk of the phrase that a comma or conjunction at i
// joins, or -1; conj tells that it was a conjunction.
func (s *sentence) joiner(i int) (next int, conj bool) {
	if i < len(s.chunks) && s.chunks[i].piece == pieceComma && s.units[s.chunks[i].a].text == "," {
		i++
	}
	if i < len(s.chunks) && s.chunks[i].piece == pieceConj && s.chunks[i].lower != "but" && s.chunks[i].lower != "yet" {
		conj = true
		i++
		for i < len(s.chunks) && s.chunks[i].piece == pieceAdverb {
			i++
		}
	}
	if i > 0 && i < len(s.chunks) && s.chunks[i].phrase != nil && (conj || s.chunks[i-1].piece == pieceComma) {
		return i, conj
	}
	return -1, false
}

// splitsClause reports whether the last member is rather the subject of a
// clause of its own: "Russia backed Assad and Iran armed the rebels", "In a
// meeting with Turkey, Russia and Iran agreed".
func (s *sentence) splitsClause(g *group, members []*phrase) bool {
	if s.chunkAt(g.first-1).lower == "between" {
		return false
	}
	last := members[len(members)-1]
	next := last.at + 1
	for next < len(s.chunks) && (s.chunks[next].piece == pieceAdverb || s.chunks[next].piece == pieceTime) {
		next++
	}
	finite := next < len(s.chunks) && s.chunks[next].verb != nil && s.chunks[next].verb.finite && !s.chunks[next].verb.reduced
	if !finite {
		return false
	}
	first := g.first
	for i := first - 1; i >= 0; i-- {
		switch s.chunks[i].piece {
		case pieceVerb:
			return s.chunks[i].verb.finite || s.chunks[i].verb.reduced || s.chunks[i].verb.gerund || s.chunks[i].verb.infinitive
		case pieceSub, pieceStop, pieceRel, pieceComma:
			return false
		case piecePrep:
			// A fronted phrase ends at its comma.
			if i == 0 || s.chunks[i-1].piece == pieceStop || s.chunks[i-1].piece == pieceSub || s.chunks[i-1].piece == pieceComma || s.chunks[i-1].piece == pieceConj {
				return s.chunks[g.last+1].piece == pieceComma
			}
		}
	}
	return false
}
