package syntax

import "strings"

// passage is a stretch of text that is one thing: a paragraph, a headline, a
// credit.
type passage struct {
	span
	part Part
}

func layout(text, title string) []passage {
	var out []passage
	start := 0
	for start < len(text) {
		end := strings.Index(text[start:], "\n")
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		if s, ok := trimmed(text, start, end); ok {
			out = append(out, passage{s, PartBody})
		}
		start = end + 1
	}
	return out
}
