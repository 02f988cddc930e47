package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	uax29 "github.com/clipperhouse/uax29/v2/sentences"
)

// sentences splits running text. Unicode's sentence boundaries (UAX 29) are
// the proposals; those behind an abbreviation or an initial are merged, and a
// boundary is added where the space after a period was forgotten.
func sentences(text string) []span {
	text = flat(text)
	var out []span
	start := 0
	for _, end := range proposals(text) {
		if end < len(text) && joined(text, start, end) {
			continue
		}
		if s, ok := trimmed(text, start, end); ok {
			out = append(out, s)
		}
		start = end
	}
	return out
}

// flat turns line breaks into spaces, byte by byte, so that offsets hold and
// a wrapped line is no boundary.
func flat(text string) string {
	if !strings.ContainsAny(text, "\n\r\v\f") {
		return text
	}
	b := []byte(text)
	for i, c := range b {
		if c >= '\n' && c <= '\r' {
			b[i] = ' '
		}
	}
	return string(b)
}

// proposals returns the ends of candidate sentences, ascending; the last is
// the length of the text.
func proposals(text string) []int {
	var ends []int
	for it := uax29.FromString(text); it.Next(); {
		ends = append(ends, forgotten(text, it.Start(), it.End())...)
		ends = append(ends, it.End())
	}
	return ends
}

// forgotten finds the boundaries inside a proposal where a period has no space
// behind it: "ended.The".
func forgotten(text string, start, end int) []int {
	var ends []int
	for i := start + 3; i < end-3; i++ {
		if text[i] != '.' || !isLower(text[i-1]) || !isLower(text[i-2]) {
			continue
		}
		if isUpper(text[i+1]) && (isLower(text[i+2]) || text[i+2] == ' ') && !inAddress(around(text, i)) {
			ends = append(ends, i+1)
		}
	}
	return ends
}

// inAddress reports whether a run without spaces is an address, a path or a
// formula.
func inAddress(run string) bool { return strings.ContainsAny(run, "/@=_&") || address(run) }

// around returns the run of non-space bytes at i, at most 100 on each side.
func around(text string, i int) string {
	from, to := i, i
	for from > 0 && i-from < 100 && text[from-1] > ' ' {
		from--
	}
	for to < len(text) && to-i < 100 && text[to] > ' ' {
		to++
	}
	return text[from:to]
}

// joined reports whether the sentence from start goes on behind end.
func joined(text string, start, end int) bool {
	before := strings.TrimRightFunc(text[start:end], unicode.IsSpace)
	after := text[end:]
	if bare(before) {
		return true
	}
	core := strings.TrimRight(before, "\"'”’»)]}")
	closed := len(core) < len(before)
	next := opening(after)
	switch {
	case next == "":
		return false
	case startsLower(after):
		return true
	case strings.HasSuffix(core, "."):
		return !closed && abbreviated(core, next)
	}
	return false
}

// bare reports whether a stretch holds no letter or digit: a mark left alone,
// or the number of a list item ("3.").
func bare(s string) bool {
	if len(s) > 12 {
		return false
	}
	digits := strings.TrimSuffix(strings.TrimSuffix(s, "."), ")")
	if digits != s && digits != "" && len(digits) <= 3 && strings.Trim(digits, "0123456789") == "" {
		return true
	}
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
}

// opening returns the first word of the text behind a boundary, without the
// marks before it.
func opening(after string) string {
	if len(after) > 120 {
		after = after[:120]
	}
	after = strings.TrimLeftFunc(after, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	end := strings.IndexFunc(after, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		return after
	}
	return after[:end]
}

// startsLower reports whether the text goes on in lower case, which no
// sentence does but one that begins with a brand ("iPhone").
func startsLower(after string) bool {
	after = strings.TrimLeft(after, " \t")
	r, size := utf8.DecodeRuneInString(after)
	if r == ',' || r == ';' {
		return true
	}
	if !unicode.IsLower(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(after[size:])
	return !unicode.IsUpper(next)
}

// abbreviated reports whether the period at the end of before belongs to an
// abbreviation or an initial, given the word that follows.
func abbreviated(before, next string) bool {
	word := before[lastWord(before):]
	kind := abbreviation(word)
	short := kind == abbreviationAcronym || kind == abbreviationPlain || kind == abbreviationTitle
	if short && len(before) < 24 && strings.Count(before, " ") < 2 {
		return true // "The U.S." alone is no sentence
	}
	switch kind {
	case abbreviationTitle:
		return true
	case abbreviationNumber:
		return isDigit(next[0])
	case abbreviationMonth, abbreviationPlain, abbreviationAcronym:
		return !starters[next]
	case abbreviationInitial:
		return !starters[next] || named(before[:lastWord(before)])
	}
	return false
}

// lastWord returns where the last run of non-space bytes begins, opening marks
// left out, looking back at most 40 bytes.
func lastWord(s string) int {
	i := len(s)
	for i > 0 && len(s)-i < 40 && s[i-1] > ' ' && !strings.ContainsRune("([\"'/-", rune(s[i-1])) {
		i--
	}
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return i
}

// named reports whether the last word is capitalized, so that an initial
// behind it is part of a name.
func named(before string) bool {
	before = strings.TrimRight(before, " ")
	r, _ := utf8.DecodeRuneInString(before[lastWord(before):])
	return unicode.IsUpper(r)
}

// trimmed returns the stretch without the spaces around it, and whether there
// is anything in it.
func trimmed(text string, start, end int) (span, bool) {
	part := text[start:end]
	left := strings.TrimLeftFunc(part, blank)
	start += len(part) - len(left)
	end = start + len(strings.TrimRightFunc(left, blank))
	return span{start, end}, start < end
}

// blank reports whether r shows nothing: spaces, control characters and the
// marks of zero width that stand around words.
func blank(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }
