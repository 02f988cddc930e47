package source

import (
	"regexp"
	"strings"
)

// text reads a plain text: its head lines, where it begins with "key: value"
// lines, then everything else as it is. Where no head line tells the date, a
// line of its own near the top may ("April 24, 2017").
func (o *output) text(in input, raw []byte) {
	f, body := headLines(Normalize(decodeAll(raw, in.media)))
	if f.published == "" {
		f.published = dateLine(body)
	}
	if f.url == "" {
		f.url = in.address
	}
	o.send(article(in.name, 0, body, f))
}

var headLine = regexp.MustCompile(`^([A-Za-z][A-Za-z_-]{1,15})[ \t]*:[ \t]*(\S.*)?$`)

// headLines cuts the head off a text: lines "key: value" up to a blank line,
// the first of which has a known key. Keys that are not known are left out.
// Lines of three hyphens around the head are taken for fences.
func headLines(text string) (fields, string) {
	var f fields
	rest := strings.TrimLeft(text, "\n")
	rest, fenced := strings.CutPrefix(rest, "---\n")
	for count := 0; ; count++ {
		row, more, _ := strings.Cut(rest, "\n")
		row = strings.TrimSpace(row)
		if count > 0 && (row == "" || fenced && row == "---") {
			return f, strings.TrimLeft(more, "\n")
		}
		m := headLine.FindStringSubmatch(row)
		if m == nil || !f.set(strings.ToLower(m[1]), m[2]) && count == 0 {
			if count == 0 {
				return fields{}, text
			}
			return f, rest
		}
		rest = more
	}
}

// set takes over the value of a head line and reports whether its key is
// known. The first of several values stands.
func (f *fields) set(key, value string) bool {
	var field *string
	switch key {
	case "id":
		field = &f.id
	case "title", "headline":
		field = &f.title
	case "author", "byline":
		field = &f.author
	case "date", "published", "pub_date", "pub-date":
		field = &f.published
	case "publisher", "outlet":
		field = &f.publisher
	case "url", "link", "canonical":
		field = &f.url
	case "language", "lang":
		field = &f.language
	default:
		return false
	}
	if *field == "" {
		*field = strings.TrimSpace(value)
	}
	return true
}

// dateRow matches a line that holds a full date, a few labels around it, and
// nothing else; its group is the date.
var dateRow = regexp.MustCompile(`(?i)^(?:(?:[a-z]{2,12}|posted on|last updated)[:,|\s]\s*){0,2}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?` +
	`((?:\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)` +
	`|(?:` + months + `)\.? \d{1,2}(?:st|nd|rd|th)?, \d{4}` +
	`|\d{1,2}(?:st|nd|rd|th)? (?:` + months + `)\.?,? \d{4}` +
	`|\d{1,2}-[a-z]{3}-\d{4}(?: \d{2}:\d{2}:\d{2}(?:\.\d+)?)?)` +
	`(?:[,|\s]\s*(?:[a-z]{2,12}|\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[a-z]{2,4})?)){0,2}$`)

const months = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

// headRows is how many lines from the top may hold the date.
const headRows = 12

// dateLine returns the date that a line of its own near the top tells, or
// nothing.
func dateLine(text string) string {
	for range headRows {
		row, more, found := strings.Cut(text, "\n")
		if m := dateRow.FindStringSubmatch(strings.TrimSpace(row)); m != nil && len(row) < 80 {
			return m[1]
		}
		if !found {
			break
		}
		text = more
	}
	return ""
}
