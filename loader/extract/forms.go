package extract

import "strings"

// form of a verb in a text.
type form uint8

const (
	formNone    form = 0
	formBase    form = 1 << iota // attack
	formPresent                  // attacks
	formPast                     // attacked, struck
	formPart                     // attacked, stricken
	formIng                      // attacking
)

// inflect lists the forms of a verb. past and part are empty when regular and
// may hold several, joined by |.
func inflect(lemma, past, part string) map[string]form {
	forms := map[string]form{lemma: formBase}
	forms[third(lemma)] |= formPresent
	for _, f := range gerunds(lemma) {
		forms[f] |= formIng
	}
	if past == "" {
		for _, f := range regularPasts(lemma) {
			forms[f] |= formPast | formPart
		}
		return forms
	}
	for _, f := range strings.Split(past, "|") {
		forms[f] |= formPast
	}
	for _, f := range strings.Split(part, "|") {
		forms[f] |= formPart
	}
	return forms
}

func third(lemma string) string {
	switch {
	case endsIn(lemma, "s", "x", "z", "ch", "sh", "o"):
		return lemma + "es"
	case consonantY(lemma):
		return lemma[:len(lemma)-1] + "ies"
	}
	return lemma + "s"
}

func gerunds(lemma string) []string {
	switch {
	case strings.HasSuffix(lemma, "ie"):
		return []string{lemma[:len(lemma)-2] + "ying"}
	case strings.HasSuffix(lemma, "e") && !endsIn(lemma, "ee", "oe", "ye") && lemma != "be":
		return []string{lemma[:len(lemma)-1] + "ing"}
	}
	return doubled(lemma, "ing")
}

func regularPasts(lemma string) []string {
	switch {
	case strings.HasSuffix(lemma, "e"):
		return []string{lemma + "d"}
	case consonantY(lemma):
		return []string{lemma[:len(lemma)-1] + "ied"}
	}
	return doubled(lemma, "ed")
}

// stressed verbs of several syllables that double their last letter; those in
// l double in British spelling, so both ways are listed.
var stressed = words(`admit commit permit submit omit transmit refer defer prefer transfer confer infer deter incur occur recur expel compel propel
	repel dispel rebel control patrol abet abhor acquit equip kidnap quit outfit regret upset begin forget`)

// doubled adds an ending, with the last letter doubled where English does so.
func doubled(lemma, ending string) []string {
	n := len(lemma)
	if n < 2 || !consonant(lemma[n-1]) || strings.IndexByte("wxyh", lemma[n-1]) >= 0 {
		return []string{lemma + ending}
	}
	twice := lemma + lemma[n-1:] + ending
	short := n >= 3 && vowel(lemma[n-2]) && !vowel(lemma[n-3]) && vowels(lemma) == 1 || lemma == "quit"
	switch {
	case stressed[lemma] || short:
		return []string{twice}
	case lemma[n-1] == 'l' && vowel(lemma[n-2]) && !vowel(lemma[n-3]):
		return []string{twice, lemma + ending}
	}
	return []string{lemma + ending}
}

func endsIn(s string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

func consonantY(s string) bool {
	return len(s) > 1 && strings.HasSuffix(s, "y") && consonant(s[len(s)-2])
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

func consonant(b byte) bool { return b >= 'a' && b <= 'z' && !vowel(b) }

func vowels(s string) int {
	n := 0
	for i := range len(s) {
		if vowel(s[i]) || s[i] == 'y' {
			n++
		}
	}
	return n
}

// irregular plurals.
var irregular = map[string]string{
	"children": "child", "women": "woman", "men": "man", "wives": "wife", "thieves": "thief", "policemen": "policeman", "servicemen": "serviceman",
	"gunmen": "gunman", "fishermen": "fisherman", "crises": "crisis", "lives": "life", "bias": "bias",
	"headquarters": "headquarters", "barracks": "barracks", "premises": "premises", "works": "works", "armed forces": "armed forces",
}

// singular guesses the lemma of a noun.
func singular(noun string) string {
	if one, ok := irregular[noun]; ok {
		return one
	}
	switch {
	case len(noun) < 4 || endsIn(noun, "ss", "us", "is", "selves"):
		return noun
	case strings.HasSuffix(noun, "ies") && len(noun) > 4:
		return noun[:len(noun)-3] + "y"
	case endsIn(noun, "sses", "shes", "ches", "xes"):
		return noun[:len(noun)-2]
	case strings.HasSuffix(noun, "s"):
		return noun[:len(noun)-1]
	}
	return noun
}

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
