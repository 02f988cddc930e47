package extract

import (
	"strings"
	"time"

	"entente/graph"
)

// events are the event entities of one article, so that later sentences mean
// the same one.
type events struct {
	list    []*graph.Entity
	placeOn map[graph.Date]string      // where something happens on a day
	guests  map[string]map[string]bool // by event: actors that attend it, or do not
}

func newEvents() *events {
	return &events{placeOn: map[graph.Date]string{}, guests: map[string]map[string]bool{}}
}

// used lists the events that statements name, once each, in order of use.
func (e *events) used(statements []graph.Statement) []graph.Entity {
	out := []graph.Entity{}
	byID := map[string]*graph.Entity{}
	for _, one := range e.list {
		byID[one.ID] = one
	}
	for _, st := range statements {
		for _, id := range []string{st.Source.EntityID, st.Target.EntityID} {
			if one := byID[id]; one != nil {
				out = append(out, *one)
				delete(byID, id)
			}
		}
	}
	return out
}

// gatherings are relations to events where people meet.
var gatherings = map[graph.Relation]bool{
	graph.Attends: true, graph.Organizes: true, graph.Mediates: true, graph.Requests: true,
}

var deals = words("agreement accord truce ceasefire cease-fire deal treaty resolution")

// eventsOf lists the phrases of a group that name events.
func (s *sentence) eventsOf(g *group, r graph.Relation) []*phrase {
	var out []*phrase
	if g == nil {
		return nil
	}
	for _, p := range g.phrases {
		family := families[p.lemma]
		if gatherings[r] && p.lemma == "operation" {
			continue
		}
		if gatherings[r] && (family == "attack" || deals[p.lemma] && r != graph.Mediates) || r == graph.Attacks && family != "attack" {
			continue
		}
		if s.x.lexicon.events[p.lemma] && p.actor < 0 {
			out = append(out, p)
		}
	}
	return out
}

// eventOf is the event that a phrase names, or nil when the words leave open
// which one is meant.
func (s *sentence) eventOf(p *phrase, c claim) *graph.Entity {
	facts, _ := s.facts(c)
	place := s.eventPlace(p)
	when, dated := s.eventDate(p, facts.Time == graph.Future)
	if place == "" && dated {
		place = s.events.placeOn[graph.DateOf(when.from)]
	}
	if known := s.knownEvent(p.lemma, place, when, dated); known != nil {
		return known
	}
	if place == "" && !dated && s.definite(p) {
		if known := s.lastEvent(p.lemma); known != nil {
			return known
		}
	}
	label := s.eventLabel(p, place)
	if place == "" && !dated && families[p.lemma] == "attack" {
		label = "" // one of many
	}
	if label == "" && dated {
		label = s.units[p.head].lower
	}
	if label == "" {
		s.reject("an event without a name, a place or a date", s.units[p.a].start, s.units[p.head].end)
		return nil
	}
	if known := s.sameEvent(label); known != nil && !dated {
		return known
	}
	e := &graph.Entity{Name: label, Kind: graph.KindEvent, Seed: graph.SeedText, Place: place}
	if dated {
		e.From, e.To = when.dates()
		layout := "January 2006"
		if place == "" && s.describing(p) == "" && when.from.Equal(when.to) {
			layout = "2 January 2006" // nothing else tells it from others of its month
		}
		e.Name += " (" + when.from.Format(layout) + ")"
	}
	e.ID = graph.EntityID(graph.KindEvent, e.Name, "")
	for _, old := range s.events.list {
		if old.ID == e.ID {
			return old
		}
	}
	s.events.list = append(s.events.list, e)
	return e
}

// families are event nouns that may name the same event.
var families = map[string]string{
	"talk": "talk", "negotiation": "talk", "meeting": "talk", "conference": "talk", "summit": "talk", "round": "talk",
	"discussion": "talk", "congress": "talk", "consultation": "talk", "attack": "attack", "strike": "attack", "bombing": "attack", "raid": "attack",
}

// noteEvents remembers the talks that a sentence places, whatever it says of
// them, so that "the meeting" later means them.
func (s *sentence) noteEvents() {
	for _, c := range s.chunks {
		p := c.phrase
		if p == nil || p.actor >= 0 || families[p.lemma] != "talk" || p.negated {
			continue
		}
		if s.eventPlace(p) != "" {
			s.eventOf(p, claim{at: p.at, verb: s.holder(p)})
		}
	}
}

// knownEvent is the event of this article with the same place or date.
func (s *sentence) knownEvent(lemma, place string, when period, dated bool) *graph.Entity {
	from, _ := when.dates()
	for i := len(s.events.list) - 1; i >= 0; i-- {
		e := s.events.list[i]
		same := families[lemma] != "" && families[lemma] == families[eventNoun(e)]
		switch {
		case !same || place != "" && e.Place != "" && place != e.Place:
		case dated && e.From != "" && (from < e.From || from > e.To):
		case place == "" && !dated:
			continue
		case place != "" && place == e.Place, dated && e.From == from:
			return e
		}
	}
	return nil
}

// sameEvent is the event of this article with that name, whatever its number.
func (s *sentence) sameEvent(label string) *graph.Entity {
	for _, e := range s.events.list {
		name, _, _ := strings.Cut(e.Name, " (")
		if label != "" && singular(name) == singular(label) {
			return e
		}
	}
	return nil
}

// definite reports whether a phrase means something that the text has named:
// "the meeting".
func (s *sentence) definite(p *phrase) bool {
	return s.units[p.a].lower == "the" && s.describing(p) == ""
}

// lastEvent is the event of this article that was named last, if it is of the
// same family.
func (s *sentence) lastEvent(lemma string) *graph.Entity {
	for i := len(s.events.list) - 1; i >= 0; i-- {
		if e := s.events.list[i]; families[lemma] != "" && families[lemma] == families[eventNoun(e)] {
			return e
		}
	}
	return nil
}

// eventNoun is the noun in the name of an event.
func eventNoun(e *graph.Entity) string {
	name, _, _ := strings.Cut(e.Name, " (")
	return singular(lastWord(strings.ToLower(name)))
}

// eventLabel is the name of an event without its date: its place and noun, or
// what describes it.
func (s *sentence) eventLabel(p *phrase, place string) string {
	noun := s.units[p.head].lower
	if words := s.describing(p); place == "" {
		if words == "" {
			return s.partnerLabel(p, noun)
		}
		return words + " " + noun
	}
	if families[p.lemma] == "talk" {
		if noun == "summit" || noun == "conference" || noun == "congress" {
			return place + " " + noun
		}
		return place + " talks"
	}
	return strings.TrimSpace(place + " " + strings.TrimSpace(s.describing(p)+" "+noun))
}

// describing is the words that tell a kind of event: "trilateral", "chemical
// weapons", "presidential".
func (s *sentence) describing(p *phrase) string {
	var out []string
	for i := p.a; i < p.head; i++ {
		u := s.units[i]
		if i+2 < p.head && s.units[i+1].tag == tagHyphen && u.tag != tagActor { // "four-way"
			out = append(out, strings.ToLower(s.excerpt(i, i+3).Text))
			i += 2
			continue
		}
		if (u.tag == tagNoun || u.tag == tagAdj) && !u.capital && !vagueWords[u.lower] {
			out = append(out, u.lower)
		}
	}
	return strings.Join(out, " ")
}

var vagueWords = words("new another next latest last first second third fresh further more same such other own alleged suspected deadly recent major key high-level planned previous upcoming week month day direct full good possible long lasting permanent deadly")

// partnerLabel names talks by who they are with: "discussions with Russia".
func (s *sentence) partnerLabel(p *phrase, noun string) string {
	for _, pl := range s.placesAfter(p) {
		if pl.preposition != "with" && pl.preposition != "between" && pl.preposition != "of" {
			continue
		}
		var names []string
		for _, a := range s.args(pl.group) {
			names = append(names, a.mention.Entity)
		}
		if len(names) > 0 && len(names) < 3 {
			return noun + " " + pl.preposition + " " + strings.Join(names, " and ")
		}
	}
	return ""
}

// eventPlace is where an event is: a name before its noun, "in" after it, or
// the place of the event that it is part of.
func (s *sentence) eventPlace(p *phrase) string {
	for i := p.a; i < p.head; i++ {
		if u := s.units[i]; u.tag == tagNoun && u.capital && weekdays[u.lower] == 0 && u.lower != "sunday" && months[u.lower] == 0 && i+1 <= p.head {
			if i > p.a || s.units[i].start != s.Start || s.units[i+1].tag != tagVerb {
				return s.properRun(i, p.head)
			}
		}
	}
	if place := s.placeIn(nearPlaces(s.placesAfter(p))); place != "" {
		return place
	}
	for _, v := range s.describers(p) {
		if place := s.placeIn(v.places); place != "" {
			return place
		}
	}
	// "a session in Vienna on June 1 in talks hosted by Austria"
	for j := p.at - 1; j > 0; j-- {
		switch c := s.chunks[j]; c.piece {
		case pieceTime, piecePrep, pieceAdverb:
		case piecePhrase:
			if prev := s.chunkAt(j - 1); prev.piece == piecePrep && locative[prev.lower] {
				if place := s.properIn(c.phrase); place != "" {
					return place
				}
			}
		default:
			return ""
		}
	}
	return ""
}

var locative = words("in at near outside around")

// properRun is the capitalized words from unit i on.
func (s *sentence) properRun(i, end int) string {
	j := i
	for j < end && s.units[j].tag == tagNoun && s.units[j].capital {
		j++
	}
	return s.excerpt(i, j).Text
}

// placeIn is the first named place behind "in" and its like.
func (s *sentence) placeIn(places []placed) string {
	for _, pl := range places {
		if !locative[pl.preposition] {
			continue
		}
		for _, p := range pl.group.phrases {
			if place := s.properIn(p); place != "" {
				return place
			}
		}
	}
	return ""
}

// properIn is the last run of capitalized words in a phrase: "Astana" of "the
// Kazakh capital Astana"; a country that a mention names counts too.
func (s *sentence) properIn(p *phrase) string {
	for i := p.head; i >= p.a; i-- {
		u := s.units[i]
		if u.tag == tagNoun && u.capital && weekdays[u.lower] == 0 {
			return s.excerpt(s.nameStart(p, i), i+1).Text
		}
		if u.tag == tagActor && s.actors[u.mention].Kind == graph.KindCountry && !demonym(u) && i == p.head && !strings.Contains(u.text, " ") {
			return s.actors[u.mention].Entity
		}
	}
	return ""
}

// nameStart returns where the name that ends at unit i begins: over capitalized
// words, "al" and hyphens, as in "Deir al-Zor".
func (s *sentence) nameStart(p *phrase, i int) int {
	j := i
	for k := i - 1; k >= p.a; k-- {
		u := s.units[k]
		if u.tag == tagNoun && u.capital {
			j = k
		} else if u.tag != tagHyphen && u.lower != "al" && u.lower != "el" && u.lower != "de" {
			break
		}
	}
	return j
}

// eventDate is when an event is: in its phrase, or right after or before it.
func (s *sentence) eventDate(p *phrase, future bool) (period, bool) {
	if when, ok := datesIn(s.units[p.a:p.b], s.published(), future); ok {
		return when, ok
	}
	for _, v := range s.describers(p) {
		if when, ok := s.dateFor(claim{verb: v, at: v.at}, future); ok && !when.to.IsZero() {
			return when, ok
		}
	}
	for _, step := range []int{1, -1} {
		for j := p.at + step; j >= 0 && j < len(s.chunks); j += step {
			c := s.chunks[j]
			if c.piece == pieceTime && c.lower != "since" {
				if when, ok := datesIn(s.units[c.a:c.b], s.published(), future); ok && when.to.Sub(when.from) < 32*24*time.Hour {
					return when, true
				}
			}
			if c.piece != pieceTime && c.piece != piecePrep && c.piece != pieceAdverb && (c.piece != piecePhrase || step < 0 && s.chunkAt(j-1).piece != piecePrep) {
				break
			}
		}
	}
	return period{}, false
}

// nearPlaces are the prepositional phrases that belong to talks themselves: a
// place behind what they are about is another thing's.
func nearPlaces(places []placed) []placed {
	for i, pl := range places {
		if !locative[pl.preposition] && pl.preposition != "with" && pl.preposition != "between" {
			return places[:i]
		}
	}
	return places
}

// describers are the verbs that describe a phrase: "the raid that hit
// a camp near Mosul on June 1".
func (s *sentence) describers(p *phrase) []*verb {
	var out []*verb
	for _, v := range s.verbs {
		if v.subject != nil && v.how != linkControl && has(v.subject, p) {
			out = append(out, v)
		}
	}
	return out
}

// notePlaces remembers where something happens on a day, so that "Monday's
// meeting" finds its place.
func (s *sentence) notePlaces() {
	for i, c := range s.chunks {
		if c.piece != pieceTime {
			continue
		}
		when, ok := datesIn(s.units[c.a:c.b], s.published(), s.futureAt(i))
		if !ok || !when.from.Equal(when.to) {
			continue
		}
		for _, j := range []int{i - 2, i + 1} {
			at := s.chunkAt(j + 1).phrase
			if s.chunkAt(j).piece != piecePrep || !locative[s.chunkAt(j).lower] || at == nil {
				continue
			}
			if place := s.properIn(at); place != "" {
				s.events.placeOn[graph.DateOf(when.from)] = place
			}
		}
	}
}

// futureAt reports whether the verb left of a chunk speaks of the future.
func (s *sentence) futureAt(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if v := s.chunks[j].verb; v != nil {
			facts, _ := s.facts(claim{verb: v, at: j})
			return facts.Time == graph.Future
		}
	}
	return false
}

// published is the day of publication, without its hour.
func (s *sentence) published() time.Time {
	t := s.article.Published
	if t.IsZero() {
		return t
	}
	return day(t.Year(), t.Month(), t.Day())
}
