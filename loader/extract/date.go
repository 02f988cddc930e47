package extract

import (
	"strconv"
	"strings"
	"time"

	"entente/graph"
)

var weekdays = map[string]time.Weekday{
	"sunday": time.Sunday, "monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday,
	"thursday": time.Thursday, "friday": time.Friday, "saturday": time.Saturday,
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday,
}

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12, "jan.": 1, "feb.": 2, "aug.": 8, "sept.": 9, "oct.": 10, "nov.": 11, "dec.": 12,
}

var (
	datePrepositions = words("on in since by until till during from before after for over at through")
	dateUnits        = words("day days week weeks month months year years weekend weekends hour hours decade decades minute minutes summer winter autumn spring fall")
	dateLeads        = words("last this next past previous following recent coming same")
	dateAdverbs      = words("early late earlier later mid")
	dateDays         = words("yesterday today tomorrow tonight")
	dayParts         = words("morning afternoon evening night")
)

// markDates marks the words of dates, with the preposition before them, where
// they stand for themselves: not in "Monday's meeting" or "the April talks".
func markDates(units []unit) {
	for i := 0; i < len(units); i++ {
		core := i
		if datePrepositions[units[i].lower] && units[i].tag != tagActor {
			core++
		}
		end := dateEnd(units, core)
		if end == core || insidePhrase(units, core, end) {
			continue
		}
		for j := i; j < end; j++ {
			units[j].tag = tagTime
		}
		i = end - 1
	}
}

func insidePhrase(units []unit, core, end int) bool {
	if end < len(units) && units[end].lower == "'s" {
		return true
	}
	if core == 0 || end >= len(units) {
		return false
	}
	prev, next := units[core-1], units[end]
	if units[core].tag == tagDet || dateLeads[units[core].lower] {
		return false
	}
	return (opensPhrase(prev.tag) || prev.lower == "'s") && (next.tag == tagOther || next.tag == tagNoun)
}

// dateEnd returns the end of the date expression that starts at i, or i.
func dateEnd(units []unit, i int) int {
	if i >= len(units) || units[i].tag == tagActor {
		return i
	}
	w := units[i].lower
	switch {
	case dateAdverbs[w]:
		skip := i + 1
		if skip < len(units) && (units[skip].lower == "on" || units[skip].lower == "in" || units[skip].lower == "-") {
			skip++
		}
		if end := dateEnd(units, skip); end > skip {
			return end
		}
	case dateDays[w]:
		return i + 1
	case weekdays[w] != 0 || w == "sunday":
		return dayPart(units, i+1)
	case units[i].capital && months[w] != 0:
		return monthEnd(units, i+1)
	case (w == "the" || w == "that" || w == "a") && i+1 < len(units) && (dateLeads[units[i+1].lower] || w == "a" && units[i+1].lower == "later"):
		if end := leadEnd(units, i+1); end > i+1 {
			return end
		}
	case dateLeads[w] || w == "later":
		return leadEnd(units, i)
	case isNumber(units[i]):
		return numberEnd(units, i)
	}
	return i
}

func dayPart(units []unit, i int) int {
	if i < len(units) && dayParts[units[i].lower] {
		i++
	}
	// "Monday, April 24"
	if i+1 < len(units) && units[i].tag == tagComma && units[i+1].capital && months[units[i+1].lower] != 0 {
		return monthEnd(units, i+2)
	}
	return i
}

func isNumber(u unit) bool { return u.tag == tagNumber }

func isYear(u unit) bool {
	n, err := strconv.Atoi(u.lower)
	return err == nil && len(u.lower) == 4 && n >= 1800 && n < 2200
}

// monthEnd reads what may follow a month: day, range of days, year.
func monthEnd(units []unit, i int) int {
	if i < len(units) && dayNumber(units[i].lower) > 0 {
		i++
		if i+1 < len(units) && rangeMarks[units[i].lower] && dayNumber(units[i+1].lower) > 0 {
			i += 2
		}
	}
	if i+1 < len(units) && units[i].tag == tagComma && isYear(units[i+1]) {
		return i + 2
	}
	if i < len(units) && isYear(units[i]) {
		return i + 1
	}
	return i
}

var rangeMarks = words("- – to and")

// dayNumber reads "4", "4th" and "04"; 0 when it is no day of a month.
func dayNumber(s string) int {
	n, err := strconv.Atoi(strings.TrimRight(s, "stndrh"))
	if err != nil || n < 1 || n > 31 || len(s) > 4 {
		return 0
	}
	return n
}

func leadEnd(units []unit, i int) int {
	j := i + 1
	if j < len(units) && (isNumber(units[j]) || units[j].lower == "few" || units[j].lower == "several") {
		j++
	}
	if j < len(units) && (dateUnits[units[j].lower] || weekdays[units[j].lower] != 0 || units[j].lower == "sunday" || units[j].lower == "date" || units[j].lower == "stage" || units[j].lower == "time" || months[units[j].lower] != 0 && units[j].capital) {
		return j + 1
	}
	return i
}

// numberEnd reads "4 April 2017", "two days ago", "2015" after a preposition.
func numberEnd(units []unit, i int) int {
	next := after(units, i)
	if dayNumber(units[i].lower) > 0 && next.capital && months[next.lower] != 0 {
		return monthEnd(units, i+2)
	}
	if dateUnits[next.lower] && i+2 < len(units) && (units[i+2].lower == "ago" || units[i+2].lower == "earlier" || units[i+2].lower == "later") {
		return i + 3
	}
	if isYear(units[i]) && i > 0 && datePrepositions[units[i-1].lower] {
		return i + 1
	}
	return i
}

// period is a stretch of days.
type period struct{ from, to time.Time }

func (p period) dates() (from, to graph.Date) { return graph.DateOf(p.from), graph.DateOf(p.to) }

// datesIn reads the first date expression in a stretch of units, relative to
// the day of publication. future tells which way a weekday points.
func datesIn(units []unit, published time.Time, future bool) (period, bool) {
	for i := 0; i < len(units); i++ {
		if p, ok := dateAt(units, i, published, future); ok {
			if units[0].lower == "since" {
				p.to = time.Time{} // and still going on
			}
			return p, true
		}
	}
	return period{}, false
}

func dateAt(units []unit, i int, published time.Time, future bool) (period, bool) {
	w := units[i].lower
	day, isDay := weekdays[w]
	switch {
	case units[i].capital && months[w] != 0:
		return monthDate(units, i, published, future)
	case published.IsZero():
		return yearAlone(units, i)
	case isDay:
		when := weekday(published, day, future && (i == 0 || units[i-1].lower != "last"))
		if i > 0 && units[i-1].lower == "next" && !when.After(published) {
			when = when.AddDate(0, 0, 7)
		}
		return one(when), true
	case dateDays[w]:
		return one(published.AddDate(0, 0, map[string]int{"yesterday": -1, "tomorrow": 1}[w])), true
	case w == "this" || w == "last" || w == "next" || w == "past":
		return leadDate(units, i, published)
	case i+2 < len(units) && units[i+2].lower == "ago":
		return agoDate(units[i], units[i+1], published)
	}
	return yearAlone(units, i)
}

func one(t time.Time) period { return period{t, t} }

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

// weekday is the day meant by "on Monday": today, the last one in the past,
// the next one in the future.
func weekday(published time.Time, want time.Weekday, future bool) time.Time {
	diff := int(want) - int(published.Weekday())
	if future && diff < 0 {
		diff += 7
	}
	if !future && diff > 0 {
		diff -= 7
	}
	return published.AddDate(0, 0, diff)
}

// monthDate reads "April 4", "May 3-4, 2017", "4 April", "March 2015".
func monthDate(units []unit, i int, published time.Time, future bool) (period, bool) {
	month := months[units[i].lower]
	first, last, year := 0, 0, 0
	j := i + 1
	if j < len(units) && dayNumber(units[j].lower) > 0 {
		first = dayNumber(units[j].lower)
		last = first
		if j+2 < len(units) && rangeMarks[units[j+1].lower] && dayNumber(units[j+2].lower) > 0 {
			last = dayNumber(units[j+2].lower)
			j += 2
		}
		j++
	} else if i > 0 && dayNumber(units[i-1].lower) > 0 {
		first = dayNumber(units[i-1].lower)
		last = first
		if i > 2 && rangeMarks[units[i-2].lower] && dayNumber(units[i-3].lower) > 0 {
			first = dayNumber(units[i-3].lower)
		}
	}
	if j < len(units) && units[j].tag == tagComma {
		j++
	}
	if j < len(units) && isYear(units[j]) {
		year, _ = strconv.Atoi(units[j].lower)
	}
	return monthPeriod(month, first, last, year, published, future)
}

func monthPeriod(month time.Month, first, last, year int, published time.Time, future bool) (period, bool) {
	if year == 0 {
		if published.IsZero() {
			return period{}, false
		}
		year = nearestYear(month, published, future)
	}
	if first == 0 {
		return period{day(year, month, 1), day(year, month+1, 0)}, true
	}
	p := period{day(year, month, first), day(year, month, last)}
	return p, p.from.Month() == month && !p.to.Before(p.from)
}

// nearestYear is the year of a month named without one: the coming one for the
// future, the last one for the past, as far as that is within reach.
func nearestYear(month time.Month, published time.Time, future bool) int {
	diff := int(month) - int(published.Month())
	switch {
	case future && diff < -1:
		return published.Year() + 1
	case !future && diff > 1:
		return published.Year() - 1
	}
	return published.Year()
}

// leadDate reads "this month", "last week", "next year".
func leadDate(units []unit, i int, published time.Time) (period, bool) {
	if i+1 >= len(units) {
		return period{}, false
	}
	step := map[string]int{"last": -1, "past": -1, "next": 1}[units[i].lower]
	switch units[i+1].lower {
	case "week":
		monday := published.AddDate(0, 0, -(int(published.Weekday())+6)%7+7*step)
		return period{monday, monday.AddDate(0, 0, 6)}, true
	case "month":
		first := day(published.Year(), published.Month()+time.Month(step), 1)
		return period{first, first.AddDate(0, 1, -1)}, true
	case "year":
		first := day(published.Year()+step, 1, 1)
		return period{first, first.AddDate(1, 0, -1)}, true
	}
	return period{}, false
}

func agoDate(number, unit unit, published time.Time) (period, bool) {
	n := map[string]int{"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}[number.lower]
	if n == 0 {
		n, _ = strconv.Atoi(number.lower)
	}
	if n == 0 || n > 200 {
		return period{}, false
	}
	switch singular(unit.lower) {
	case "day":
		return one(published.AddDate(0, 0, -n)), true
	case "week":
		return period{published.AddDate(0, 0, -7*n-3), published.AddDate(0, 0, -7*n+3)}, true
	case "month":
		first := day(published.Year(), published.Month()-time.Month(n), 1)
		return period{first, first.AddDate(0, 1, -1)}, true
	case "year":
		return period{day(published.Year()-n, 1, 1), day(published.Year()-n, 12, 31)}, true
	}
	return period{}, false
}

// yearAlone reads "in 2015".
func yearAlone(units []unit, i int) (period, bool) {
	if !isYear(units[i]) || i == 0 || units[i-1].tag != tagTime {
		return period{}, false
	}
	year, _ := strconv.Atoi(units[i].lower)
	return period{day(year, 1, 1), day(year, 12, 31)}, true
}
