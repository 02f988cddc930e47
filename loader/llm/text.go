package llm

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph"
)

// touches reports whether an excerpt shares words with a mention.
func touches(e graph.Excerpt, m graph.Mention) bool { return e.Start < m.End && m.Start < e.End }

// occurrences lists where words stand in a text as words of their own: "arm"
// does not stand in "army". offset is where the text begins, in code points.
func occurrences(text, words string, offset int) []graph.Excerpt {
	if strings.TrimSpace(words) == "" {
		return nil
	}
	var found []graph.Excerpt
	length := utf8.RuneCountInString(words)
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return found
		}
		i += from
		if border(text[:i], words) && border(words, text[i+len(words):]) {
			start := offset + utf8.RuneCountInString(text[:i])
			found = append(found, graph.Excerpt{Text: words, Start: start, End: start + length})
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		from = i + size
	}
}

// border reports whether no word runs on from one text into the next.
func border(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return before == "" || after == "" || !inWord(last) || !inWord(first)
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// inQuotation reports whether quotation marks are open at the end of a text.
func inQuotation(text []rune) bool {
	open := false
	for _, r := range text {
		switch r {
		case '“', '«':
			open = true
		case '”', '»':
			open = false
		case '"':
			open = !open
		}
	}
	return open
}
