package extract

import (
	"slices"
	"strings"
)

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
	if up := s.units[p.head].up; up >= a && up < p.head && is(s.units[p.head].rel, "amod", "acl") && inPhraseTag(s.units[up].tag) {
		p.head = up // "a commander specialized in"
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
		if p := s.chunks[i].phrase; p != nil {
			p.group = single(p)
		}
	}
	for i := range s.chunks {
		p := s.chunks[i].phrase
		if p == nil {
			continue
		}
		if c := s.chunkAt(p.at - 1).lower; c == "not" || c == "than" && s.chunkAt(p.at-2).lower == "rather" || c == "of" && s.chunkAt(p.at-2).lower == "instead" { // "Egypt, and not Ethiopia"
			continue
		}
		if first := s.firstOf(p); first != p && first.group != p.group {
			first.group.phrases = append(first.group.phrases, p)
			first.group.last = max(first.group.last, p.at)
			p.group = first.group
		}
	}
	for i := range s.chunks {
		p := s.chunks[i].phrase
		if p == nil {
			continue
		}
		if person := s.bearer(p); person != p && !has(p.group, person) {
			n := slices.Index(p.group.phrases, p)
			p.group.phrases[n], p.group.last = person, max(p.group.last, person.at)
			person.group, p.group = p.group, single(p)
		}
	}
}

// firstOf climbs from a phrase to the first of its coordination.
func (s *sentence) firstOf(p *phrase) *phrase {
	for steps := 0; steps < maxDepth; steps++ {
		i := s.top(p)
		up := s.phraseOf(s.units[i].up)
		if s.units[i].rel != "conj" || up == nil || up == p || up.at > p.at {
			break
		}
		p = up
		if outer := s.phraseOf(s.units[s.top(p)].up); outer != nil && s.preposition(s.top(outer)) == "between" {
			return outer // "between A of X and B"
		}
	}
	return p
}

// top is the unit of a phrase by which it hangs on the rest of the sentence.
func (s *sentence) top(p *phrase) int {
	i := p.head
	for steps := 0; steps < maxDepth && s.units[i].up >= p.a && s.units[i].up < p.b; steps++ {
		i = s.units[i].up
	}
	return i
}

// bearer is the person that a role stands beside without a comma: "the envoy
// to Libya Lena Holm"; else the phrase itself.
func (s *sentence) bearer(p *phrase) *phrase {
	if !s.x.lexicon.roles[p.lemma] && !s.personRole(s.units[p.head]) {
		return p
	}
	for n := p.at + 1; n < len(s.chunks) && n <= p.at+3; n++ {
		c := s.chunks[n]
		if c.piece != piecePrep && c.piece != piecePhrase {
			break
		}
		if c.phrase != nil && c.phrase.actor >= 0 && s.isPerson(s.units[c.phrase.head]) && s.chunks[n-1].piece == piecePhrase {
			return c.phrase
		}
	}
	return p
}
