package extract

import (
	"strings"
	"unicode"

	"entente/graph"
	"entente/loader/syntax"
)

// tag is a rough word class: enough to find noun phrases and verb groups.
type tag uint8

const (
	tagOther tag = iota
	tagNoun
	tagAdj
	tagDet
	tagPossessive // 's
	tagPronoun
	tagActor // a mention, whatever its words
	tagNumber
	tagTime // a word of a date that stands for itself
	tagPrep
	tagTo // before an infinitive
	tagConj
	tagSub
	tagRel
	tagAux
	tagModal
	tagNeg
	tagAdv
	tagVerb
	tagComma
	tagQuote
	tagStop
	tagHyphen
)

// unit is a token, or a mention taken as one.
type unit struct {
	text, lower string
	lemma       string // of verbs and nouns
	start, end  int    // code points of the text
	tag         tag
	form        form
	first, last int    // its tokens [first, last)
	up          int    // unit that it hangs on, or -1
	rel         string // relation to that unit
	upos, xpos  string // as the syntax tagged it; empty for a mention
	mention     int    // index into the actors, or -1
	capital     bool   // written with a capital
	closing     bool   // a quotation mark that closes
}

// units fuses the tokens of a sentence with the mentions on them. first is the
// first mention that may stand in the sentence; the index behind the last one
// used comes back.
func (x *Extractor) units(s syntax.Sentence, actors []graph.Mention, first int) ([]unit, int) {
	out := make([]unit, 0, len(s.Tokens))
	for first < len(actors) && actors[first].Start < s.Start {
		first++
	}
	m := first
	for i := 0; i < len(s.Tokens); {
		for m < len(actors) && actors[m].End <= s.Tokens[i].Start {
			m++
		}
		t := s.Tokens[i]
		if m < len(actors) && actors[m].Start < t.End && actors[m].Start >= s.Start && actors[m].End <= s.End {
			end := i + 1
			for end < len(s.Tokens) && s.Tokens[end].Start < actors[m].End {
				end++
			}
			out = append(out, unit{
				first: i, last: end, text: actors[m].Text, lower: strings.ToLower(actors[m].Text), start: actors[m].Start, end: actors[m].End,
				tag: tagActor, mention: m, capital: true,
			})
			m++
			i = end
			continue
		}
		u := newUnit(t)
		u.first, u.last = i, i+1
		out = append(out, u)
		i++
	}
	return dropAcronyms(out), m
}

// hang ties units to each other as their tokens are tied. What hangs on a
// dropped token hangs on the token above it.
func hang(units []unit, tokens []syntax.Token) {
	owner := make([]int, len(tokens))
	for t := range owner {
		owner[t] = -1
	}
	for i, u := range units {
		for t := u.first; t < u.last; t++ {
			owner[t] = i
		}
	}
	for i := range units {
		u := &units[i]
		u.up = -1
		best := maxDepth + 1
		for t := u.first; t < u.last; t++ {
			up := tokens[t].Head
			for up >= 0 && owner[up] < 0 {
				up = tokens[up].Head
			}
			if up >= 0 && owner[up] == i {
				continue
			}
			if d := tokenDepth(tokens, t); d < best {
				best, u.rel, u.up = d, tokens[t].Deprel, -1
				if up >= 0 {
					u.up = owner[up]
				}
			}
		}
	}
	nearConjuncts(units)
	partNames(units)
	pairNames(units)
	freeVerbs(units)
}

// tokenDepth is how many tokens hang above a token.
func tokenDepth(tokens []syntax.Token, t int) int {
	n := 0
	for up := tokens[t].Head; up >= 0 && n < maxDepth; up = tokens[up].Head {
		n++
	}
	return n
}

// nearConjuncts ties what the tree coordinates with a subject across its verb to
// the noun before it: "that A brokered between B and C".
func nearConjuncts(units []unit) {
	for i := range units {
		u := &units[i]
		if !is(u.rel, "conj") || u.up < 0 || u.up > i || !is(units[u.up].rel, "nsubj") {
			continue
		}
		v := units[u.up].up
		if v < u.up || v > i {
			continue
		}
		for m := i - 1; m > v; m-- {
			if is(units[m].rel, "obl", "obj", "nmod") && (units[m].tag == tagActor || units[m].upos == "NOUN" || units[m].upos == "PROPN") {
				u.up = m
				break
			}
		}
	}
}

// partNames undoes what the tree joins and the actors part: in "the mediator
// for Syria Lena Holm" the person stands beside the mediator, and so does who
// follows by "and".
func partNames(units []unit) {
	for i := range units {
		u := &units[i]
		if u.tag != tagActor || !is(u.rel, "flat", "compound") || u.up < 0 || u.up > i || units[u.up].tag != tagActor || units[u.up].up < 0 {
			continue
		}
		j := u.up
		u.up, u.rel = units[j].up, "appos"
		for k := i + 1; k < len(units); k++ {
			if units[k].up == j && is(units[k].rel, "conj") {
				units[k].up = u.up
			}
		}
	}
}

// pairNames makes a coordination of "the Taliban and Afghan forces" where the
// tree takes the first for a part of the second.
func pairNames(units []unit) {
	for i := 0; i+2 < len(units); i++ {
		a, b := &units[i], &units[i+2]
		if a.tag == tagActor && b.tag == tagActor && units[i+1].xpos == "CC" && a.up == i+2 {
			a.up, a.rel = b.up, b.rel
			b.up, b.rel = i, "conj"
		}
	}
}

// freeVerbs makes a verb of what the tree takes for a noun between two actors:
// "Iran backs Hezbollah, and Saudi Arabia funds rebels".
func freeVerbs(units []unit) {
	for i := range units {
		if u := &units[i]; u.tag == tagActor && is(u.rel, "obj") && u.up >= 0 && u.up < i && units[u.up].xpos == "NN" && strings.HasSuffix(units[u.up].lower, "ing") {
			units[u.up].upos, units[u.up].xpos, units[u.up].rel = "VERB", "VBG", "xcomp" // "rule out meeting Putin"
		}
	}
	for i := range units {
		u := &units[i]
		if u.tag != tagActor || !is(u.rel, "compound", "amod") || u.up <= i {
			continue
		}
		if k := units[u.up].up; k > i && k < u.up && units[k].upos == "VERB" && is(units[u.up].rel, "obj") && strings.HasPrefix(units[k].xpos, "VB") {
			u.up, u.rel = k, "nsubj" // "India and Bangladesh share intelligence"
		}
	}
	for i := 1; i+1 < len(units); i++ {
		u, left, right := &units[i], &units[i-1], &units[i+1]
		if u.xpos == "JJ" && left.tag == tagActor && left.up == i && joinedPast(units, i) { // "Rwanda armed and trained"
			u.upos, u.xpos, left.rel = "VERB", "VBD", "nsubj"
			continue
		}
		clause := is(u.rel, "conj", "root", "parataxis", "ccomp", "advcl")
		if u.xpos == "NNS" && clause && left.tag == tagActor && left.up == i && right.tag == tagActor && right.up == i {
			u.upos, u.xpos = "VERB", "VBZ"
			left.rel, right.rel = "nsubj", "obj"
		}
	}
}

// joinedPast reports whether a verb in the past is coordinated with unit i and
// has an object.
func joinedPast(units []unit, i int) bool {
	for j := i + 1; j < len(units); j++ {
		if units[j].up != i || !is(units[j].rel, "conj") || units[j].xpos != "VBD" {
			continue
		}
		for k := j + 1; k < len(units); k++ {
			if units[k].up == j && is(units[k].rel, "obj") {
				return true
			}
		}
	}
	return false
}

// dropAcronyms takes out "(GNA)" and "<GNA.L>" after the name that they are short
// for, and the brackets of "<Gulf Bank>": they would part a phrase in two.
func dropAcronyms(units []unit) []unit {
	out := units[:0]
	for i := 0; i < len(units); i++ {
		if units[i].text == "<" || units[i].text == ">" { // "Agway Inc <AGWY>", "<Sun Life> said"
			if end := closing(units, i); end > i && len(out) > 0 && acronym(units[i+1].text) {
				i = end
			}
			continue
		}
		if i > 0 && i+2 < len(units) && units[i].text == "(" && units[i+2].text == ")" && acronym(units[i+1].text) {
			i += 2
			continue
		}
		out = append(out, units[i])
	}
	return out
}

// closing is the unit that closes the angle bracket at unit i around a ticker, or
// i.
func closing(units []unit, i int) int {
	for j := i + 1; j < len(units) && j <= i+5; j++ {
		if units[j].text == ">" {
			return j
		}
	}
	return i
}

func acronym(text string) bool {
	if len(text) < 2 || len(text) > 10 || text == strings.ToLower(text) {
		return false
	}
	return text == strings.ToUpper(text) || !strings.Contains(text, " ") && text[1:] != strings.ToLower(text[1:])
}

func newUnit(t syntax.Token) unit {
	u := unit{
		text: t.Text, lower: strings.ToLower(t.Text), lemma: strings.ToLower(t.Lemma), start: t.Start, end: t.End,
		upos: t.UPOS, xpos: t.XPOS, mention: -1,
	}
	switch {
	case t.UPOS != "VERB":
	case t.Deprel == "amod":
		u.upos = "ADJ" // "displaced Syrians"
	case t.XPOS == "VBG" && is(t.Deprel, "nsubj", "csubj", "obj", "nmod") && nounlike[u.lower]:
		u.upos = "NOUN" // "fighting between"
	case smallWork[t.Deprel]:
		u.upos = "ADP" // "according to", "including", "given that"
	}
	u.lower = strings.ReplaceAll(u.lower, "’", "'")
	for _, r := range t.Text {
		u.capital = unicode.IsUpper(r)
		break
	}
	return u
}

// nounlike are gerunds that name an act.
var nounlike = words("fighting bombing shelling training backing funding meddling killing shooting stabbing kidnapping poisoning")

// smallWork are relations in which the form of a verb does the work of a small
// word.
var smallWork = words("case mark fixed cc advmod")

var marks = map[string]tag{
	",": tagComma, "(": tagComma, ")": tagComma, "[": tagComma, "]": tagComma, "–": tagComma, "—": tagComma, "--": tagComma,
	".": tagStop, ";": tagStop, ":": tagStop, "!": tagStop, "?": tagStop, "...": tagStop, "…": tagStop,
	"\"": tagQuote, "“": tagQuote, "”": tagQuote, "''": tagQuote, "``": tagQuote, "«": tagQuote, "»": tagQuote,
	"-": tagHyphen, "'s": tagPossessive, "'": tagPossessive,
}

// tagUnits gives every unit its class: verbs as the syntax found them, marks
// and closed classes by their lists, the rest as the syntax found it.
func (x *Extractor) tagUnits(units []unit) {
	for i := range units {
		u := &units[i]
		switch {
		case u.tag == tagActor:
		case u.upos == "VERB" && !finiteAux[u.lower] && !possessivePronouns[u.lower]:
			x.tagVerb(u)
		default:
			u.tag = x.closedTag(*u)
		}
	}
	markPhrases(units)
	markDates(units)
	for i := range units {
		u := &units[i]
		if next := after(units, i); u.tag == tagAdv && next.tag == tagHyphen && next.start == u.end {
			u.tag = tagAdj // "long-standing"
		}
		if u.tag == tagOther {
			u.tagOpen()
		}
	}
	for i := range units {
		x.tagSmall(units, i)
	}
}

// markPhrases gives fixed phrases of small words one class.
func markPhrases(units []unit) {
	for i := range units {
		for _, f := range fixedPhrases[units[i].lower] {
			if i+len(f.words) > len(units) || f.not != 0 && i > 0 && units[i-1].tag == f.not {
				continue
			}
			same := true
			for j, w := range f.words {
				same = same && units[i+j].lower == w
			}
			if same {
				for j := range f.words {
					units[i+j].tag = f.tag
				}
			}
		}
	}
}

// fixedPhrase is a phrase that is one word of grammar; not names a class that
// may not stand before it.
type fixedPhrase struct {
	words []string
	tag   tag
	not   tag
}

var fixedPhrases = map[string][]fixedPhrase{
	"as":        {{words: []string{"as", "well", "as"}, tag: tagConj}, {words: []string{"as", "many", "as"}, tag: tagDet}},
	"more":      {{words: []string{"more", "than"}, tag: tagDet}},
	"fewer":     {{words: []string{"fewer", "than"}, tag: tagDet}},
	"at":        {{words: []string{"at", "least"}, tag: tagDet}, {words: []string{"at", "most"}, tag: tagDet}},
	"due":       {{words: []string{"due", "to"}, tag: tagPrep, not: tagAux}},
	"because":   {{words: []string{"because", "of"}, tag: tagPrep}},
	"such":      {{words: []string{"such", "as"}, tag: tagPrep}},
	"out":       {{words: []string{"out", "of"}, tag: tagPrep}},
	"rather":    {{words: []string{"rather", "than"}, tag: tagPrep}},
	"instead":   {{words: []string{"instead", "of"}, tag: tagPrep}},
	"along":     {{words: []string{"along", "with"}, tag: tagPrep}},
	"secretary": {{words: []string{"secretary", "of", "state"}, tag: tagNoun}, {words: []string{"secretary", "of", "defense"}, tag: tagNoun}},
	"chief":     {{words: []string{"chief", "of", "staff"}, tag: tagNoun}},
	"together":  {{words: []string{"together", "with"}, tag: tagPrep}},
	"step":      {{words: []string{"step", "by", "step"}, tag: tagAdv}},
	"ahead":     {{words: []string{"ahead", "of"}, tag: tagPrep}},
}

func (x *Extractor) closedTag(u unit) tag {
	if t, ok := marks[u.lower]; ok {
		return t
	}
	t, ok := x.lexicon.closed[u.lower]
	switch {
	case !ok && u.lower != "" && unicode.IsDigit(rune(u.lower[0])):
		return tagNumber
	case !ok:
		return tagOther
	case u.capital && u.lower == "may" && u.text == "May":
		return tagNoun
	}
	return t
}

// verbForms are the forms that the tags of verbs stand for.
var verbForms = map[string]form{
	"VB": formBase, "VBP": formBase, "VBZ": formPresent, "VBD": formPast, "VBN": formPart, "VBG": formIng,
}

// tagVerb gives a verb the form of its tag, and the lexicon's lemma for that
// form where it has one.
func (x *Extractor) tagVerb(u *unit) {
	u.tag, u.form = tagVerb, verbForms[u.xpos]
	if u.form == formNone {
		u.form = formBase
	}
	for _, c := range x.lexicon.verbs[u.lower] {
		if c.form&u.form != 0 {
			u.lemma = c.lemma
			return
		}
	}
}

// tagOpen gives a unit that is on no list the class that the syntax found.
func (u *unit) tagOpen() {
	switch u.upos {
	case "ADV":
		u.tag = tagAdv
	case "ADJ":
		u.tag, u.lemma = tagNoun, u.lower
	default:
		u.tag, u.lemma = tagNoun, singular(u.lower)
	}
}

// tagSmall settles the words whose class hangs on their neighbors: that, to,
// possessives, quotation marks.
func (x *Extractor) tagSmall(units []unit, i int) {
	u := &units[i]
	next := after(units, i)
	switch u.lower {
	case "that":
		if u.tag = tagDet; thatTags[u.xpos] != tagOther {
			u.tag = thatTags[u.xpos]
		}
	case "to":
		if u.xpos == "TO" {
			u.tag = tagTo
		}
	case "'s":
		if u.upos == "AUX" {
			u.tag, u.lemma = tagAux, "be"
		}
	case "so":
		u.tag = tagAdv
		if next.lower == "that" {
			u.tag = tagSub
		}
	case "no":
		if next.lower == "longer" {
			u.tag = tagNeg
		}
	case "\"", "''", "”", "»":
		u.closing = u.lower != "\"" || quotesBefore(units, i)%2 == 1
	}
}

func quotesBefore(units []unit, i int) int {
	n := 0
	for _, u := range units[:i] {
		if u.lower == "\"" {
			n++
		}
	}
	return n
}

// thatTags are what "that" does by its tag; a determiner where it has another.
var thatTags = map[string]tag{"WDT": tagRel, "WP": tagRel, "IN": tagSub, "DT": tagDet, "RB": tagAdv}

// after returns the unit right of i, which may not be tagged yet.
func after(units []unit, i int) unit {
	if i+1 < len(units) {
		return units[i+1]
	}
	return unit{tag: tagStop, mention: -1}
}

func opensPhrase(t tag) bool { return t == tagDet || t == tagPossessive || t == tagAdj }

// demonym reports whether a mention is an adjective of a nation, which makes
// the next word a noun.
func demonym(u unit) bool {
	return !strings.Contains(u.text, " ") && endsIn(u.lower, "ian", "ean", "can", "ish", "ese", "iss", "utch", "rench", "eek", "aeli", "raqi", "udi", "abi", "aiti", "mani", "stani", "erman", "ai", "zech", "kurd", "khstani", "azakh", "zbek", "oviet", "yrgyz", "emeni", "atari", "hali")
}
