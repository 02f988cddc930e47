package resolve

import (
	"strings"
	"unicode"

	"entente/graph"
)

// addNames judges the names that the syntax found and puts those that name an
// actor the gazetteer does not list.
func (t *text) addNames(names []graph.Mention) {
	for _, m := range names {
		first, last, ok := t.wordsOf(m)
		if !ok || t.blocked[first] || t.blocked[last] {
			continue
		}
		first, last = t.joinHyphens(first, last)
		last = t.joinOf(last)
		whole := t.swallows(first, last) || m.Kind == graph.KindOrganization && t.endsInCountry(first, last)
		if !whole {
			first, last = t.trimName(first, last)
		}
		if first > last {
			continue
		}
		if whole {
			t.clear(first, last)
		}
		t.addName(first, last, m.Kind)
	}
	t.arrange()
}

// joinHyphens takes in capitalized words that a hyphen ties to a name:
// "Export-Import Bank".
func (t *text) joinHyphens(first, last int) (int, int) {
	for first > 0 && t.words[first].gap == gapHyphen && t.words[first-1].capital && t.at[first-1] < 0 {
		first--
	}
	for last+1 < len(t.words) && t.words[last+1].gap == gapHyphen && t.words[last+1].capital && t.at[last+1] < 0 {
		last++
	}
	return first, last
}

// joinOf takes in what says of what a body is: "Department of Banking and Finance".
func (t *text) joinOf(last int) int {
	if !ofBodies[t.words[last].lower] || last+2 >= len(t.words) || t.words[last+1].lower != "of" || t.words[last].possessive {
		return last
	}
	for end := last + 2; end < len(t.words) && end < last+7 && t.words[end].gap == gapSpace; end++ {
		switch w := t.words[end]; {
		case w.capital && t.at[end] < 0:
			last = end
		case w.lower != "and" && w.lower != "the":
			return last
		}
	}
	return last
}

var ofBodies = set("department ministry school college university institute academy board office bureau society association federation league conference council committee friends sons")

// wordsOf returns the words inside a span of the text.
func (t *text) wordsOf(m graph.Mention) (first, last int, ok bool) {
	first = t.wordAt(m.Start)
	last = first - 1
	for i := first; i < len(t.words) && t.words[i].end <= m.End; i++ {
		last = i
	}
	return first, last, last >= first
}

// wordAt returns the first word that starts at or after an offset.
func (t *text) wordAt(offset int) int {
	low, high := 0, len(t.words)
	for low < high {
		mid := (low + high) / 2
		if t.words[mid].start < offset {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

var calendar = set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
	november december easter christmas ramadan`)

// trimName takes titles, adjectives of nations and calendar words off a name.
func (t *text) trimName(first, last int) (int, int) {
	for first <= last && t.isAffix(first) {
		first++
	}
	for last >= first && (calendar[t.words[last].lower] || t.isNoun(t.words[last].lower) && t.words[last].lower == t.words[last].key) {
		last--
	}
	return first, last
}

func (t *text) isAffix(i int) bool {
	w := t.words[i]
	if calendar[w.lower] || titles[w.lower] || callings[w.lower] || starters[w.lower] && i > 0 && t.words[i].gap == gapSentence {
		return true
	}
	if n := t.at[i]; n >= 0 {
		s := t.spans[n]
		return s.as == adjective && s.first == i && s.last == i
	}
	if w.lower == "national" && w.capital {
		return false // "National Guard"
	}
	return t.isNoun(w.lower) && i+1 < len(t.words) && t.words[i+1].capital && t.words[i+1].gap == gapSpace && !orgWords[w.lower]
}

// orgWords at the end of a name, or anywhere in it, tell an organization.
var orgWords = set(`party court university college institute ministry department agency bureau office commission committee council union association
	organization organisation foundation group front movement army brigade brigades battalion forces force front alliance coalition league federation
	society church bank fund corp corporation inc ltd plc company co club team academy school congress parliament assembly senate board authority
	service services network center centre press news times post journal herald tribune police command initiative campaign project house network
	trust partnership airlines airways motors energy oil gas petroleum holdings industries systems technologies media television radio tv guards guard
	observatory confederation tribunal chamber consortium secretariat directorate administration`)

func orgWord(lower string) bool {
	return orgWords[lower] || orgWords[strings.TrimSuffix(lower, "s")]
}

var (
	companyWords = set("bank corp corporation inc ltd plc company co airlines airways motors energy oil gas petroleum holdings industries systems technologies")
	mediaWords   = set("press news times post journal herald tribune media television radio tv")
	partyWords   = set("party")
	armedWords   = set("army brigade brigades battalion front guards")
)

// guessKind tells the kind of an unlisted name from its words.
func guessKind(ws []word) graph.Kind {
	kind := graph.KindPerson
	for _, w := range ws {
		switch {
		case partyWords[w.lower]:
			return graph.KindParty
		case companyWords[w.lower]:
			return graph.KindCompany
		case mediaWords[w.lower]:
			return graph.KindMedia
		case armedWords[w.lower]:
			kind = graph.KindArmedGroup
		case orgWord(w.lower):
			if kind == graph.KindPerson {
				kind = graph.KindOrganization
			}
		}
	}
	if kind == graph.KindPerson && len(ws) < 2 {
		return graph.KindOrganization
	}
	return kind
}

// addName puts one name, unless the gazetteer knows better or nothing shows
// that it acts.
func (t *text) addName(first, last int, kind graph.Kind) {
	inside := false
	for first <= last && t.at[first] >= 0 && !t.swallows(first, last) {
		inside = inside || t.spans[t.at[first]].as == name
		first = t.spans[t.at[first]].last + 1
	}
	if first > last {
		return
	}
	if inside && first == last && t.words[first].gap == gapSpace && t.lengthen(first) { // "Federal Reserve Board"
		return
	}
	if end := t.freeUntil(first, last); end < last && !t.swallows(first, last) {
		last = end
	}
	ws := t.words[first : last+1]
	if !kind.Valid() || kind == graph.KindPlace && t.titled(first) {
		kind = t.evidence(first, last)
	}
	if !kind.Valid() {
		kind = t.actingKind(first, last)
	}
	if reason := t.unfit(t.firmFrom(first, last), last, kind); reason != "" {
		t.reject(first, last, reason)
		return
	}
	if guess := guessKind(ws); !kind.Valid() || kind == graph.KindOrganization && guess != graph.KindPerson {
		kind = guess
	}
	if kind == graph.KindPlace || kind == graph.KindEvent {
		t.reject(first, last, "a place, not an actor")
		return
	}
	if kind != graph.KindPerson {
		first = t.firmFrom(t.leftOf(first, last), last)
	}
	t.clear(first, last)
	t.put(span{first: first, last: last, entity: textEntity(t.nameOf(first, last), kind), as: name})
}

// lengthen gives a word to the body whose listed name stands right before it:
// "Matsushita Electric". It reports whether it did.
func (t *text) lengthen(i int) bool {
	n := t.at[i-1]
	if n < 0 || t.spans[n].as != name || t.words[i-1].possessive {
		return false
	}
	switch t.spans[n].entity.Kind {
	case graph.KindCompany, graph.KindOrganization, graph.KindIGO, graph.KindNGO, graph.KindMedia:
		t.spans[n].last, t.at[i] = i, n
		return true
	}
	return false
}

// leftOf takes in the capitalized words right before a body's name, and the
// adjective of a nation before a name of several words: "Australian Council of
// Trade Unions".
func (t *text) leftOf(first, last int) int {
	for first > 1 && t.words[first].gap == gapSpace && t.words[first-1].gap != gapSentence && t.at[first-1] < 0 {
		w := t.words[first-1]
		if !namePart(w) || t.isNoun(w.lower) || t.g.modifiers[w.lower] {
			break
		}
		first--
	}
	if first == last || first == 0 || t.words[first].gap != gapSpace {
		return first
	}
	if n := t.at[first-1]; n >= 0 && t.spans[n].as == adjective && t.spans[n].first == first-1 {
		return first - 1
	}
	return first
}

// swallows reports whether a name that holds words of the gazetteer is an
// organization of its own: "Bank of Japan", "Russian Orthodox Church".
func (t *text) swallows(first, last int) bool {
	if !orgWords[t.words[last].lower] && !orgWords[t.words[first].lower] {
		return false
	}
	for i := first; i <= last; i++ {
		if n := t.at[i]; n >= 0 {
			s := t.spans[n]
			if s.first < first || s.last > last || s.entity.Kind == graph.KindPerson || s.last-s.first > 0 && s.as == name && s.last == last {
				return false
			}
		}
	}
	// "Russian Foreign Ministry" is Russia, "Turkish Petroleum Corporation" is not.
	for i := first; i <= last; i++ {
		if l := t.words[i].lower; t.at[i] < 0 && !t.isNoun(l) && !t.g.modifiers[l] && !smallWords[l] && (!orgWords[l] || companyWords[l]) {
			return true
		}
	}
	return false
}

// namePart reports whether a word may be a part of the name behind it.
func namePart(w word) bool {
	return w.capital && !w.possessive && !starters[w.lower] && !titles[w.lower] && !calendar[w.lower]
}

// endsInCountry reports whether a body's name ends in that of a country which
// only tells where it is: "Radio Pakistan", "Friends of the Earth Nigeria".
func (t *text) endsInCountry(first, last int) bool {
	n := t.at[last]
	if last == first || n < 0 || t.spans[n].last != last || t.spans[n].first == first || t.spans[n].as != name || t.spans[n].entity.Kind != graph.KindCountry {
		return false
	}
	l := t.words[first].lower
	if l == "radio" || l == "television" || l == "air" {
		return true
	}
	return t.at[first] < 0 && t.words[first].capital && !t.isNoun(l) && !titles[l] && !t.g.modifiers[l] && !starters[l]
}

var smallWords = set("of the and for de al el in on")

func (t *text) freeUntil(first, last int) int {
	for i := first; i <= last; i++ {
		if t.at[i] >= 0 {
			return i - 1
		}
	}
	return last
}

// clear drops the spans inside a longer one.
func (t *text) clear(first, last int) {
	for i := first; i <= last; i++ {
		if n := t.at[i]; n >= 0 {
			t.spans[n].dropped = true
			t.at[i] = -1
		}
	}
}

// evidence tells a person from the words of a name and around it: a given
// name, a title or role before it, a verb of saying or "who" after it, or its
// last word standing alone elsewhere in the article.
func (t *text) evidence(first, last int) graph.Kind {
	ws := t.words[first : last+1]
	if len(ws) > 4 || orgWord(ws[len(ws)-1].lower) || placeWords[ws[len(ws)-1].lower] || eventWords[ws[len(ws)-1].lower] {
		return ""
	}
	before, after := word{}, word{}
	if first > 0 && ws[0].gap == gapSpace {
		before = t.words[first-1]
	}
	if last+1 < len(t.words) && t.words[last+1].gap <= gapComma {
		after = t.words[last+1]
	}
	switch {
	case titles[before.lower] || t.g.nouns[before.lower] == classRole || len(ws) > 1 && callings[before.lower]:
		return graph.KindPerson
	case placePrepositions[before.lower]:
		return ""
	case len(ws) > 1 && t.g.given[ws[0].key],
		len(ws) > 1 && (acts(after.lower) || after.lower == "who" || ws[len(ws)-1].possessive),
		len(ws) > 1 && t.aloneElsewhere(last):
		return graph.KindPerson
	}
	return ""
}

// titled reports whether a title of a person stands before word first:
// "President Thabo Mbeki", also where the name looks like a place's.
func (t *text) titled(first int) bool {
	before := t.before(first)
	return first > 0 && t.words[first].gap == gapSpace && t.words[first-1].capital && (titles[before] || t.g.nouns[before] == classRole)
}

// callings stand before the people who follow them.
var callings = set(`journalist lawyer activist author singer businessman politician lawmaker cleric dissident blogger researcher tycoon writer
	banker historian economist analyst scientist professor academic reporter editor student soldier pilot actor actress director pastor priest
	oligarch billionaire strategist campaigner candidate lawmaker guitarist striker midfielder defender coach captain rapper`)

// acts reports whether a word is a verb whose subject stands before it.
func acts(lower string) bool {
	return sayings[lower] || strings.HasSuffix(lower, "ed") && len(lower) > 4
}

var sayings = set("said says told tells added adds announced insisted warned argued tweeted stressed wants met made took led gave told called thinks believes knows")

// aloneElsewhere reports whether the surname at word i comes back alone.
func (t *text) aloneElsewhere(i int) bool {
	if t.places == nil {
		t.places = map[string][]int{}
		for j, w := range t.words {
			if w.capital {
				t.places[w.key] = append(t.places[w.key], j)
			}
		}
	}
	for _, j := range t.places[t.words[i].key] {
		if j > i && t.at[j] < 0 && !t.nameBefore(j) && !t.nameAfter(j) {
			if j == 0 || !placePrepositions[t.words[j-1].lower] {
				return true
			}
		}
	}
	return false
}

var credits = set("staff reporter reporters source sources correspondent editor photo image file agencies getty read click subscribe advertisement follow share")

// unfit tells why a name cannot be taken for an actor, or nothing.
func (t *text) unfit(first, last int, kind graph.Kind) string {
	ws := t.words[first : last+1]
	known := kind.Valid() || orgWord(ws[len(ws)-1].lower) || orgWord(ws[0].lower)
	switch {
	case len(ws) > 8:
		return "too many words for a name"
	case credits[ws[0].lower] || credits[ws[len(ws)-1].lower]:
		return "a credit, not an actor"
	case len(ws) == 1 && suffixes[ws[0].lower]:
		return "the end of a firm's name"
	case len(ws) == 1 && t.isDateline(first, last):
		return "a dateline, not an actor"
	case len(ws) == 1 && !known:
		return "one word that no list knows and no title introduces"
	case !known:
		return "nothing shows that the name is an actor's"
	case placeWords[ws[len(ws)-1].lower] || placeWords[ws[0].lower]:
		return "a place, not an actor"
	case eventWords[ws[len(ws)-1].lower]:
		return "an event or a document, not an actor"
	case t.allNouns(ws) && !orgWord(ws[0].lower):
		return "a title, not a name"
	case numeric(ws):
		return "a number, not a name"
	}
	return ""
}

func (t *text) allNouns(ws []word) bool {
	for _, w := range ws {
		if !t.isNoun(w.lower) && !t.g.modifiers[w.lower] && !smallWords[w.lower] && !titles[w.lower] && !orgWords[w.lower] {
			return false
		}
	}
	return true
}

func numeric(ws []word) bool {
	for _, w := range ws {
		if strings.IndexFunc(w.key, unicode.IsLetter) >= 0 {
			return false
		}
	}
	return true
}

var placeWords = set(`street avenue road square city province county river lake sea ocean island islands mountains mountain valley airport station park
	bridge tower palace stadium hotel hall beach coast peninsula desert bay gulf strait district village town region hospital base camp east west
	north south prison cathedral mosque museum theater theatre university's port border airfield hills territory`)

var eventWords = set(`agreement accord treaty pact deal act law bill war day week games cup championship championships olympics conference summit forum
	convention protocol award awards prize festival election elections revolution report resolution declaration plan talks operation process street
	amendment constitution charter crisis units unit currency hurricane typhoon cyclone storm earthquake tsunami attack attacks massacre shield spring storm dawn minister president secretary ambassador`)

// nameOf is the name as an entity carries it: single spaces, no line break.
func (t *text) nameOf(first, last int) string {
	verbatim := string(t.text[t.words[first].start:t.words[last].end])
	return strings.Join(strings.Fields(verbatim), " ")
}

// head is the entity that a span of its own means: the last person in it, else
// an owner that acts through a noun, else its only actor.
func (t *text) head() (graph.Entity, bool) {
	if len(t.spans) == 0 {
		return graph.Entity{}, false
	}
	for i := len(t.spans) - 1; i >= 0; i-- {
		if t.spans[i].entity.Kind == graph.KindPerson {
			return t.spans[i].entity, true
		}
	}
	end := t.spans[len(t.spans)-1]
	if end.last == len(t.words)-1 && end.as != adjective {
		return end.entity, true
	}
	first := t.spans[0]
	for _, w := range t.words[first.last+1:] {
		if w.capital && !t.isNoun(w.lower) && !titles[w.lower] {
			return graph.Entity{}, false
		}
	}
	return first.entity, true
}

// bare is a span's own text without articles before it.
func (t *text) bare() string {
	if len(t.words) == 0 {
		return strings.TrimSpace(string(t.text))
	}
	first := 0
	for first < len(t.words)-1 && (starters[t.words[first].lower] || titles[t.words[first].lower]) {
		first++
	}
	return t.nameOf(first, len(t.words)-1)
}
