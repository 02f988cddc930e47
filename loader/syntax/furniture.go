package syntax

import (
	"regexp"
	"strings"
)

// furniture tells what a paragraph is that is no prose, or nothing.
func furniture(row string) Part {
	switch {
	case len(row) > 1000:
		return ""
	case len(row) < 120 && strings.ContainsAny(row, "0123456789") && dateRow.MatchString(row):
		return PartDate
	case len(row) < 160 && bylineRow.MatchString(row):
		return PartByline
	case len(row) < 300 && creditRow.MatchString(row):
		return PartCredit
	case caption(row):
		return PartCaption
	case rule(row):
		return PartCredit
	}
	return ""
}

// caption reports whether a row ends with the credit of a picture.
func caption(row string) bool {
	tail := row[max(0, len(row)-120):]
	if len(row) < 20 || sentenceEnds(row) > 1 || len(strings.Fields(row)) > headWords || !strings.ContainsAny(tail, "/|)]:") && !captionHint.MatchString(tail) {
		return false
	}
	return captionEnd.MatchString(tail)
}

// rule reports whether a row is nothing but marks: "* * *", "-----".
func rule(row string) bool {
	return strings.IndexFunc(row, func(r rune) bool { return !mark(r) && !blank(r) }) < 0
}

const (
	month = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	day   = `(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?`
	year  = `(?:1[6-9]|20)\d\d`
	date  = `(?:` + year + `[-/]\d\d?[-/]\d\d?(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|` + month + ` \d\d?(?:st|nd|rd|th)?,? ` + year +
		`|\d\d?(?:st|nd|rd|th)? ` + month + `,? ` + year + `|\d\d?-[a-z]{3}-` + year + `(?: [\d:.]+)?)`
	clock = `(?:\d\d?[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?(?:\s?(?:gmt|utc|[ecmpb]s?t|[ecmp]dt|ist|cet|local time))?)`
	label = `(?:published|updated|posted|last updated|last modified|first published|modified|date|on|at|time)`
)

// dateRow is a line that tells when, and perhaps the section.
var dateRow = regexp.MustCompile(`(?i)^(?:` + label + `[:\s]*){0,2}(?:` + clock + `[,\s|-]*)?(?:` + day + `,?\s+)?` + date +
	`(?:[,\s|•·-]*(?:at )?` + clock + `)?(?:[\s|•·-]+(?-i:[A-Z]{3,15}))?(?:[\s|•·-]+(?:updated|modified)[:\s].{1,40})?$`)

// bylineRow is a line that tells who wrote.
var bylineRow = regexp.MustCompile(`^(?:(?i:by|written by|words by|reported by|text by|from)\s+)(?:[A-Z][\pL.'’-]*|and|in|for|of|the|with|de|van|von|al|bin|correspondents?|staff|wires|agencies|our|[,&|/-])` +
	`(?:[\s,&|/]+(?:[A-Z][\pL.'’-]*|and|in|for|of|the|with|at|de|van|von|al|bin|correspondents?|staff|wires|agencies|own|writers?|reporters?|editor|[-–—•|]))*(?:\s*\(?[A-Za-z.]+@[a-z.]+\)?)?$` +
	`|^(?i:(?:staff|special|our) (?:reporters?|writers?|correspondents?)(?: and agencies)?|agencies|associated press|news desk|web desk|staff and agencies|staff and wire reports)$`)

// creditRow is a line that tells where the text or a picture is from.
var creditRow = regexp.MustCompile(`^(?i:(?:sources?|image source|photo(?:graph)?s?|photo credit|image(?:s)?(?: credit)?|picture|credit|file photo|illustration|copyright|video|via)\s*[:：]\s*).{1,120}$` +
	`|^(?i:(?:photo(?:graph)?s?|image|picture|file photo) (?:by|courtesy of|from|credit)\s).{1,80}$` +
	`|^(?:©|\(c\)|\(C\)|Copyright\b).{0,160}$` +
	`|^\(?(?i:(?:additional )?(?:reporting|writing|editing|edited|compiled|written|research) by\s).{1,250}$` +
	`|^(?:Reuters?|REUTERS?|AP|AFP|UPI|Xinhua|ANI|IANS|PTI|TASS|dpa|Associated Press|Agence France-Presse)\.?$` +
	`|^(?i:more(?: to follow)?|ends|-?30-?|###|read more\b.{0,160}|advertisement|also read\b.{0,160}|related(?: articles| stories)?:?.{0,100}|this (?:article|story) (?:was|has been) .{1,200})\.?$`)

// agencies are names under which pictures are credited.
const agencies = `(?:Reuters|REUTERS|AP|AFP|EPA|UPI|Getty(?: Images)?|Xinhua|TASS|dpa|Anadolu(?: Agency)?|AA|Shutterstock|Associated Press|Agence France-Presse|[Aa]gencies|File|FILE|Handout|Pool|SANA|IRNA|Wikimedia(?: Commons)?|Flickr|Alamy|iStock|Bloomberg)`

// captionHint is what a picture's credit holds that has no mark in it.
var captionHint = regexp.MustCompile(`Photo|Image|Picture|Credit|Getty|REUTERS|Reuters|AFP|AP$|EPA$|[Aa]gencies$`)

// captionEnd is the credit of a picture at the end of a row.
var captionEnd = regexp.MustCompile(`(?:` +
	`(?:[.!?”"]\s*|\s)[/|]\s*(?:[A-Z][\pL.&-]*\s?|and |of ){1,6}(?:[Aa]gencies)?(?:/(?:[A-Z][\pL.-]*\s?){1,4})*` +
	`|[\[(](?:[^\]()\[]{0,60}\W)?` + agencies + `(?:\W[^\]()\[]{0,40})?[\])]\.?` +
	`|[\[(](?:Photo|Image|Picture|Credit|Courtesy)\b[^\]()\[]{1,80}[\])]\.?` +
	`|\b(?:REUTERS|AFP PHOTO|AP Photo|EPA)\s?/\s?(?:[A-Z][\pL.-]*\s?){1,4}` +
	`|\b(?:Photo(?:graph)?|Image|Picture|Credit)\s?(?::|by|via|courtesy of)\s?(?:[A-Z][\pL.'-]*[\s/,]?){1,6}` +
	`|[.”"]\s+(?:[A-Z][\pL.-]*\s){0,3}` + agencies + `(?:\s?/\s?(?:[A-Z][\pL.-]*\s?){1,4})?` +
	`)$`)
