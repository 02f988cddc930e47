package syntax

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// lemmatizer tells the base of a word: for a tag and the longest known ending
// of the word, how many letters to cut and what to put there. A whole word's
// ending begins with ^.
type lemmatizer struct {
	edits   map[string]edit // by tag, a space, and the ending
	longest int             // ending, in bytes
}

type edit struct {
	cut int // bytes
	put string
}

// openLemmas reads rows of tag, ending, letters to cut and letters to put,
// parted by tabs.
func openLemmas(table string) (lemmatizer, error) {
	l := lemmatizer{edits: make(map[string]edit, strings.Count(table, "\n"))}
	for row := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		if len(cells) != 4 {
			return l, fmt.Errorf("the table of lemmas has a row of %d cells: %q", len(cells), row)
		}
		letters, err := strconv.Atoi(cells[2])
		if err != nil || letters < 0 || letters > utf8.RuneCountInString(strings.TrimPrefix(cells[1], "^")) {
			return l, fmt.Errorf("the table of lemmas cuts %q letters from %q", cells[2], cells[1])
		}
		l.edits[cells[0]+" "+cells[1]] = edit{letters, cells[3]}
		l.longest = max(l.longest, len(cells[1]))
	}
	return l, nil
}

// lemma is the base of a word as Universal Dependencies writes it: names keep
// their form, all else is in small letters.
func (l lemmatizer) lemma(word, xpos string) string {
	if strings.HasPrefix(xpos, "NNP") {
		return word
	}
	low := strings.ReplaceAll(strings.ToLower(word), "’", "'")
	key := "^" + low
	key = key[max(0, len(key)-l.longest):]
	for {
		if e, ok := l.edits[xpos+" "+key]; ok {
			return cmp.Or(cutLetters(low, e.cut)+e.put, low)
		}
		if key == "" {
			return low
		}
		key = key[1:]
	}
}

// cutLetters takes n code points off the end of s, at most all.
func cutLetters(s string, n int) string {
	runes := len(s)
	for ; n > 0 && runes > 0; n-- {
		runes--
		for runes > 0 && s[runes]&0xc0 == 0x80 {
			runes--
		}
	}
	return s[:runes]
}
