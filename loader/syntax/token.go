package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokens cuts a sentence at spaces, peels marks off both ends of each chunk
// and splits what is left inside.
func tokens(text string) []span {
	c := cutter{text: text, out: make([]span, 0, len(text)/5+1)}
	for start := 0; start < len(text); {
		r, size := utf8.DecodeRuneInString(text[start:])
		if blank(r) {
			start += size
			continue
		}
		end := start + size
		for end < len(text) {
			r, size = utf8.DecodeRuneInString(text[end:])
			if blank(r) {
				break
			}
			end += size
		}
		c.chunk(start, end)
		start = end
	}
	return c.out
}

// cutter collects the tokens of one sentence.
type cutter struct {
	text string
	out  []span
}

func (c *cutter) emit(start, end int) {
	if start < end {
		c.out = append(c.out, span{start, end})
	}
}

// chunk cuts a run without spaces.
func (c *cutter) chunk(start, end int) {
	s := c.text[start:end]
	if plain(s) {
		c.word(start, end)
		return
	}
	if emoticons[s] || fixed[strings.ToLower(s)] {
		c.emit(start, end)
		return
	}
	start = c.prefix(start, end)
	inner := c.suffix(start, end)
	if address(c.text[start:inner]) {
		c.emit(start, inner)
	} else {
		c.inside(start, inner)
	}
	c.marks(inner, end)
}

// plain reports whether s is ASCII letters only: most chunks are.
func plain(s string) bool {
	for i := range len(s) {
		if !isLower(s[i]) && !isUpper(s[i]) {
			return false
		}
	}
	return true
}

// prefix emits the marks before a word and returns where the word begins.
func (c *cutter) prefix(start, end int) int {
	for start < end {
		s := c.text[start:end]
		size := markRun(s)
		if size == 0 || wordMark(s) {
			return start
		}
		c.emit(start, start+size)
		start += size
	}
	return start
}

// wordMark reports whether the mark that s begins with is part of its word:
// ".5", "+1", "'90s", "#tag", "@name".
func wordMark(s string) bool {
	if len(s) < 2 {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[1:])
	switch s[0] {
	case '.':
		return unicode.IsDigit(next) || unicode.IsLower(next) && len(s) <= 6
	case '+':
		return unicode.IsDigit(next)
	case '@', '#':
		return unicode.IsLetter(next)
	}
	rest, ok := strings.CutPrefix(s, "'")
	if !ok {
		rest, ok = strings.CutPrefix(s, "’")
	}
	if !ok || rest == "" {
		return false
	}
	return isDigit(rest[0]) || len(rest) < 12 && clipped[strings.ToLower(strings.TrimRight(rest, ".,;:!?\"”)"))]
}

// suffix returns where the marks behind a word begin.
func (c *cutter) suffix(start, end int) int {
	for end > start {
		s := c.text[start:end]
		size := lastMarkRun(s)
		if size == 0 || c.keepsMark(start, end, size) {
			return end
		}
		end -= size
	}
	return end
}

// keepsMark reports whether the last mark of a chunk is part of its word: the
// period of an abbreviation, the slash of an address.
func (c *cutter) keepsMark(start, end, size int) bool {
	s := c.text[start:end]
	switch {
	case s[len(s)-1] == '.' && size == 1:
		return c.keepsPeriod(start, end)
	case s[len(s)-1] == '/':
		return address(s)
	case s[len(s)-1] == '+':
		return len(s) <= 3 && isUpper(s[0])
	}
	return false
}

// keepsPeriod reports whether the chunk that ends in a period at end keeps it.
func (c *cutter) keepsPeriod(start, end int) bool {
	word := c.text[start+lastWord(c.text[start:end]) : end]
	switch abbreviation(word) {
	case abbreviationNone:
		return false
	case abbreviationNumber:
		next := strings.TrimLeft(c.text[end:min(len(c.text), end+8)], " (#")
		return next != "" && isDigit(next[0])
	}
	return true
}

// marks emits what suffix found, from left to right.
func (c *cutter) marks(start, end int) {
	for start < end {
		size := markRun(c.text[start:end])
		if size == 0 {
			_, size = utf8.DecodeRuneInString(c.text[start:end])
		}
		c.emit(start, start+size)
		start += size
	}
}

// markRun returns the length of the token of marks that s begins with: one
// mark, or a run of a mark that repeats ("...", "--") or of exclamation and
// question marks; 0 when s begins with a letter or digit.
func markRun(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if !mark(r) {
		return 0
	}
	run := size
	for alike := like(r); alike != ""; {
		next, n := utf8.DecodeRuneInString(s[run:])
		if n == 0 || !strings.ContainsRune(alike, next) {
			break
		}
		run += n
	}
	return run
}

// lastMarkRun is markRun from the end.
func lastMarkRun(s string) int {
	r, size := utf8.DecodeLastRuneInString(s)
	if !mark(r) {
		return 0
	}
	run := size
	for alike := like(r); alike != ""; {
		next, n := utf8.DecodeLastRuneInString(s[:len(s)-run])
		if n == 0 || !strings.ContainsRune(alike, next) {
			break
		}
		run += n
	}
	return run
}

// like returns the marks that r forms one token with.
func like(r rune) string {
	switch {
	case r == '!' || r == '?':
		return "!?"
	case strings.ContainsRune(repeating, r):
		at := strings.IndexRune(repeating, r)
		return repeating[at : at+utf8.RuneLen(r)]
	}
	return ""
}

// repeating marks stand as one token when they repeat.
const repeating = ".-*=_~…'`<>#+^$/"

// mark reports whether r is no part of a word by itself.
func mark(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !unicode.Is(unicode.No, r) &&
		!unicode.Is(unicode.Nl, r) && r != '\u200d' && r != utf8.RuneError
}
