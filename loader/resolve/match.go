package resolve

import (
	"sort"
	"strings"

	"entente/graph"
)

// span is a mention by its words [first, last], with what it names.
type span struct {
	first, last int
	entity      graph.Entity
	entry       *entry // nil for an actor that only the text names
	as          sense
	dropped     bool
}

// text is an article on its way through the resolver.
type text struct {
	g          *gazetteer
	text       []rune
	words      []word
	spans      []span             // sorted, not overlapping
	at         []int              // per word: index of its span in spans, or -1
	bySentence map[int][]span     // for references: grows as they are found
	places     map[string][]int   // words by key, made when first asked for
	blocked    []bool             // per word: inside a phrase that only holds an actor's name
	acting     map[int]graph.Kind // by where a proper noun starts that the tree makes act: the likeliest kind of its name
	rejects    []graph.Reject
}

func newText(g *gazetteer, s string) *text {
	t := &text{g: g, text: []rune(s), rejects: []graph.Reject{}}
	t.words = scan(t.text)
	t.at = make([]int, len(t.words))
	t.blocked = make([]bool, len(t.words))
	for i := range t.at {
		t.at[i] = -1
	}
	return t
}

// put adds a span whose words are free. Spans are put in any order and sorted
// by arrange.
func (t *text) put(s span) {
	for i := s.first; i <= s.last; i++ {
		t.at[i] = len(t.spans)
	}
	t.spans = append(t.spans, s)
}

// arrange sorts the spans by place, so that at is right again.
func (t *text) arrange() {
	kept := t.spans[:0]
	for _, s := range t.spans {
		if !s.dropped {
			kept = append(kept, s)
		}
	}
	t.spans = kept
	sort.Slice(t.spans, func(i, j int) bool { return t.spans[i].first < t.spans[j].first })
	for i := range t.at {
		t.at[i] = -1
	}
	for n, s := range t.spans {
		for i := s.first; i <= s.last; i++ {
			t.at[i] = n
		}
	}
}

func (t *text) reject(first, last int, reason string) {
	t.rejects = append(t.rejects, graph.Reject{
		Stage: "mention", Reason: reason, Start: t.words[first].start, End: t.words[last].end,
	})
}

// result turns spans into mentions.
func (t *text) result() ([]graph.Mention, []graph.Entity, []graph.Reject) {
	t.arrange()
	mentions := make([]graph.Mention, 0, len(t.spans))
	found := newEntities()
	for _, s := range t.spans {
		mentions = append(mentions, t.mention(s))
		found.add(s.entity)
	}
	sort.SliceStable(t.rejects, func(i, j int) bool { return t.rejects[i].Start < t.rejects[j].Start })
	return mentions, found.list, t.rejects
}

func (t *text) mention(s span) graph.Mention {
	start, end := t.words[s.first].start, t.words[s.last].end
	return graph.Mention{
		Text: string(t.text[start:end]), Start: start, End: end,
		Entity: s.entity.Name, EntityID: s.entity.ID, Kind: s.entity.Kind,
	}
}

// matchAliases puts a span for each alias of the gazetteer, longest first from
// the left.
func (t *text) matchAliases() {
	for i := 0; i < len(t.words); {
		last, a, blocked := t.longest(i)
		switch {
		case blocked:
			for j := i; j <= last; j++ {
				t.blocked[j] = true
			}
			t.reject(i, last, "the phrase only holds an actor's name")
		case a == nil:
			last = i
		case a.ambiguous && t.insideName(i, last):
			t.reject(i, last, "a part of another name")
			last = i
		case a.entry.Kind == graph.KindCountry && (t.isDateline(i, last) || t.dated(i, last)):
			t.reject(i, last, "a dateline, not an actor")
		case a.entry.Kind == graph.KindCountry && t.isMoney(i, last):
			t.reject(i, last, "a currency, not an actor")
		case a.entry.Kind == graph.KindCountry && t.ownsForeign(i):
			t.reject(i, last, "a part of another name")
		case a.sort == name && t.insideBody(a.entry, i, last):
			t.reject(i, last, "a part of another name")
			last = i
		case a.sort == seat && t.isPlace(i, last):
			t.reject(i, last, "a place, not an actor")
		case t.shouted(i, last):
			last = i
		default:
			if a.entry.Kind == graph.KindCompany {
				last = t.withSuffixes(last)
			}
			t.put(span{first: i, last: last, entity: a.entry.Entity, entry: a.entry, as: a.sort})
		}
		i = last + 1
	}
}

// longest returns the longest alias or blocked phrase that starts at word i.
func (t *text) longest(i int) (last int, found *alias, blocked bool) {
	at := t.g.root
	for j := i; j < len(t.words); j++ {
		if j > i && t.words[j].gap > gapHyphen {
			break
		}
		if at = at.step(t.words[j]); at == nil {
			break
		}
		if at.alias != nil || at.block {
			last, found, blocked = j, at.alias, at.block
		}
	}
	return last, found, blocked
}

// step follows a word. A word in capitals may stand for one with one capital,
// and the first word of an alias may be capitalized by its place.
func (n *node) step(w word) *node {
	if next := n.next[w.key]; next != nil {
		return next
	}
	if w.upper && len(w.key) > 3 {
		if next := n.next[w.key[:1]+w.lower[1:]]; next != nil {
			return next
		}
	}
	if w.capital && !w.upper {
		return n.next[w.lower]
	}
	return nil
}

// shouted reports whether a short acronym stands among words in capitals,
// where "IS" may be a verb and "US" a pronoun.
func (t *text) shouted(first, last int) bool {
	w := t.words[first]
	if first != last || !w.upper || len(w.key) > 3 || strings.ContainsRune(string(t.text[w.start:w.end]), '.') {
		return false
	}
	loud := func(i int) bool {
		return i >= 0 && i < len(t.words) && t.words[i].sentence == w.sentence && t.words[i].upper && len(t.words[i].key) > 3
	}
	return words[w.lower] && (loud(first-1) || loud(last+1))
}

// acronyms that are words when a headline is set in capitals.
var words = set("is us who car it")

var placePrepositions = set("in at near around outside inside across throughout within over via through")

var placeFollowers = set(`suburb suburbs airport countryside province neighborhood neighbourhood street streets metro bureau correspondent
	district area talks summit conference meeting meetings process accord bombing bombings stadium hospital university attacker attackers attack
	marathon zoo subway residents resident apartment square protocol format round negotiations congress forum courthouse outskirts region
	state city hotel agreement agreements deal treaty declaration airport's palace residence embassy time road highway front offensive siege battle`)

// isPlace reports whether a seat of power is named as a place only.
func (t *text) isPlace(first, last int) bool {
	if next := last + 1; next < len(t.words) && t.words[next].gap <= gapSpace && placeFollowers[t.words[next].lower] {
		return true
	}
	if first == 0 || t.words[first].gap > gapSpace {
		return false
	}
	prev := t.words[first-1].lower
	if prev == "the" && first > 1 && t.words[first].key != "Kremlin" {
		prev = t.words[first-2].lower
	}
	if prev == "at" && first > 1 && (projectiles[t.words[first-2].lower] || projectiles[t.words[max(first-3, 0)].lower]) {
		return false
	}
	return placePrepositions[prev] || prev == "capital" || prev == "city"
}

// projectiles fly at a place that is then a target.
var projectiles = set("missile missiles rocket rockets shell shells drone drones mortar mortars bombs fired launched aimed lobbed anger angry furious")

// insideName reports whether an alias that is also a given name or surname
// stands beside another capitalized word that belongs to it.
func (t *text) insideName(first, last int) bool {
	return t.nameBefore(first) || t.nameAfter(last)
}

// isDateline reports whether a place in capitals opens a sentence that is not in
// capitals: "MOSCOW - The", "LONDON President".
func (t *text) isDateline(first, last int) bool {
	w := t.words[first]
	next := last + 1
	if !w.upper || len(w.key) < 4 || first > 0 && w.gap != gapSentence || next >= len(t.words) || t.words[last].possessive {
		return false
	}
	return !t.words[next].upper && t.words[next].capital || t.words[next].gap == gapOpen || t.words[next].gap == gapMark
}

// dated reports whether a place opens a text with a date behind it: "Taipei,
// Nov. 12 (CNA)".
func (t *text) dated(first, last int) bool {
	next := last + 1
	return (first == 0 || t.words[first].gap == gapSentence) && next+1 < len(t.words) && t.words[next].gap == gapComma &&
		(calendar[t.words[next].lower] || abbreviations[t.words[next].lower]) && numeric(t.words[next+1:next+2])
}

// ownsForeign reports whether a country only ends a name in another language:
// "Petroles de Venezuela".
func (t *text) ownsForeign(first int) bool {
	return first > 1 && t.words[first].gap == gapSpace && t.words[first-1].gap == gapSpace && particles[t.words[first-1].key] && t.words[first-2].capital && t.at[first-2] < 0
}

var particles = set("de du del da do")

// insideBody reports whether a body's name only opens or ends a longer one: "Continental
// Bank of Canada".
func (t *text) insideBody(e *entry, first, last int) bool {
	switch e.Kind {
	case graph.KindOrganization, graph.KindCompany:
		if next := last + 1; next < len(t.words) && t.words[next].gap == gapSpace && t.words[next].capital && orgWords[t.words[next].lower] && !suffixes[t.words[next].lower] && !t.words[last].possessive && t.at[next] < 0 {
			return true // "the Metropolitan Police Bureau"
		}
		return first > 1 && t.words[first-1].gap != gapSentence && t.words[first].gap == gapSpace && t.nameBefore(first)
	}
	return false
}

func (t *text) nameBefore(first int) bool {
	if first == 0 || t.words[first].gap > gapHyphen {
		return false
	}
	p := t.words[first-1]
	if !p.capital || p.possessive || starters[p.lower] || t.isNoun(p.lower) || t.at[first-1] >= 0 || titles[p.lower] || t.g.modifiers[p.lower] {
		return false
	}
	return true
}

func (t *text) nameAfter(last int) bool {
	next := last + 1
	if next >= len(t.words) || t.words[next].gap > gapHyphen || t.words[last].possessive {
		return false
	}
	n := t.words[next]
	if !n.capital || n.upper || t.isNoun(n.lower) || titles[n.lower] || t.g.modifiers[n.lower] {
		return false
	}
	_, found, _ := t.longest(next)
	return found == nil
}

func (t *text) isNoun(lower string) bool { return t.g.nouns[lower] != noClass }

// titles that stand before names and are no nouns of the gazetteer.
var titles = set(`mr mrs ms miss dr sir lady lord king queen prince princess president gen general col colonel lt lieutenant sgt capt captain
	maj major sen senator rep gov governor mayor judge justice chief minister secretary chancellor pope cardinal bishop archbishop imam sheikh shaikh
	ayatollah mullah brig brigadier admiral marshal professor prof vice deputy foreign prime attorney candidate tycoon activist rival leader`)

// starters are words that open sentences with a capital and belong to no name.
var starters = set(`the a an and but or if when while as after before since because although though that this these those there then in on at by for
	from to with without of over under between among during against about despite like unlike until unless once both either neither not no only even
	still yet also so thus however meanwhile moreover earlier later last next today yesterday tomorrow now instead where who what why how which whose
	while whether he she it they we i you his her its their our my your monday tuesday wednesday thursday friday saturday sunday january february
	march april june july august september october november december according speaking says said will would can could may might should must
	have has had is are was were do does did one two three four five six seven eight nine ten many most some several all any each every another other
	such critics officials sources rebels opposition government former new u.s. us outside inside near following ahead amid along across toward towards
	through throughout within beyond behind below above per via than just perhaps maybe again never always often sometimes soon ask asked`)
