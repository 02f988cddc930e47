package resolve

import (
	"encoding/csv"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph"
)

// maxProblems is how many problems of a stakeholder list are told at once.
const maxProblems = 20

// problem is one thing to change in a stakeholder list.
type problem struct {
	line   int    // from 1; 0 where the list is no file
	column string // empty for the whole row
	text   string // what is wrong and what to change
}

// problems of a stakeholder list.
type problems []problem

// err is what a person reads, by line: nil where there is no problem, else
// Invalid.
func (p problems) err() error {
	if len(p) == 0 {
		return nil
	}
	slices.SortStableFunc(p, func(a, b problem) int { return a.line - b.line })
	var b strings.Builder
	fmt.Fprintf(&b, "The stakeholder list has %d problem", len(p))
	if len(p) > 1 {
		b.WriteByte('s')
	}
	for i, one := range p {
		if i == maxProblems {
			fmt.Fprintf(&b, "\n  and %d more", len(p)-i)
			break
		}
		b.WriteString("\n  " + one.String())
	}
	return graph.FieldError("stakeholders", "%s", b.String())
}

func (p problem) String() string {
	var place []string
	if p.line > 0 {
		place = append(place, fmt.Sprintf("line %d", p.line))
	}
	if p.column != "" {
		place = append(place, "column "+p.column)
	}
	if len(place) == 0 {
		return p.text
	}
	return strings.Join(place, ", ") + ": " + p.text
}

// broken tells where the form of a file breaks.
func broken(err error) problem {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		return problem{text: err.Error()}
	}
	return problem{line: at.StartLine, text: fmt.Sprintf(
		"a quotation mark is not paired (line %d, byte %d); put the cell between quotation marks and double those inside it", at.Line, at.Column)}
}

// check lists what is wrong with the rows of a list by themselves.
func check(list []graph.Stakeholder) problems {
	var found problems
	for _, s := range list {
		found = append(found, checkRow(s)...)
	}
	return append(found, checkClaims(list)...)
}

var (
	iso3Form     = regexp.MustCompile(`^[A-Z]{3}$`)
	wikidataForm = regexp.MustCompile(`^Q[1-9][0-9]{0,11}$`)
)

func checkRow(s graph.Stakeholder) problems {
	var found problems
	add := func(column, format string, args ...any) {
		found = append(found, problem{s.Line, column, fmt.Sprintf(format, args...)})
	}
	for i, n := range names(s) {
		if why := unusable(n); why != "" {
			add(nameColumn(i), "%s", why)
		}
	}
	if s.Kind != "" && !s.Kind.Valid() {
		add("kind", "%q is no kind; use one of %s, or leave the cell empty", s.Kind, kindList())
	}
	if s.ISO3 != "" && !iso3Form.MatchString(s.ISO3) {
		add("iso3", "%q is no code; use the three letters of ISO 3166, such as NOR, or leave the cell empty", s.ISO3)
	}
	if s.Wikidata != "" && !wikidataForm.MatchString(s.Wikidata) {
		add("wikidata", "%q is no id; use Q and a number, such as Q20, or leave the cell empty", s.Wikidata)
	}
	if utf8.RuneCountInString(s.Description) > maxDescription {
		add("description", "the text has more than %d characters; shorten it", maxDescription)
	}
	if !printable(s.Description) {
		add("description", "the text holds a control character; remove it")
	}
	return found
}

// nameColumn is where the name i of names stands.
func nameColumn(i int) string {
	if i == 0 {
		return "name"
	}
	return "aliases"
}

// unusable tells why a text cannot name an actor, or nothing.
func unusable(name string) string {
	switch {
	case name == "":
		return "there is no name; give the actor one, or remove the row"
	case utf8.RuneCountInString(name) > maxName:
		return fmt.Sprintf("a name has more than %d characters; shorten it", maxName)
	case !utf8.ValidString(name) || !printable(name):
		return fmt.Sprintf("%q holds a control character; remove it", name)
	case len(scan([]rune(name))) == 0:
		return fmt.Sprintf("%q has no letter and no digit; use a name that texts use", name)
	}
	return ""
}

func printable(s string) bool { return !strings.ContainsFunc(s, unicode.IsControl) }

func kindList() string {
	var kinds []string
	for _, k := range graph.Kinds() {
		kinds = append(kinds, string(k))
	}
	return strings.Join(kinds, ", ")
}

// claim is the first use of a name in a list.
type claim struct {
	row  int
	text string
}

// checkClaims lists the names that two rows claim, or one row twice. Names are
// the same where a text cannot tell them apart; those of two actors also where
// only capitals do, for their ids would be the same.
func checkClaims(list []graph.Stakeholder) problems {
	var found problems
	claims, slugs := map[string]claim{}, map[string]int{}
	for row, s := range list {
		clash := false
		for i, text := range names(s) {
			key := nameKey(text)
			if key == "" {
				continue
			}
			first, taken := claims[key]
			switch {
			case !taken:
				claims[key] = claim{row, text}
			case first.row != row:
				clash = true
				found = append(found, problem{s.Line, nameColumn(i), fmt.Sprintf("%q is a name of %s in line %d; leave it in one row only", text, list[first.row].Name, list[first.row].Line)})
			case first.text == text:
				found = append(found, problem{s.Line, nameColumn(i), fmt.Sprintf("%q stands in this row twice; remove one", text)})
			}
		}
		slug := nameSlug(s.Name)
		if first, taken := slugs[slug]; taken && !clash && s.Name != "" {
			found = append(found, problem{s.Line, "name", fmt.Sprintf("%q differs from %s in line %d by its spelling only; join the two rows", s.Name, list[first].Name, list[first].Line)})
		} else if !taken {
			slugs[slug] = row
		}
	}
	return found
}

// nameKey is the same for names that a text cannot tell apart: "U.N." and "UN",
// "The Hague" and "the Hague".
func nameKey(name string) string {
	var keys []string
	for _, w := range nameWords(name) {
		keys = append(keys, w.key)
	}
	return strings.Join(keys, " ")
}

// nameWords are the words of a listed name. Its article may be written with or
// without a capital.
func nameWords(name string) []word {
	ws := scan([]rune(name))
	if len(ws) > 1 && ws[0].key == "The" {
		ws[0].key = "the"
	}
	return ws
}

// nameSlug is the same for names that differ in capitals, accents, marks or
// their article only.
func nameSlug(name string) string {
	slug := graph.Slug(fold(name))
	if rest := strings.TrimPrefix(slug, "the-"); rest != "" {
		return rest
	}
	return slug
}
