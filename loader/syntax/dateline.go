package syntax

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDateline is the longest stretch that is looked at for a dateline, in
// bytes.
const maxDateline = 100

// dateline returns the length of the datelines that a paragraph begins with,
// spaces behind them included, or 0: "GENEVA, April 24 (Agency) - ". One may
// follow another ("Reuters - LONDON (Reuters) - "). first says that no prose
// stands before the paragraph: there a place alone is enough.
func dateline(row string, first bool) int {
	length := 0
	for range 3 {
		n := oneDateline(row[length:], first && length == 0)
		if n == 0 || length+n >= len(row) {
			break
		}
		length += n
	}
	return length
}

func oneDateline(row string, first bool) int {
	head := row[:min(len(row), maxDateline)]
	start := len(head) - len(strings.TrimLeft(head, "-–— "))
	if start == len(head) {
		return 0
	}
	for _, m := range datelineEnd.FindAllStringIndex(head[start:], 4) {
		end := start + m[1]
		mark := strings.TrimSpace(head[start+m[0] : end])
		next, _ := utf8.DecodeRuneInString(row[end:])
		if end >= len(row) {
			return 0
		}
		d := readDateline(head[start : start+m[0]])
		if !d.ok {
			return 0
		}
		if d.holds(mark, unicode.IsLower(next), first) {
			return end
		}
	}
	return 0
}

// datelineEnd is the mark behind a dateline with the spaces around it.
var datelineEnd = regexp.MustCompile(`(?:\s+(?:-{1,3}|–|—)|[-–—]{1,2}|\s?:)\s+`)

// datelineParts is what a stretch before a dash is made of.
type datelineParts struct {
	ok              bool // nothing but places, dates and an agency
	agency, capital bool
	month, year     bool
	words           int
}

// holds reports whether parts in front of a mark are a dateline, given whether
// the text behind goes on in lower case.
func (d datelineParts) holds(mark string, lower, first bool) bool {
	switch {
	case mark == ":":
		return first && d.capital && !lower && d.words > 0
	case d.agency:
		return true
	case lower:
		return false
	case d.words == 0:
		return d.month && d.year
	case d.capital || d.month:
		return true
	}
	return first && d.words <= 4
}

// readDateline takes the stretch before a mark apart.
func readDateline(head string) datelineParts {
	var d datelineParts
	head = strings.TrimRight(head, " ,.")
	if open := strings.LastIndexByte(head, '('); open >= 0 && strings.HasSuffix(head, ")") {
		inner := head[open+1 : len(head)-1]
		if inner == "" || len(inner) > 40 {
			return d
		}
		d.agency, head = true, head[:open]
	}
	if agencyNames[strings.TrimSpace(head)] || strings.HasSuffix(head, ".com") && !strings.Contains(head, " ") {
		return datelineParts{ok: true, agency: true}
	}
	for _, word := range strings.FieldsFunc(head, func(r rune) bool { return r == ' ' || r == ',' || r == '/' }) {
		if !d.add(word) {
			return datelineParts{}
		}
	}
	d.ok = d.words <= 8 && (d.words > 0 || d.agency || d.month)
	return d
}

// add takes in one word and reports whether a dateline may hold it.
func (d *datelineParts) add(word string) bool {
	ended := len(word) > 3 && word[len(word)-1] == '.'
	if strings.ContainsAny(word, "()") || ended && !monthNames[strings.ToLower(word[:len(word)-1])] && abbreviation(word) == abbreviationNone {
		return false
	}
	word = strings.Trim(word, ".")
	switch {
	case word == "":
		return true
	case monthNames[strings.ToLower(word)]:
		d.month = true
		return true
	case strings.Trim(word, "0123456789/-") == "":
		d.year = d.year || len(word) == 4
		return len(word) <= 10
	case datelineParticles[strings.ToLower(word)] && d.words > 0:
		return true
	case !capitalized(word) || notDateline[word]:
		return false
	}
	if d.words == 0 && len(word) > 1 && strings.ToUpper(word) == word {
		d.capital = true
	}
	d.words++
	return true
}

var (
	monthNames = set(`jan january feb february mar march apr april may jun june jul july aug august sep sept september
		oct october nov november dec december`)
	datelineParticles = set(`de of the del la el al and au aux sur du`)
	notDateline       = set(`NOTE UPDATE BREAKING ANALYSIS EXCLUSIVE WATCH CORRECTION SOURCE SOURCES PHOTO VIDEO Note Update
		Source I A The He She It We They But And`)
	agencyNames = multiSet(`AP|AFP|Reuters|UPI|Xinhua|ANI|IANS|PTI|TASS|dpa|CNN|BBC|Canadian Press|Associated Press|PC World|
		NewsFactor|TechWeb|Ziff Davis|MacCentral|The Motley Fool|Investor's Business Daily|Forbes|USATODAY|SPACE`)
)

func multiSet(list string) map[string]bool {
	out := map[string]bool{}
	for _, name := range strings.Split(list, "|") {
		out[strings.TrimSpace(name)] = true
	}
	return out
}

// trailer returns where the credit begins that a paragraph ends with: the
// names of reporters in brackets, the mark of an agency. Without one it is the
// length of the paragraph.
func trailer(row string) int {
	end := strings.TrimRight(row, " .\r^M")
	for _, name := range []string{" Reuter", " REUTER", " REUTERS", " reuter", " Reuters"} {
		before, found := strings.CutSuffix(end, name)
		if found && before != "" && strings.ContainsRune(".!?\"”')", rune(before[len(before)-1])) {
			return len(before)
		}
	}
	if !strings.Contains(row, "ing by ") && !strings.Contains(row, "ed by ") {
		return len(row)
	}
	for _, at := range trailerHead.FindAllStringIndex(row, 8) {
		if len(row)-at[0] < 300 && (at[0] == 0 || endsSentence(row[:at[0]])) {
			return at[0]
		}
	}
	return len(row)
}

// trailerHead begins the names of those who made a report.
var trailerHead = regexp.MustCompile(`\(?\b(?:(?:Additional r|R)eporting|Writing|Editing|Edited|Compiled) by [A-Z]`)
