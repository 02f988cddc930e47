package extract

import (
	"strings"

	"entente/graph"
)

// trim cuts the trigger off a source that holds it: "United Nations" of
// "United Nations mediator".
func (s *sentence) trim(f *filled, p *phrase) {
	if p.actor < 0 || len(f.sources) != 1 {
		return
	}
	m := s.actors[p.actor]
	if start, _ := s.splitRole(&m); start >= 0 {
		f.sources[0].mention = m
	}
}

// readMembership reads who belongs to whom from titles and appositions:
// "Turkish Interior Minister Suleyman Soylu", "Lena Holm, Norway's
// central bank chief".
func (s *sentence) readMembership() {
	for i, c := range s.chunks {
		if c.phrase == nil || c.phrase.actor < 0 || s.actors[c.phrase.actor].Kind != graph.KindPerson {
			continue
		}
		person := arg{mention: s.actors[c.phrase.actor], at: i}
		s.titleBefore(person, c.phrase)
		s.roleBefore(person, i)
		s.roleAfter(person, i)
	}
}

func (s *sentence) belongs(person, owner arg, a, b, at int, confidence float64) {
	if owner.mention.Kind == graph.KindPerson || a >= b || owner.mention.Kind == graph.KindMedia {
		return
	}
	s.add(claim{
		relation: graph.BelongsTo, source: person, target: owner, a: a, b: b, at: at,
		confidence: confidence, rule: "title",
	})
}

// titleBefore: the owner and the role stand in the person's own phrase.
func (s *sentence) titleBefore(person arg, p *phrase) {
	at, owned := s.ownerOf(p)
	if !owned || s.opposes(p) {
		return
	}
	owner := s.units[at]
	from := at + 1
	if from < p.head && s.units[from].tag == tagPossessive {
		from++
	}
	role := s.roleIn(from, p.head)
	m := s.actors[owner.mention]
	if role < 0 && s.personRole(owner) && p.head == at+1 {
		a, b := s.splitRole(&m)
		if a >= 0 {
			s.belongsText(person, arg{mention: m, at: p.at}, a, b, p.at)
		}
		return
	}
	if role >= 0 && !s.past(max(0, p.a-2), p.head) {
		s.belongs(person, arg{mention: m, at: p.at}, from, p.head, p.at, 0.93)
	}
}

// opposes reports whether a title stands against its country: "Australian
// opposition leader".
func (s *sentence) opposes(p *phrase) bool {
	for _, u := range s.units[p.a:p.head] {
		if u.lower == "opposition" || u.lower == "rebel" || u.lower == "dissident" || u.lower == "shadow" {
			return true
		}
	}
	return false
}

// past reports whether a role is held no longer, or against its owner.
func (s *sentence) past(from, to int) bool {
	for _, u := range s.units[from:to] {
		if formerWords[u.lower] || strings.HasPrefix(u.lower, "ex-") {
			return true
		}
	}
	return false
}

var formerWords = words("former formerly previously once ex late then-president onetime one-time would-be self-styled exiled ousted deposed")

// roleIn returns a unit that names a role in units [a, b), or -1.
func (s *sentence) roleIn(a, b int) int {
	for i := a; i < b; i++ {
		if s.x.lexicon.roles[s.units[i].lower] || s.x.lexicon.roles[singular(s.units[i].lower)] {
			return i
		}
	}
	return -1
}

// splitRole parts a mention such as "UN special envoy" into its owner, which
// it leaves in m, and its role, whose code points it returns; -1 when it can
// not.
func (s *sentence) splitRole(m *graph.Mention) (start, end int) {
	text := []rune(m.Text)
	cut := len(text)
	for cut > 0 {
		i := cut - 1
		for i > 0 && text[i-1] != ' ' {
			i--
		}
		word := string(text[i:cut])
		if i == 0 || !s.roleWord(word) {
			break
		}
		cut = i - 1
	}
	if cut <= 0 || cut == len(text) {
		return -1, -1
	}
	start, end = m.Start+cut+1, m.End
	owner := strings.TrimSuffix(strings.TrimSuffix(string(text[:cut]), "'s"), "’s")
	m.Text, m.End = owner, m.Start+len([]rune(owner))
	return start, end
}

var titleWords = words("special deputy foreign prime vice chief senior top defense defence interior finance assistant resident humanitarian permanent of state first")

func (s *sentence) roleWord(word string) bool {
	lower := strings.ToLower(word)
	return s.x.lexicon.roles[lower] || s.x.lexicon.roles[singular(lower)] || titleWords[lower] || word == lower && len(word) > 2
}

// belongsText adds a membership whose trigger lies inside a mention.
func (s *sentence) belongsText(person, owner arg, start, end, at int) {
	unit := -1
	for i, u := range s.units {
		if u.start <= start && u.end >= end {
			unit = i
		}
	}
	if unit < 0 {
		return
	}
	s.belongs(person, owner, unit, unit+1, at, 0.9)
}

// roleBefore: "the EU envoy to Libya Lena Holm", "Norway's
// bank chief, Lena Holm".
func (s *sentence) roleBefore(person arg, i int) {
	j := i - 1
	if s.chunkAt(j).piece == pieceComma {
		j--
	}
	p := s.chunkAt(j).phrase
	if p == nil {
		return
	}
	if p.embedded && (s.chunkAt(j-1).lower != "of" || s.chunkAt(j+1).piece == pieceComma) && s.chunkAt(j-2).phrase != nil && !s.sameList(s.chunkAt(j-2).phrase, i) {
		s.roleOwner(person, s.chunkAt(j-2).phrase, i, 0.88)
		return
	}
	if s.chunkAt(j+1).piece != pieceComma || !s.listed(p, i) {
		s.roleOwner(person, p, i, 0.85)
	}
}

// sameList and listed keep "the Russian envoy, Assad and Erdogan" apart from an
// apposition.
func (s *sentence) sameList(p *phrase, i int) bool {
	return p.group != nil && p.group == s.chunks[i].phrase.group
}

func (s *sentence) listed(p *phrase, i int) bool { return s.sameList(p, i) }

// roleAfter: "Lena Holm, Norway's bank chief,".
func (s *sentence) roleAfter(person arg, i int) {
	if s.chunkAt(i+1).piece != pieceComma {
		return
	}
	j := s.skipRight(i + 2)
	p := s.chunkAt(j).phrase
	if p == nil || s.sameList(p, i) || s.ownSubject(p) && s.chunkAt(i-1).piece != pieceStop && i > 0 {
		return
	}
	s.roleOwner(person, p, i, 0.85)
}

// roleOwner adds a membership when a phrase is a role with an owner.
func (s *sentence) roleOwner(person arg, p *phrase, at int, confidence float64) {
	head := s.units[p.head]
	if p.actor >= 0 {
		m := s.actors[p.actor]
		if m.Kind == graph.KindPerson || !s.personRole(head) {
			return
		}
		if a, _ := s.splitRole(&m); a >= 0 {
			s.belongs(person, arg{mention: m, at: p.at}, p.head, p.head+1, at, confidence)
		}
		return
	}
	if !s.x.lexicon.roles[p.lemma] || s.past(p.a, p.b) {
		return
	}
	if len(p.owners) > 0 {
		owner := s.units[p.owners[len(p.owners)-1]]
		s.belongs(person, arg{mention: s.actors[owner.mention], at: p.at}, p.head, p.head+1, at, confidence)
		return
	}
	next := s.chunkAt(p.at + 1)
	if inner := s.chunkAt(p.at + 2).phrase; (next.lower == "of" || next.lower == "for") && inner != nil && inner.actor >= 0 {
		s.belongs(person, arg{mention: s.actors[inner.actor], at: inner.at}, p.head, p.head+1, at, confidence-0.03)
	}
}
