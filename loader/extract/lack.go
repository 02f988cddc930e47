package extract

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

// lack.go tells what a row of the lexicon did not find about a word. It asks
// what matchVerb, matchNoun and matchBearer ask, in their order; nothing but
// Explain uses it. It says "" where it finds nothing lacking.

// verbLacks tells why a row does not fit a verb.
func (s *sentence) verbLacks(v *verb, r *row) string {
	rs, f, authority := rolesOf(v), filled{}, false
	if v.passive && rs.agent == nil && r.relation == graph.Coerces {
		rs.agent = s.authority(v)
		authority = rs.agent != nil
	}
	subject := "subject"
	if v.passive {
		subject = `phrase behind "by"`
	}
	switch {
	case r.frame.subject == slotBoth && len(r.frame.places) == 0 && withSomebody(rs):
		return `a partner behind "with", where the frame has none`
	case !s.fill(&f, r, r.frame.subject, rs.agent):
		return s.slotLacks(subject, r.frame.subject, rs.agent, r)
	case !s.fillObject(&f, r, rs, v):
		return s.objectLacks(v, rs, r)
	case !s.fillPlaces(&f, r, rs):
		return s.placeLacks(rs, r, "verb")
	case r.frame.object != slotNone && r.frame.object != slotNouns && rs.patient == nil:
		return "no object"
	case !s.secondFits(r, v):
		return "no second object that fits"
	case authority:
		return "nobody with a name was held by the country"
	}
	return pairLacks(f)
}

// nounLacks tells why a row does not fit a noun.
func (s *sentence) nounLacks(p *phrase, r *row) string {
	carrier := s.carrierOf(p)
	if carrier != nil && carrier.verb.onRequest() {
		return onRequestWords
	}
	places := s.placesAfter(p)
	if carrier != nil && carrier.verb.passive {
		places = append(places, carrier.verb.places...)
	}
	f := filled{}
	if r.frame.between {
		if f.both = s.pairOf(p, places); len(f.both) < 2 {
			return `no two actors behind "between"`
		}
		return pairLacks(f)
	}
	if f.sources = s.sourceOf(p, r, places, carrier); len(f.sources) == 0 && r.frame.subject == slotSource {
		return `no actor in the source slot: nobody owns the noun, stands behind "by", or does it by a verb`
	}
	if !s.fillPlaces(&f, r, roles{places: places}) {
		return s.placeLacks(roles{places: places}, r, "noun")
	}
	return pairLacks(f)
}

// bearerLacks tells why a row does not fit a noun that somebody is called by.
func (s *sentence) bearerLacks(p *phrase, r *row) string {
	f := filled{}
	if _, ok := s.ownerOf(p); !ok && !s.fillPlaces(&f, r, roles{places: s.placesAfter(p)}) {
		return "no owner, and " + s.placeLacks(roles{places: s.placesAfter(p)}, r, "noun")
	}
	if s.past(p.a, p.b) {
		return "held no longer"
	}
	return "no actor is called so, by a comma or by \"be\""
}

const onRequestWords = "it stands in what somebody is asked to do"

// pairLacks tells why slots that are filled make no pair.
func pairLacks(f filled) string {
	switch {
	case len(f.events) > 0 && len(f.sources) > 0:
		return "an event without a name, a place or a date"
	case len(f.both) > 0 || len(f.sources) > 0 && len(f.targets) > 0:
		return "source and target are one actor"
	case len(f.sources) == 0:
		return "no actor in the source slot"
	case len(f.targets) == 0:
		return "no actor in the target slot"
	}
	return ""
}

// slotLacks tells why a group does not fill a slot; where says where the slot
// is.
func (s *sentence) slotLacks(where string, want slot, g *group, r *row) string {
	if g == nil {
		return "no " + where
	}
	text := ": " + quoted(s.groupText(g))
	switch want {
	case slotSource:
		return "no actor in the source slot, the " + where + text
	case slotTarget:
		if s.calledPlace(g) && !onPlaces[r.relation] {
			return "a place in the target slot, the " + where + text
		}
		return "no actor in the target slot, the " + where + text
	case slotBoth:
		return "one actor or none where two are needed, the " + where + text
	case slotEvent:
		return "no event in the " + where + text
	case slotNouns:
		return "none of its nouns in the " + where + text
	}
	return ""
}

// calledPlace reports whether the first phrase of a group is called a place.
func (s *sentence) calledPlace(g *group) bool {
	p := g.phrases[0]
	if p.actor >= 0 {
		return s.actors[p.actor].Kind == graph.KindPlace
	}
	return s.unnamed[s.units[p.head].end].Kind == graph.KindPlace
}

// objectLacks tells why the object does not fit.
func (s *sentence) objectLacks(v *verb, rs roles, r *row) string {
	object := rs.patient
	if object == nil && len(v.objects) > 0 {
		object = v.objects[0]
	}
	switch {
	case r.frame.object == slotNone && rs.patient != nil:
		return "an object, where the frame has none: " + quoted(s.groupText(rs.patient))
	case r.frame.object == slotNouns && object == nil:
		return "no object"
	case r.frame.object == slotNouns:
		return "none of its nouns in the object: " + quoted(s.groupText(object))
	}
	where := "object"
	if v.passive {
		where = "subject of the passive"
	}
	return s.slotLacks(where, r.frame.object, rs.patient, r)
}

// placeLacks tells which of the prepositions of a row is missing, or what
// stands behind it instead; of is the sort of word that it should hang on.
func (s *sentence) placeLacks(rs roles, r *row, of string) string {
	taken := []*group{rs.patient}
	for _, want := range r.frame.places {
		lacks := "no " + prepositions(want) + " behind the " + of
		found := false
		for _, p := range rs.places {
			if found || !want.prepositions[p.preposition] || p.group == rs.agent {
				continue
			}
			f := filled{}
			where := "phrase behind " + quoted(p.preposition)
			switch {
			case p != rs.places[0] && s.belongsToNoun(p, taken):
				lacks = quoted(p.preposition+" "+s.groupText(p.group)) + " hangs on the noun before it"
			case !s.fill(&f, r, want.slot, p.group):
				lacks = s.slotLacks(where, want.slot, p.group, r)
			default:
				found, taken = true, append(taken, p.group)
			}
		}
		if !found {
			return lacks
		}
	}
	return ""
}

// prepositions lists those of a place, for people.
func prepositions(p place) string {
	var list []string
	for _, w := range slices.Sorted(maps.Keys(p.prepositions)) {
		list = append(list, quoted(w))
	}
	return strings.Join(list, " or ")
}

// shownNouns is how many nouns of a list are written out.
const shownNouns = 4

func someNouns(nouns []string) string {
	if len(nouns) <= shownNouns {
		return "[" + strings.Join(nouns, "+") + "]"
	}
	return "[" + strings.Join(nouns[:shownNouns], "+") + "+" + strconv.Itoa(len(nouns)-shownNouns) + " more]"
}

// shortRule is the name of a row with its lists of nouns cut short.
func shortRule(rule string) string {
	out := []string{}
	for _, w := range strings.Split(rule, " ") {
		if inner, ok := strings.CutPrefix(w, "["); ok {
			w = someNouns(strings.Split(strings.TrimSuffix(inner, "]"), "+"))
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

// looseLacks tells why a verb and an actor in its complement are not read.
func (s *sentence) looseLacks(t looseTry) string {
	way := []string{}
	for _, p := range t.to.path {
		if w := s.preposition(s.top(p)); w != "" {
			way = append(way, w)
		}
		way = append(way, p.lemma)
	}
	over := quoted(strings.Join(way, " "))
	switch {
	case t.row == nil:
		return "no row leads over " + over
	case !s.placeFits(t.row, t.to):
		return "what stands between keeps it out: " + over
	case t.to.arg.mention.Kind == graph.KindPlace && !onPlaces[t.row.relation]:
		return string(t.row.relation) + " is not done to places"
	}
	return ""
}
