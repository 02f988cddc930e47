package network

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// columns of a word's features: indices into the tables, summed in this order.
const (
	columnVocabulary = iota
	columnWord
	columnPrefix
	columnSuffix2
	columnSuffix3
	columnSuffix4
	columnShape
	columns
)

// featurizer gives words their features, the same to the bit as
// loader/syntax/train/features.py.
type featurizer struct {
	vocabulary             []uint32 // hashes, ascending
	word, prefix, suffixes uint32   // sizes of the hashed tables
}

func (f featurizer) features(word string) [columns]int {
	n := normal(word)
	row := [columns]int{
		columnWord:   int(hash("w", n) % f.word),
		columnPrefix: int(hash("p", first(n, 3)) % f.prefix),
		columnShape:  shape(word),

		columnSuffix2: int(hash("2", last(n, 2)) % f.suffixes),
		columnSuffix3: int(hash("3", last(n, 3)) % f.suffixes),
		columnSuffix4: int(hash("4", last(n, 4)) % f.suffixes),
	}
	if at, ok := slices.BinarySearch(f.vocabulary, hash("", n)); ok {
		row[columnVocabulary] = at + 1
	}
	return row
}

// hash is FNV-1a over salt and text.
func hash(salt, text string) uint32 {
	h := uint32(2166136261)
	for i := range len(salt) {
		h = (h ^ uint32(salt[i])) * 16777619
	}
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * 16777619
	}
	return h
}

// normal writes a word in lower case, with zeros for digits and plain marks.
func normal(word string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘':
			return '\''
		case '“', '”':
			return '"'
		case '–', '—', '‐', '‑':
			return '-'
		}
		if '0' <= r && r <= '9' {
			return '0'
		}
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			return r
		}
		return unicode.ToLower(r)
	}, word)
}

// first returns the first n code points of s.
func first(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// last returns the last n code points of s.
func last(s string, n int) string {
	end := len(s)
	for ; n > 0 && end > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:end])
		end -= size
	}
	return s[end:]
}

// Kinds of letters and digits in a word.
const (
	shapeDigits      = 1 // digits, no letters
	shapeMarks       = 2
	shapeLower       = 3
	shapeUpper       = 4
	shapeOneUpper    = 5
	shapeCapitalized = 6
	shapeMixed       = 7
)

// shape tells how a word is written: the kind of its letters, its length in
// fours, whether letters and digits meet, whether there is a period inside.
func shape(word string) int {
	var letters, upper, length int
	digit, period, firstUpper := false, false, false
	for i, r := range word {
		length++
		digit = digit || '0' <= r && r <= '9'
		period = period || r == '.'
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if unicode.IsUpper(r) {
			upper++
			firstUpper = firstUpper || i == 0
		}
	}
	id := shapeMixed
	switch {
	case letters == 0 && digit:
		id = shapeDigits
	case letters == 0:
		id = shapeMarks
	case upper == 0:
		id = shapeLower
	case upper == letters && letters > 1:
		id = shapeUpper
	case upper == letters:
		id = shapeOneUpper
	case firstUpper && upper == 1:
		id = shapeCapitalized
	}
	id += 8 * min(length/4, 3)
	if letters > 0 && digit {
		id += 32
	}
	if period && length > 1 {
		id += 64
	}
	return id
}
