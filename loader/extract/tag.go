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
	return dropAcronyms(out), m
}

// dropAcronyms takes out "(GNA)" after the name that it is short for: it
// would part a phrase in two.
func dropAcronyms(units []unit) []unit {
	out := units[:0]
	for i := 0; i < len(units); i++ {
		if i > 0 && i+2 < len(units) && units[i].text == "(" && units[i+2].text == ")" && acronym(units[i+1].text) {
			i += 2
			continue
		}
		out = append(out, units[i])
	}
	return out
}

func acronym(text string) bool {
	if len(text) < 2 || len(text) > 10 || text == strings.ToLower(text) {
		return false
	}
	return text == strings.ToUpper(text) || !strings.Contains(text, " ") && text[1:] != strings.ToLower(text[1:])
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
	openAdverbs(units)
	markPhrases(units)
	markDates(units)
	for i := range units {
		if next := after(units, i); units[i].tag == tagAdv && next.tag == tagHyphen && next.start == units[i].end {
			units[i].tag = tagAdj // "long-standing"
		}
		if units[i].tag == tagOther {
			x.tagOpen(units, i)
		}
	}
	for i := range units {
		x.tagSmall(units, i)
	}
}

// openAdverbs lets "back" and "down" be verbs where an object follows and
// something that wants a verb stands before.
func openAdverbs(units []unit) {
	for i, u := range units {
		if u.lower != "back" && u.lower != "down" || i == 0 || i+1 == len(units) {
			continue
		}
		next := units[i+1].tag
		switch prev := units[i-1]; {
		case next != tagActor && next != tagDet && next != tagPronoun:
		case prev.lower == "to", prev.tag == tagModal, prev.tag == tagActor, prev.tag == tagConj, prev.tag == tagRel, prev.lower == "not":
			units[i].tag = tagOther
		}
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
