package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inside cuts a chunk whose outer marks are gone: at dashes, slashes and marks
// within, between an amount and its unit, and before clitics.
func (c *cutter) inside(start, end int) {
	from := start
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(c.text[i:])
		if !mark(r) {
			i += size
			continue
		}
		run := markRun(c.text[i:end])
		// A mark at either end is there because it belongs to the word.
		if i == start || i+run == end || c.holds(start, i, i+run, end) {
			i += run
			continue
		}
		c.word(from, i)
		c.emit(i, i+run)
		i += run
		from = i
	}
	c.word(from, end)
}

// holds reports whether the mark at i inside a chunk belongs to the word
// around it.
func (c *cutter) holds(start, i, next, end int) bool {
	left, right := c.text[start:i], c.text[next:end]
	l, _ := utf8.DecodeLastRuneInString(left)
	r, _ := utf8.DecodeRuneInString(right)
	digits := unicode.IsDigit(l) && unicode.IsDigit(r)
	switch c.text[i:next] {
	case "-", "\u2010", "\u2011":
		return hyphenated(word(left), right)
	case "/":
		return digits || len(left) == 1 && len(right) <= 2
	case ".":
		return !(unicode.IsLower(l) && unicode.IsUpper(r) && len(left) > 2 && len(right) > 1)
	case ",", ":":
		return digits
	case "'", "’", "`", "&", "@", "_", "·":
		return true
	case "#", "~", "^", "\\", "|":
		return digits
	case "$":
		return false
	}
	return false
}

// word returns the part of s behind its last hyphen.
func word(s string) string { return s[strings.LastIndexByte(s, '-')+1:] }

// hyphenated reports whether left, a hyphen and right are one token: behind a
// bound prefix ("anti-", "non-", but not "UN-"), in a telephone number, in a given name of
// two syllables ("Min-Woo" is, "Harley-Davidson" is not: told by length only).
func hyphenated(left, right string) bool {
	if lower := strings.ToLower(left); prefixes[lower] && (left[1:] == lower[1:]) {
		return true
	}
	return len(left) >= 3 && len(right) >= 4 && len(right) <= maxPhone && number(left) && number(right) && len(left) != len(right)
}

// maxPhone is the longest rest of a telephone number, in bytes.
const maxPhone = 16

func number(s string) bool { return strings.Trim(s, "0123456789-") == "" }

// word emits a word without marks at its ends, split into an amount and its
// unit or a stem and its clitic where it has them.
func (c *cutter) word(start, end int) {
	if start >= end {
		return
	}
	s := c.text[start:end]
	if at := amount(s); at > 0 {
		c.emit(start, start+at)
		c.emit(start+at, end)
		return
	}
	for _, at := range contracted(s) {
		c.emit(start, start+at)
		start += at
	}
	c.emit(start, end)
}

// amount returns where the unit begins in "14bn" or "10am", or 0.
func amount(s string) int {
	if !isDigit(s[0]) {
		return 0
	}
	at := strings.IndexFunc(s, unicode.IsLetter)
	if at < 1 || !units[s[at:]] && (len(s)-at < 2 || !units[strings.ToLower(s[at:])]) {
		return 0
	}
	return at
}

// contracted returns the lengths of all parts of a contraction but the last.
func contracted(s string) []int {
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return nil
	}
	if at := joinedWords[lower]; at > 0 {
		return []int{at}
	}
	if at := negation(lower); at > 0 {
		return []int{at}
	}
	at := strings.LastIndexAny(lower, "'’")
	if at < 1 {
		return nil
	}
	_, size := utf8.DecodeRuneInString(lower[at:])
	if !clitics[lower[at+size:]] || strings.Trim(lower[:at], "0123456789") == "" {
		return nil
	}
	if inner := negation(lower[:at]); inner > 0 {
		return []int{inner, at - inner}
	}
	return []int{at}
}

// negation returns where "n't" begins, or 0.
func negation(lower string) int {
	for _, suffix := range []string{"n't", "n’t"} {
		if strings.HasSuffix(lower, suffix) && len(lower) > len(suffix) {
			return len(lower) - len(suffix)
		}
	}
	return 0
}

// maxAddress is the longest address, in bytes.
const maxAddress = 2000

// address reports whether s is a web or mail address or a file name.
func address(s string) bool {
	if len(s) < 4 || len(s) > maxAddress {
		return false
	}
	lower := strings.ToLower(s)
	if strings.Contains(lower, "://") || strings.HasPrefix(lower, "www.") || strings.HasPrefix(lower, "mailto:") {
		return true
	}
	if at := strings.IndexByte(s, '@'); at > 0 && strings.IndexByte(s[at:], '.') > 1 {
		return true
	}
	host, _, _ := strings.Cut(lower, "/")
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 || !domains[host[dot+1:]] {
		return false
	}
	return strings.Trim(host, "abcdefghijklmnopqrstuvwxyz0123456789.-_#") == ""
}
