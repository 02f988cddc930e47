package syntax

import "strings"

// paragraphs cuts a text at blank lines, and at line breaks where lines are
// paragraphs of their own. Lines broken at a width are joined.
func paragraphs(text string) []passage {
	var out []passage
	var block []span
	flush := func() {
		for _, s := range unwrapped(text, block) {
			out = append(out, passage{span: s})
		}
		block = block[:0]
	}
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n')
		if end < start {
			end = len(text)
		}
		if s, ok := trimmed(text, start, end); ok {
			block = append(block, s)
		} else {
			flush()
		}
		start = end + 1
	}
	flush()
	return out
}

// Widths at which texts are broken into lines.
const minWidth, maxWidth = 40, 120

// unwrapped joins the lines of a block that were one paragraph.
func unwrapped(text string, lines []span) []span {
	wrapped := wrapsAtWidth(text, lines)
	var out []span
	for i, s := range lines {
		if i > 0 && (wrapped || goesOn(text, lines[i-1], s)) {
			out[len(out)-1].end = s.end
			continue
		}
		out = append(out, s)
	}
	return out
}

// wrapsAtWidth reports whether lines were broken at a width: none of them had
// room for the first word of the next.
func wrapsAtWidth(text string, lines []span) bool {
	width := 0
	for _, s := range lines {
		width = max(width, s.end-s.start)
	}
	if len(lines) < 2 || width < minWidth || width > maxWidth {
		return false
	}
	for i, s := range lines[:len(lines)-1] {
		next := lines[i+1]
		word := strings.IndexByte(text[next.start:next.end]+" ", ' ')
		if s.end-s.start+1+word <= width {
			return false
		}
	}
	return len(lines) > 2 || !endsSentence(text[lines[0].start:lines[0].end])
}

// goesOn reports whether a line goes on with the sentence of the line before:
// in lower case, which no paragraph begins with.
func goesOn(text string, before, s span) bool {
	row := text[before.start:before.end]
	return isLower(text[s.start]) && !endsSentence(row) && s.end-s.start > 1
}
