package resolve

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// gap is what stands between a word and the one before it.
type gap uint8

const (
	gapSpace    gap = iota // white space only
	gapHyphen              // a hyphen without spaces
	gapComma               // a comma
	gapOpen                // an opening bracket or quotation mark
	gapMark                // any other mark
	gapSentence            // the end of a sentence or a line break
)

// word is a word of the text with what matching needs to know of it.
type word struct {
	key        string // without accents and acronym dots, case kept
	lower      string
	start, end int // code points
	gap        gap
	possessive bool // followed by 's or '
	capital    bool
	upper      bool // all letters are capitals, at least two
	sentence   int
}

// scan cuts the text into words. It is linear in the length of the text.
func scan(text []rune) []word {
	words := make([]word, 0, len(text)/6+1)
	last, sentence := 0, 0
	for i := 0; i < len(text); {
		if !wordRune(text[i]) {
			i++
			continue
		}
		end, possessive := wordEnd(text, i)
		w := newWord(text, i, end)
		w.possessive = possessive
		w.gap = gapBetween(text[last:i], len(words) > 0)
		if len(words) > 0 && w.gap == gapSentence && abbreviated(words[len(words)-1], text, last, i) {
			w.gap = gapSpace
		}
		if w.gap == gapSentence {
			sentence++
		}
		w.sentence = sentence
		words = append(words, w)
		last, i = end, end
		if possessive {
			last, i = skipPossessive(text, end), skipPossessive(text, end)
		}
	}
	return words
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func apostrophe(r rune) bool { return r == '\'' || r == '’' }

// wordEnd returns where the word that starts at i ends: inner apostrophes
// ("Sana'a"), the dots of acronyms ("U.S.") and inner ampersands belong to it,
// a possessive does not.
func wordEnd(text []rune, i int) (end int, possessive bool) {
	j := i
	for j < len(text) {
		r := text[j]
		switch {
		case wordRune(r):
			j++
		case apostrophe(r):
			if possessiveAt(text, j) {
				return j, true
			}
			if j+1 < len(text) && wordRune(text[j+1]) {
				j++
				continue
			}
			return j, text[j-1] == 's' || text[j-1] == 'S'
		case r == '&' && j+1 < len(text) && unicode.IsUpper(text[j+1]):
			j++
		case r == '.' && acronymDot(text, i, j):
			j++
		default:
			return j, false
		}
	}
	return j, false
}

// possessiveAt reports whether an apostrophe at j starts 's at a word's end.
func possessiveAt(text []rune, j int) bool {
	return j+1 < len(text) && (text[j+1] == 's' || text[j+1] == 'S') && (j+2 >= len(text) || !wordRune(text[j+2]))
}

func skipPossessive(text []rune, j int) int {
	if possessiveAt(text, j) {
		return j + 2
	}
	return j + 1
}

// acronymDot reports whether the dot at j belongs to an acronym that starts at
// i: single letters, each with its dot, at least two of them.
func acronymDot(text []rune, i, j int) bool {
	single := (j-i)%2 == 1 && unicode.IsUpper(text[j-1])
	for k := i + 1; single && k < j; k += 2 {
		single = text[k] == '.' && unicode.IsUpper(text[k-1])
	}
	if !single {
		return false
	}
	next := j+1 < len(text) && unicode.IsUpper(text[j+1]) && j+2 < len(text) && text[j+2] == '.'
	return next || j-i >= 2
}

func newWord(text []rune, start, end int) word {
	key := fold(string(text[start:end]))
	if strings.Contains(key, ".") {
		key = strings.ReplaceAll(key, ".", "")
	}
	letters, capitals := 0, 0
	for _, r := range key {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	return word{
		key: key, lower: strings.ToLower(key), start: start, end: end,
		capital: unicode.IsUpper(text[start]), upper: letters > 1 && capitals == letters,
	}
}

// letters that carry no combining mark and yet have a plain form.
var plain = strings.NewReplacer("ı", "i", "ł", "l", "Ł", "L", "ø", "o", "Ø", "O", "đ", "d", "Đ", "D", "ß", "ss", "æ", "ae", "’", "'")

// fold takes accents off, so that Erdoğan is Erdogan.
func fold(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return foldRunes(s)
		}
	}
	return s
}

func foldRunes(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return plain.Replace(b.String())
}

// gapBetween reads the stretch between two words.
func gapBetween(between []rune, inside bool) gap {
	if !inside {
		return gapSentence
	}
	found := gapSpace
	for _, r := range between {
		switch r {
		case '.', '!', '?', '\n', '\u2029':
			return gapSentence
		case ' ', '\t', '\u00a0', '\u202f', '\u2009':
		case '-', '‐', '‑':
			if len(between) == 1 {
				return gapHyphen
			}
			found = gapMark
		case ',':
			if found == gapSpace {
				found = gapComma
			}
		case '(', '[', '“', '"', '‘':
			if found == gapSpace {
				found = gapOpen
			}
		default:
			found = gapMark
		}
	}
	return found
}

var abbreviations = set("mr mrs ms dr gen lt col sgt sen rep gov prof st jr sr no co inc corp ltd maj capt adm rev hon jan feb mar apr aug sept sep oct nov dec vs gov lt-gen brig")

// abbreviated reports whether the dot after w only ends an abbreviation or an
// initial, so that no sentence ends there.
func abbreviated(w word, text []rune, from, to int) bool {
	if to-from < 1 || text[from] != '.' {
		// The dot of "U.S." is inside the word; a break after it needs a line end.
		return false
	}
	for _, r := range text[from+1 : to] {
		if r != ' ' {
			return false
		}
	}
	single := w.end-w.start == 1 && w.capital
	return single || (abbreviations[w.lower] && w.capital)
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
