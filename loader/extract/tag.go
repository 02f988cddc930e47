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
	mention     int  // index into the actors, or -1
	capital     bool // written with a capital
	closing     bool // a quotation mark that closes
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
				text: actors[m].Text, lower: strings.ToLower(actors[m].Text), start: actors[m].Start, end: actors[m].End,
				tag: tagActor, mention: m, capital: true,
			})
			m++
			i = end
			continue
		}
		out = append(out, newUnit(t))
		i++
	}
	return out, m
}

func newUnit(t syntax.Token) unit {
	u := unit{text: t.Text, lower: strings.ToLower(t.Text), start: t.Start, end: t.End, mention: -1}
	u.lower = strings.ReplaceAll(u.lower, "’", "'")
	for _, r := range t.Text {
		u.capital = unicode.IsUpper(r)
		break
	}
	return u
}

var marks = map[string]tag{
	",": tagComma, "(": tagComma, ")": tagComma, "[": tagComma, "]": tagComma, "–": tagComma, "—": tagComma, "--": tagComma,
	".": tagStop, ";": tagStop, ":": tagStop, "!": tagStop, "?": tagStop, "...": tagStop, "…": tagStop,
	"\"": tagQuote, "“": tagQuote, "”": tagQuote, "''": tagQuote, "``": tagQuote, "«": tagQuote, "»": tagQuote,
	"-": tagHyphen, "'s": tagPossessive, "'": tagPossessive,
}

// tagUnits gives every unit its class: marks and closed classes first, then
// verbs by their forms and neighbors, nouns where nothing else fits.
func (x *Extractor) tagUnits(units []unit) {
	for i := range units {
		u := &units[i]
		if u.tag != tagActor {
			u.tag = x.closedTag(*u)
		}
	}
	markPhrases(units)
	markDates(units)
	for i := range units {
		if units[i].tag == tagOther {
			x.tagOpen(units, i)
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

// tagOpen tells verbs from nouns and adverbs at unit i.
func (x *Extractor) tagOpen(units []unit, i int) {
	u := &units[i]
	u.tag, u.lemma = tagNoun, singular(u.lower)
	if strings.HasSuffix(u.lower, "ly") && len(u.lower) > 4 && u.lower != "ally" && u.lower != "family" && u.lower != "italy" && u.lower != "assembly" {
		u.tag = tagAdv
		return
	}
	forms := x.lexicon.verbs[u.lower]
	if len(forms) == 0 {
		forms = unknownVerb(u.lower, x.lexicon.nouns)
	}
	if u.capital && i > 0 && units[i-1].tag != tagQuote && u.text != strings.ToUpper(u.text) && !allCapital(units) {
		return
	}
	for _, f := range forms {
		if x.isVerb(units, i, f.form) {
			u.tag, u.lemma, u.form = tagVerb, f.lemma, f.form
			return
		}
	}
}

// allCapital reports whether a headline writes its words with capitals, so
// that a capital does not tell a name.
func allCapital(units []unit) bool {
	words, capitals := 0, 0
	for _, u := range units {
		if u.tag == tagActor || len(u.text) < 4 || !unicode.IsLetter(rune(u.text[0])) {
			continue
		}
		words++
		if u.capital {
			capitals++
		}
	}
	return words > 3 && capitals*10 >= words*9
}

// unknownVerb reads -ed and -ing words that no list holds as verbs, so that
// they block what they should.
func unknownVerb(lower string, nouns map[string]bool) []candidate {
	switch {
	case len(lower) < 6 || nouns[lower]:
	case strings.HasSuffix(lower, "ed") && !strings.HasSuffix(lower, "eed"):
		return []candidate{{lower[:len(lower)-2], formPast | formPart}}
	case strings.HasSuffix(lower, "ing"):
		return []candidate{{lower[:len(lower)-3], formIng}}
	}
	return nil
}

// before returns the nearest unit left of i that is no adverb or negation.
func before(units []unit, i int) (u unit, at int) {
	for at = i - 1; at >= 0; at-- {
		if t := units[at].tag; t != tagAdv && t != tagNeg {
			return units[at], at
		}
	}
	return unit{tag: tagStop, mention: -1}, -1
}

// after returns the unit right of i, which may not be tagged yet.
func after(units []unit, i int) unit {
	if i+1 < len(units) {
		return units[i+1]
	}
	return unit{tag: tagStop, mention: -1}
}

func nominal(t tag) bool {
	return t == tagNoun || t == tagActor || t == tagPronoun || t == tagNumber
}

// isVerb decides whether a word that can be a verb of form f is one at i.
func (x *Extractor) isVerb(units []unit, i int, f form) bool {
	prev, at := before(units, i)
	next := after(units, i)
	if prev.tag == tagActor && possessivePronouns[prev.lower] {
		prev.tag = tagDet
	}
	if prev.tag == tagHyphen && at == i-1 && i > 1 && units[i-1].start == units[i-2].end {
		return false // "Russia-backed" is read by its own pattern
	}
	if next.tag == tagHyphen && i+2 < len(units) && next.end == units[i+2].start {
		return false
	}
	switch {
	case f&formIng != 0:
		return x.isGerund(units, i, prev, next)
	case f&(formPast|formPart) != 0 && f&formBase == 0:
		return x.isPast(units, i, prev, next)
	}
	return x.isPresent(units, i, f, prev, next)
}

func opensPhrase(t tag) bool { return t == tagDet || t == tagPossessive || t == tagAdj }

// isPast: "attacked" is a verb unless it stands inside a noun phrase.
func (x *Extractor) isPast(units []unit, i int, prev, next unit) bool {
	if prev.tag == tagDet || prev.tag == tagPossessive || prev.tag == tagNumber {
		return next.tag == tagPrep && next.lower == "by"
	}
	if prev.tag == tagAdj || prev.tag == tagPrep && next.tag == tagOther {
		return next.tag == tagPrep || next.tag == tagActor || next.tag == tagDet || opensPhrase(next.tag)
	}
	if (prev.tag == tagConj || prev.tag == tagComma) && next.tag == tagOther && x.plainNoun(next) && (inPhrase(units, i) || prev.tag == tagConj && x.verbFollows(units, i)) {
		return false
	}
	return true
}

// inPhrase reports whether a determiner stands close before i with nothing
// but nouns and adjectives, conjunctions and commas between.
func inPhrase(units []unit, i int) bool {
	for j := i - 1; j >= 0 && j > i-4; j-- {
		switch units[j].tag {
		case tagDet, tagPossessive:
			return true
		case tagAdj, tagConj, tagComma, tagAdv, tagOther:
			continue
		}
		return false
	}
	return false
}

// plainNoun reports whether an untagged word can only be a noun or adjective.
func (x *Extractor) plainNoun(u unit) bool {
	return u.tag == tagNoun || u.tag == tagOther && len(x.lexicon.verbs[u.lower]) == 0 && !strings.HasSuffix(u.lower, "ly")
}

// gerundNouns are -ing words that are nouns more often than not.
var gerundNouns = words(`meeting meetings bombing bombings shelling training funding building hearing briefing warning killing killings gathering
	uprising understanding fighting offering opening ruling findings finding planning spending proceedings proceeding hacking meddling beating
	beatings setting saying feeling standing crossing landing ceiling backing`)

func (x *Extractor) isGerund(units []unit, i int, prev, next unit) bool {
	switch prev.tag {
	case tagAux:
		return true
	case tagDet, tagPossessive, tagAdj, tagNumber:
		return false
	}
	object := next.tag == tagDet || next.tag == tagActor || next.tag == tagPronoun || next.tag == tagTo || next.tag == tagOther && !gerundNouns[units[i].lower]
	if gerundNouns[units[i].lower] && !object {
		return false
	}
	if prev.tag == tagNoun || prev.tag == tagActor {
		return object || next.tag == tagPrep && !gerundNouns[units[i].lower] || next.lower == "that"
	}
	return true
}

// biased are words that are nouns more often than verbs.
var biased = words(`talks talk attacks attack strikes strike sanctions sanction forces force troops plans plan demands demand calls call protests
	protest clashes clash reports report visits visit moves move aids aid drills raids raid views view states state claims claim charges charge bombs
	bomb shells guns gun threats uses use supplies supply supports support deals deal contacts contact rebels rebel fighters rules rule links link
	ranks rank issues issue orders order votes vote bans ban fires fire hopes hope fears fear ties tie limits limit signs sign offers offer
	gains gain lines line trade trades leads arms arm mines mine targets target places place means results result remarks remark comments comment
	interests interest needs need exports export imports import allies ally conflict conflicts battle battles fight fights war ceasefire cease
	press costs cost names name questions question changes change efforts guards guard leaders patrol patrols challenge challenges pressure
	stance dispute disputes praise criticism blame end start set side sides probe probes search purge stand release releases help work
	control controls access delegates appeal appeals proposal warning missile missiles post posts crack return test tests base bases police share`)

// isPresent: "backs" and "back" are verbs after a modal or to, or between two
// noun phrases.
func (x *Extractor) isPresent(units []unit, i int, f form, prev, next unit) bool {
	u := units[i]
	past := f&(formPast|formPart) != 0
	switch prev.tag {
	case tagModal:
		return f&(formBase|formPast) != 0
	case tagAux:
		return f&formBase != 0 && doForms[prev.lower] || past
	case tagPrep:
		return prev.lower == "to" && f&formBase != 0 && x.infinitive(units, i, next)
	case tagDet, tagPossessive, tagAdj, tagNumber:
		return false
	case tagRel:
		return true
	case tagPronoun:
		return subjectPronouns[prev.lower] || opensPhrase(next.tag)
	}
	if prev.tag == tagVerb && prev.lemma == "help" && f&formBase != 0 && units[max(i-1, 0)].tag != tagComma {
		return true
	}
	if prev.tag == tagConj && f&formBase != 0 {
		return x.conjoined(units, i, next)
	}
	if prev.tag != tagNoun && prev.tag != tagActor && prev.tag != tagComma && prev.tag != tagConj && prev.tag != tagTime && prev.tag != tagQuote {
		return false
	}
	if f&formPresent == 0 && !past && (prev.tag == tagComma || prev.tag == tagQuote) {
		return false
	}
	if x.lexicon.nouns[u.lower] && !(next.tag == tagDet || next.tag == tagActor) {
		return false
	}
	return x.betweenPhrases(units, i, f, prev, next)
}

var doForms = words("do does did")
var subjectPronouns = words("he she it they we i you who")

// infinitive: after "to", a word that is also a noun is a verb when an object
// or a preposition of its own follows.
func (x *Extractor) infinitive(units []unit, i int, next unit) bool {
	if !biased[units[i].lower] {
		return true
	}
	switch next.tag {
	case tagDet, tagActor, tagPronoun, tagAdj, tagOther, tagNoun, tagNumber, tagAdv:
		return true
	case tagPrep:
		return units[i].lower != "aid" && units[i].lower != "force"
	}
	return false
}

// conjoined: "to arm and train the rebels".
func (x *Extractor) conjoined(units []unit, i int, next unit) bool {
	if next.tag != tagDet && next.tag != tagActor && next.tag != tagPronoun && next.tag != tagPrep && next.tag != tagOther && next.tag != tagAdj {
		return false
	}
	for j := i - 1; j >= 0 && j > i-10; j-- {
		switch units[j].tag {
		case tagTo, tagModal:
			return !biased[units[i].lower] || next.tag == tagDet || next.tag == tagActor
		case tagPrep:
			if units[j].lower == "to" && j+1 < len(units) && units[j+1].tag == tagVerb {
				return true
			}
		case tagStop, tagSub, tagRel:
			return false
		}
	}
	return false
}

// betweenPhrases decides for a word between two noun phrases.
func (x *Extractor) betweenPhrases(units []unit, i int, f form, prev, next unit) bool {
	u := units[i]
	strong := next.tag == tagDet || next.tag == tagActor || next.tag == tagPronoun || next.lower == "that"
	modifier := prev.tag == tagActor && demonym(prev)
	plural := f&formBase != 0 && f&formPresent == 0 && f&formPast == 0
	if plural && verbBefore(units, i) || plural && !pluralSubject(prev) && (biased[u.lower] || !pluralBefore(units, i)) {
		return false
	}
	switch {
	case modifier && !strong:
		return false
	case strong:
		return !modifier || !biased[u.lower]
	case biased[u.lower]:
		return next.tag == tagPrep && x.takes(u.lower, next.lower) && !modifier && prev.tag == tagActor && f&formPresent != 0 && !x.verbFollows(units, i)
	}
	return true
}

// pluralSubject reports whether a base form may follow as a present tense.
func pluralSubject(prev unit) bool {
	if prev.tag == tagActor && (len(prev.lower) < 4 || strings.HasSuffix(prev.lower, "states")) {
		return false
	}
	return strings.HasSuffix(prev.lower, "s") && !strings.HasSuffix(prev.lower, "ss") || prev.lower == "people" || prev.lower == "police" || prev.lower == "they"
}

// verbBefore reports whether the clause has a verb left of i already.
func verbBefore(units []unit, i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch units[j].tag {
		case tagVerb, tagAux, tagModal:
			return true
		case tagStop, tagSub, tagRel, tagConj, tagComma, tagQuote:
			return false
		}
	}
	return false
}

// pluralBefore reports whether a plural noun with a prepositional phrase
// stands before i: "sanctions on Iran remain".
func pluralBefore(units []unit, i int) bool {
	prepositions := 0
	for j := i - 1; j >= 0 && j > i-8; j-- {
		switch units[j].tag {
		case tagPrep:
			prepositions++
		case tagNoun, tagActor:
			if prepositions > 0 && strings.HasSuffix(units[j].lower, "s") && (j+1 < len(units) && units[j+1].tag == tagPrep) {
				return true
			}
		case tagDet, tagAdj, tagNumber, tagPossessive, tagConj:
		default:
			return false
		}
	}
	return false
}

// takes reports whether the lexicon has the verb with that preposition.
func (x *Extractor) takes(text, preposition string) bool {
	for _, c := range x.lexicon.verbs[text] {
		for _, r := range x.lexicon.rows[kindVerb.key(c.lemma)] {
			for _, p := range r.frame.places {
				if r.frame.object == slotNone && p.prepositions[preposition] {
					return true
				}
			}
		}
	}
	return false
}

// verbFollows reports whether the clause has a clear verb after i.
func (x *Extractor) verbFollows(units []unit, i int) bool {
	for _, u := range units[i+1:] {
		switch u.tag {
		case tagAux, tagModal:
			return true
		case tagStop, tagSub, tagRel, tagConj, tagComma, tagQuote:
			return false
		case tagOther:
			for _, c := range x.lexicon.verbs[u.lower] {
				if c.form == formPast || c.form == formPast|formPart {
					return true
				}
			}
		}
	}
	return false
}

// demonym reports whether a mention is an adjective of a nation, which makes
// the next word a noun.
func demonym(u unit) bool {
	return !strings.Contains(u.text, " ") && endsIn(u.lower, "ian", "ean", "can", "ish", "ese", "iss", "utch", "rench", "eek", "aeli", "raqi", "udi", "abi", "aiti", "mani", "stani", "erman", "ai", "zech", "kurd", "khstani", "azakh", "zbek", "oviet", "yrgyz", "emeni", "atari", "hali")
}

// tagSmall settles the words whose class hangs on their neighbors: that, to,
// possessives, quotation marks.
func (x *Extractor) tagSmall(units []unit, i int) {
	u := &units[i]
	prev, _ := before(units, i)
	next := after(units, i)
	switch u.lower {
	case "that":
		u.tag = thatTag(prev, next)
	case "to":
		if next.tag == tagVerb && next.form&formBase != 0 || next.lower == "be" || next.lower == "have" || next.lower == "do" || next.lower == "get" || adverbThenVerb(units, i+1) {
			u.tag = tagTo
		}
	case "'s":
		if prev.tag == tagPronoun || prev.lower == "that" || prev.lower == "there" || prev.lower == "who" {
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

func adverbThenVerb(units []unit, i int) bool {
	return i+1 < len(units) && units[i].tag == tagAdv && units[i+1].tag == tagVerb && units[i+1].form&formBase != 0
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

func thatTag(prev, next unit) tag {
	starts := next.tag == tagVerb || next.tag == tagAux || next.tag == tagModal || next.tag == tagAdv || next.tag == tagNeg
	switch {
	case (prev.tag == tagNoun || prev.tag == tagActor || prev.tag == tagComma) && starts:
		return tagRel
	case prev.tag == tagPrep || prev.tag == tagStop && next.tag == tagNoun:
		return tagDet
	case prev.tag == tagVerb || prev.tag == tagNoun || prev.tag == tagActor || prev.tag == tagAux || prev.tag == tagConj || prev.tag == tagAdj || prev.tag == tagPronoun || prev.tag == tagTime || prev.tag == tagComma:
		return tagSub
	}
	return tagDet
}
