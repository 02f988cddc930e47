package quality

import (
	"regexp"
	"slices"
	"strings"

	"entente/loader/syntax/conllu"
)

// mention is a stretch of words, both ends included, that GUM marks as an
// entity of a kind.
type mention struct {
	first, last int
	kind        string
}

// entityMark is one piece of the Entity attribute: "(1-person-…" opens,
// "1)" closes, "(1-person-…)" does both.
var entityMark = regexp.MustCompile(`\([^()]*\)?|[^()]+\)`)

// mentions returns every mention, nested ones too, in the order in which they
// close.
func mentions(words []conllu.Word) []mention {
	var out []mention
	var open []opening
	for i, w := range words {
		for _, mark := range entityMark.FindAllString(w.Attribute("Entity"), -1) {
			if !strings.HasPrefix(mark, "(") {
				open, out = closed(open, out, i, mark)
				continue
			}
			fields := append(strings.Split(strings.Trim(mark, "()"), "-"), "")
			if strings.HasSuffix(mark, ")") {
				out = append(out, mention{i, i, fields[1]})
			} else {
				open = append(open, opening{fields[0], fields[1], i})
			}
		}
	}
	return out
}

// opening is a mention that has not closed yet.
type opening struct {
	group, kind string
	first       int
}

// closed ends the last mention opened of the mark's group, if there is one.
func closed(open []opening, out []mention, last int, mark string) ([]opening, []mention) {
	group, _, _ := strings.Cut(strings.TrimRight(mark, ")"), "-")
	for k := len(open) - 1; k >= 0; k-- {
		if open[k].group == group {
			out = append(out, mention{open[k].first, last, open[k].kind})
			return slices.Delete(open, k, k+1), out
		}
	}
	return open, out
}

// head is the word of a mention that hangs on a word outside it.
func (m mention) head(words []conllu.Word) (int, bool) {
	for j := m.first; j <= m.last; j++ {
		if above := words[j].Head; above < m.first || above > m.last {
			return j, true
		}
	}
	return 0, false
}
