package syntax

import (
	"regexp"
	"strings"
)

// datelineHead matches the beginning of a paragraph up to the dash that ends a
// dateline: a place in capitals with or without region, date and agency; a
// place in any case with an agency in brackets; or an agency alone.
var datelineHead = regexp.MustCompile(`^(?:` +
	`(?:` + place + `(?:,\s*(?i:` + month + `)\s\d\d?(?:,\s` + year + `)?)?` +
	`(?:,?\s*\((?:[A-Z][\w.&/ -]{1,40}|\w+\.com)\))?)\s*(?:--?-?|–|—|:)` +
	`|(?:[A-Z][\pL.'-]*[ ,/]{0,2}){1,6}(?:(?i:` + month + `)\s\d\d?(?:,\s` + year + `)?,?\s*)?\((?:[A-Z][A-Za-z&./ -]{1,30}|\w+\.com)\)\s*(?:--?-?|–|—)` +
	`|(?:Reuters|AP|AFP|UPI|Xinhua|ANI|IANS|TASS|CNN|BBC|\w+\.com)\s+(?:--?-?|–|—)` +
	`|\((?:Reuters|AP|AFP|UPI|Xinhua|CNN|\w+\.com)\)\s*(?:--?-?|–|—)?` +
	`)\s+`)

// place is a town in capitals, with a region in any case behind it.
const place = `[\p{Lu}][\p{Lu}.'’-]{2,}(?:[ /-][\p{Lu}][\p{Lu}.'’-]+){0,4}(?:,\s*[\p{Lu}][\pL.'’-]*(?:\s[\p{Lu}][\pL.'’-]*){0,3}){0,2}`

// maxDateline is the longest stretch that is looked at for one.
const maxDateline = 120

// dateline returns the length of the dateline that a paragraph begins with,
// spaces behind it included, or 0. One dateline may follow another
// ("Reuters - LONDON (Reuters) -").
func dateline(row string) int {
	length := 0
	for range 2 {
		at := datelineHead.FindStringIndex(row[length:min(len(row), length+maxDateline)])
		if at == nil || at[1] >= len(row)-length {
			break
		}
		length += at[1]
	}
	return length
}

// trailer returns where the credit begins that a paragraph ends with: the
// names of reporters in brackets, the mark of an agency. Without one it is the
// length of the paragraph.
func trailer(row string) int {
	length := len(strings.TrimRight(row, " .\r^M"))
	for _, name := range []string{" Reuter", " REUTER", " REUTERS", " reuter", " Reuters"} {
		at := length - len(name)
		if at > 0 && row[at:length] == name && strings.ContainsRune(".!?\"”')", rune(row[at-1])) {
			return at
		}
	}
	if at := trailerHead.FindStringIndex(row); at != nil && len(row)-at[0] < 300 && (at[0] == 0 || endsSentence(row[:at[0]])) {
		return at[0]
	}
	return len(row)
}

var trailerHead = regexp.MustCompile(`\(?(?:Additional r|R)eporting by [A-Z].*$|\(?(?:Writing|Editing|Edited|Compiled) by [A-Z].*$`)
