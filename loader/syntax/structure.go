package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// passage is a stretch of text that is one thing: a paragraph, a headline, a
// credit.
type passage struct {
	span
	part Part
}

// layout cuts a text into passages in the order in which they stand. title,
// where known, marks the headline when the text begins with it.
func layout(text, title string) []passage {
	rows := paragraphs(text)
	for i := range rows {
		rows[i].part = furniture(text[rows[i].start:rows[i].end])
	}
	top := head(text, rows, title)
	first := true
	var out []passage
	for i, p := range rows {
		switch {
		case p.part != "":
			out = append(out, p)
		case i < top:
			out = append(out, passage{p.span, PartHeadline})
		default:
			out = append(out, body(text, p.span, first)...)
			first = false
		}
	}
	return out
}

// body takes the dateline off the beginning of a paragraph and the credit off
// its end.
func body(text string, s span, first bool) []passage {
	var out []passage
	if n := dateline(text[s.start:s.end], first); n > 0 {
		cut, _ := trimmed(text, s.start, s.start+n)
		out = append(out, passage{cut, PartDateline})
		s, _ = trimmed(text, s.start+n, s.end)
	}
	n := trailer(text[s.start:s.end])
	if prose, ok := trimmed(text, s.start, s.start+n); ok {
		out = append(out, passage{prose, PartBody})
	}
	if credit, ok := trimmed(text, s.start+n, s.end); ok {
		out = append(out, passage{credit, PartCredit})
	}
	return out
}

// How a head is told from the body: by lines that only heads have, within the
// first lines, none of them long.
const (
	headRows   = 12
	headWords  = 60
	titleWords = 25
)

// head returns how many of the first rows are the head of the article. What in
// it is no structure is headline or standfirst. A head ends with its last
// date, byline or caption; without these it is one line that reads as a title
// above a text.
func head(text string, rows []passage, title string) int {
	top := 0
	for i, p := range rows[:min(len(rows), headRows)] {
		row := text[p.start:p.end]
		if p.part == "" && (len(strings.Fields(row)) > headWords || sentenceEnds(row) > 2 || dateline(row, false) > 0) {
			break
		}
		if p.part == PartDate || p.part == PartByline || p.part == PartCaption {
			top = i + 1
		}
	}
	for top > 0 && !leads(text, rows[:top]) {
		top = lastStructure(rows[:top-1])
	}
	if !holdsProse(rows[top:]) {
		return 0
	}
	first := 0
	for first < len(rows) && rows[first].part != "" {
		first++
	}
	if first >= top && first < len(rows) && holdsProse(rows[first+1:]) && headline(text, rows[first].span, title) {
		return first + 1
	}
	return top
}

func holdsProse(rows []passage) bool {
	for _, p := range rows {
		if p.part == "" {
			return true
		}
	}
	return false
}

// leads reports whether the rows before the last one can be the head of an
// article: at most a headline, a standfirst and a kicker.
func leads(text string, rows []passage) bool {
	free, first := 0, true
	for _, p := range rows {
		if p.part != "" {
			continue
		}
		row := text[p.start:p.end]
		if first && endsSentence(row) && len(strings.Fields(row)) > titleWords {
			return false
		}
		first = false
		free++
	}
	return free <= 3
}

// lastStructure returns the number of rows up to the last one that is
// structure of a head.
func lastStructure(rows []passage) int {
	for i := len(rows); i > 0; i-- {
		if p := rows[i-1].part; p == PartDate || p == PartByline || p == PartCaption {
			return i
		}
	}
	return 0
}

// headline reports whether a row reads as a title: it is the title, or it is
// short and ends as no sentence does.
func headline(text string, s span, title string) bool {
	row := text[s.start:s.end]
	if title != "" && strings.EqualFold(strings.Join(strings.Fields(row), " "), strings.Join(strings.Fields(title), " ")) {
		return true
	}
	n := len(strings.Fields(row))
	r, _ := utf8.DecodeRuneInString(row)
	return n > 1 && n <= titleWords && !endsSentence(row) && !unicode.IsLower(r) && sentenceEnds(row) == 0
}

// endsSentence reports whether a row ends with the mark of a sentence.
func endsSentence(row string) bool {
	row = strings.TrimRight(row, "\"'”’)] ")
	return strings.HasSuffix(row, ".") || strings.HasSuffix(row, "!") || strings.HasSuffix(row, ":") ||
		strings.HasSuffix(row, ";") || strings.HasSuffix(row, ",") || strings.HasSuffix(row, "…")
}

// sentenceEnds counts the places where a sentence seems to end inside a row.
func sentenceEnds(row string) int {
	count := 0
	for i := 1; i+2 < len(row); i++ {
		if (row[i] == '.' || row[i] == '!' || row[i] == '?') && row[i+1] == ' ' && isLower(row[i-1]) && isUpper(row[i+2]) {
			if abbreviation(row[lastWord(row[:i+1]):i+1]) == abbreviationNone {
				count++
			}
		}
	}
	return count
}
