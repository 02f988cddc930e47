package resolve

import (
	"strings"

	"entente/graph"
)

// reach is how many words after an owner the noun that acts may end.
const reach = 6

// extendOwners grows mentions over the nouns that make their owner act: "US
// warships" is the United States, "Syrian refugees" are a group of their own.
func (t *text) extendOwners() {
	for n := 0; n < len(t.spans); n++ {
		s := t.spans[n]
		last, c := t.headAfter(s.last + 1)
		if c == noClass || t.isTitle(last) || s.as == adjective && formerly[t.before(s.first)] {
			continue
		}
		if e, entry, ok := t.owned(s, c, last); ok {
			for i := s.last + 1; i <= last; i++ {
				t.at[i] = n
			}
			t.spans[n].last, t.spans[n].as = last, name
			t.spans[n].entity, t.spans[n].entry = e, entry
		}
	}
}

// formerly stands before those who no longer act for their country.
var formerly = set("former ex retired exiled ousted dissident")

// headAfter reads the nouns and their modifiers from word i on and returns the
// last noun with its class; an opposition noun anywhere decides.
func (t *text) headAfter(i int) (last int, c class) {
	last = i - 1
	fights := false
	for j := i; j < len(t.words) && j < i+reach; {
		if t.at[j] >= 0 || t.words[j].gap > gapHyphen || t.words[j].gap == gapHyphen && j == i {
			break
		}
		end, found := t.nounAt(j)
		fights = fights || armed[t.words[j].lower]
		if found == noClass {
			if !t.g.modifiers[t.words[j].lower] || t.words[j].possessive {
				break
			}
			j++
			continue
		}
		last = end
		if c != classOpposition {
			c = found
		}
		if t.words[end].possessive {
			break
		}
		j = end + 1
	}
	if fights && c != noClass {
		c = classOpposition // "Pakistani militant leader"
	}
	return last, c
}

// armed are nouns of people who fight against a state, whatever follows them.
var armed = set("militant rebel insurgent separatist guerrilla extremist terrorist jihadist")

// nounAt returns the longest noun of the gazetteer that starts at word j.
func (t *text) nounAt(j int) (last int, c class) {
	key := ""
	for n := 0; n < t.g.maxNoun && j+n < len(t.words); n++ {
		w := t.words[j+n]
		if n > 0 {
			if w.gap > gapHyphen || t.words[j+n-1].possessive || t.at[j+n] >= 0 {
				break
			}
			key += separators[w.gap]
		}
		key += w.lower
		if found := t.g.nouns[key]; found != noClass {
			last, c = j+n, found
		}
	}
	return last, c
}

var separators = map[gap]string{gapSpace: " ", gapHyphen: "-"}

// isTitle reports whether the noun that ends at last is a title before a name:
// "Foreign Minister Sergei Lavrov", "spokesman Heather".
func (t *text) isTitle(last int) bool {
	next := last + 1
	if next >= len(t.words) || t.words[next].gap != gapSpace || t.words[last].possessive {
		return false
	}
	if n := t.at[next]; n >= 0 {
		return t.spans[n].entity.Kind == graph.KindPerson
	}
	w := t.words[next]
	c := t.g.nouns[t.words[last].lower]
	single := c == classPeople && !strings.HasSuffix(t.words[last].lower, "s")
	return w.capital && !calendar[w.lower] && !w.upper && (c == classRole || single)
}

// owned decides who acts when owner s is followed by a noun of class c.
func (t *text) owned(s span, c class, last int) (graph.Entity, *entry, bool) {
	switch s.entity.Kind {
	case graph.KindCountry, graph.KindGovernment:
		return t.ownedByCountry(s, c, last)
	case graph.KindPerson:
		return t.ownedByPerson(s, c, last)
	case graph.KindMedia, graph.KindGroup, graph.KindPlace, graph.KindEvent:
		return graph.Entity{}, nil, false
	}
	if c == classPeople || c == classOpposition && s.as != name {
		return graph.Entity{}, nil, false
	}
	return s.entity, s.entry, true
}

func (t *text) ownedByCountry(s span, c class, last int) (graph.Entity, *entry, bool) {
	e := s.entry
	if e == nil {
		return s.entity, nil, true
	}
	switch c {
	case classOpposition:
		if e.opposition != nil {
			return e.opposition.Entity, e.opposition, true
		}
		return textEntity(t.groupName(e, "opposition", last), graph.KindCoalition), nil, true
	case classPeople:
		return textEntity(t.groupName(e, many(t.words[last].lower), last), graph.KindGroup), nil, true
	case classFighters:
		if l := t.words[last].lower; l == "leader" || l == "leaders" || l == "leadership" || l == "side" {
			break
		}
		return textEntity(t.groupName(e, t.words[last].lower, last), graph.KindArmedGroup), nil, true
	}
	if e.government != nil {
		return e.government.Entity, e.government, true
	}
	return e.Entity, e, true
}

// many is the group that one or several people belong to.
func many(noun string) string {
	switch {
	case noun == "man" || noun == "woman" || noun == "national" || noun == "nationals" || noun == "men":
		return "citizens"
	case strings.HasSuffix(noun, "s") || noun == "people" || noun == "women" || noun == "children" || noun == "public" || noun == "community":
		return noun
	}
	return noun + "s"
}

// groupName is what an unlisted group of a country is called: by the rebels'
// own noun, or "opposition" for all the ways to say it.
func (t *text) groupName(e *entry, noun string, last int) string {
	if noun == "opposition" && t.words[last].lower != "opposition" {
		switch l := t.words[last].lower; l {
		case "rebels", "separatists", "insurgents", "dissidents", "guerrillas", "militants":
			noun = l
		default:
			for i := last; i > last-reach && i >= 0; i-- {
				if armed[t.words[i].lower] {
					noun = t.words[i].lower + "s"
				}
			}
		}
	}
	owner := e.Name
	if len(e.adjectives) > 0 {
		owner = strings.TrimPrefix(e.adjectives[0], "?")
	}
	return owner + " " + noun
}

var personNouns = set("administration government regime forces force troops army military team allies loyalists supporters cabinet delegation")

func (t *text) ownedByPerson(s span, _ class, last int) (graph.Entity, *entry, bool) {
	if s.entry == nil || !personNouns[t.words[last].lower] {
		return graph.Entity{}, nil, false
	}
	if owner := t.g.byName[s.entry.of]; owner != nil && t.words[last].lower != "supporters" {
		return owner.Entity, owner, true
	}
	return graph.Entity{}, nil, false
}

// addBareNouns puts what acts without naming its owner: "the regime",
// "opposition fighters", "police", where the article leaves one owner only.
func (t *text) addBareNouns() {
	home := t.home()
	for i := 0; i < len(t.words); i++ {
		if t.at[i] >= 0 || t.words[i].gap == gapHyphen {
			continue
		}
		last, c := t.headAfter(i)
		if c != noClass && i > 0 && t.words[i].gap == gapSpace && t.words[i-1].capital && !starters[t.words[i-1].lower] && t.at[i-1] < 0 {
			i = last
			continue // "Labor Party officials"
		}
		if c == noClass || t.words[i].capital && t.words[i].gap != gapSentence && !t.words[i].upper {
			continue
		}
		if i == last && t.words[i].lower == "opposition" && t.before(i) != "the" {
			continue // "strong opposition"
		}
		if t.words[last].possessive { // "the regime's troops"
			if further, next := t.headAfter(last + 1); next == classState || next == classRole {
				last = further
			}
		}
		// "prime minister X" is a title, "the former rebel leader" starts at its modifier.
		if e, entry, ok := t.bareOwner(home, i, last, c); ok && !t.isTitle(last) && !t.named(last) {
			t.put(span{first: i, last: last, entity: e, entry: entry, as: name})
		}
		i = last
	}
	t.arrange()
}

// named reports whether a name follows right after word last, which then only
// describes it: "the rebel group Jaish al-Islam".
func (t *text) named(last int) bool {
	next := last + 1
	return next < len(t.words) && t.words[next].gap == gapSpace && !t.words[last].possessive && t.at[next] >= 0 && t.spans[t.at[next]].as == name && t.words[next].capital
}

var bareState = set(`government regime army police troops soldiers military forces authorities warplanes jets air-force parliament navy
	delegation officials government-forces security-forces delegates negotiators`)

// bareOwner resolves nouns i to last without an owner.
func (t *text) bareOwner(home home, i, last int, c class) (graph.Entity, *entry, bool) {
	country := home.country
	if country == nil {
		return graph.Entity{}, nil, false
	}
	head := t.words[last].lower
	says := func(noun string) bool {
		for j := i; j <= last; j++ {
			if t.words[j].lower == noun {
				return true
			}
		}
		return false
	}
	switch {
	case c == classOpposition && (home.divided || home.only):
		return t.ownedByCountry(span{entity: country.Entity, entry: country}, c, last)
	case c == classState && says("regime") && home.divided,
		c == classState && home.divided && says("government"),
		(c == classState || c == classRole) && home.divided && says("regime"),
		c == classState && home.divided && i == last && i > 0 && t.words[i-1].lower == "the" && homeForces[head]:
		return t.ownedByCountry(span{entity: country.Entity, entry: country}, classState, last)
	case c == classState && home.only && bareState[head]:
		return t.ownedByCountry(span{entity: country.Entity, entry: country}, c, last)
	case c == classPeople && home.only && bareGroups[head]:
		return t.ownedByCountry(span{entity: country.Entity, entry: country}, c, last)
	}
	return graph.Entity{}, nil, false
}

// homeForces are the state's where a text is about a country at war with
// itself.
var homeForces = set("army")

var bareGroups = set("protesters demonstrators protestors activists")

// home is the country an article's unowned nouns belong to.
type home struct {
	country *entry
	divided bool // its government and opposition are actors of their own
	only    bool // no other country is named
}

// home finds the country whose conflict the article is about, else the only
// country it names.
func (t *text) home() home {
	countries := map[*entry]int{}
	divided := map[*entry]int{}
	for _, s := range t.spans {
		country := t.countryOf(s)
		if country == nil {
			continue
		}
		if s.entity.Kind == graph.KindCountry || s.entity.Kind == graph.KindGovernment || country.opposition != nil {
			countries[country]++
		}
		if country.government != nil || country.opposition != nil {
			divided[country]++
		}
	}
	h := home{only: len(countries) == 1}
	best := 0
	for _, e := range t.g.entries {
		if n := divided[e]; n > best {
			h.country, h.divided, best = e, true, n
		}
	}
	if h.country == nil && h.only {
		for e := range countries {
			h.country = e
		}
	}
	return h
}

// countryOf is the country that a span names or is of.
func (t *text) countryOf(s span) *entry {
	for e, depth := s.entry, 0; e != nil && depth < 4; e, depth = t.g.byName[e.of], depth+1 {
		if e.Kind == graph.KindCountry {
			return e
		}
	}
	return nil
}
