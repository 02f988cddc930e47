package source

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/itlightning/dateparse"
)

// Years between which a publication date is believed.
const firstYear, lastYear = 1600, 2100

// parseDate reads a date of publication as it is usual in feeds and papers. A
// date that can be read in two ways, that names no year, no month or no day,
// or a year that no paper has, is an error: dates are never guessed. Without
// a zone it is UTC. Empty gives the zero time.
func parseDate(s string) (time.Time, error) {
	s = line(s)
	if s == "" {
		return time.Time{}, nil
	}
	refused := fmt.Errorf("The date %q is not taken: give it as 2006-01-02 or 2006-01-02T15:04:05Z.", clip(s)) //nolint:revive,staticcheck // a whole sentence: it is shown as it is
	if len(s) > 60 || onlyYear.MatchString(s) {
		return time.Time{}, refused
	}
	t, err := dateparse.ParseStrict(zoned(s))
	if errors.Is(err, dateparse.ErrAmbiguousMMDD) && dayAboveTwelve.MatchString(s) {
		t, err = dateparse.ParseAny(zoned(s), dateparse.PreferMonthFirst(true), dateparse.RetryAmbiguousDateWithSwap(true))
	}
	if err != nil || t.Year() < firstYear || t.Year() > lastYear {
		return time.Time{}, refused
	}
	if _, offset := t.Zone(); offset == 0 {
		t = t.UTC()
	}
	return t, nil
}

var (
	onlyYear       = regexp.MustCompile(`^\d{1,5}$`)
	dayAboveTwelve = regexp.MustCompile(`^(1[3-9]|2\d|3[01])[./-]|^\d{1,2}[./-](1[3-9]|2\d|3[01])[./-]\d{4}`)
	zoneName       = regexp.MustCompile(`\b(UT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|CEST|EET|EEST|MSK|JST)\b`)
)

// zones are the names of RFC 822 and the usual ones of news agencies. Go's own
// parser would take a name it does not know for UTC.
var zones = map[string]string{
	"UT": "+0000", "EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600",
	"PST": "-0800", "PDT": "-0700", "BST": "+0100", "CET": "+0100", "CEST": "+0200", "EET": "+0200", "EEST": "+0300",
	"MSK": "+0300", "JST": "+0900",
}

func zoned(s string) string {
	return zoneName.ReplaceAllStringFunc(s, func(name string) string { return zones[name] })
}

func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
