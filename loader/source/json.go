package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// record is an article as JSON gives it.
type record struct {
	ID        word    `json:"id"`
	Title     word    `json:"title"`
	Text      prose   `json:"text"`
	EventText prose   `json:"event_text"`
	Published word    `json:"published"`
	PubDate   word    `json:"pub_date"`
	Date      word    `json:"date"`
	Publisher word    `json:"publisher"`
	Source    word    `json:"source"`
	URL       word    `json:"url"`
	Author    word    `json:"author"`
	Language  word    `json:"language"`
	Mentions  []given `json:"mentions"`
}

// given is an actor as the caller marks it.
type given struct {
	Start  *int   `json:"start"`
	End    *int   `json:"end"`
	Text   string `json:"text"`
	Entity string `json:"entity"`
	Kind   string `json:"kind"`
}

// word is a short field that may come as a string, a number, a list of
// strings (authors) or an object with a name.
type word string

// UnmarshalJSON never fails: what is none of these counts as absent.
func (w *word) UnmarshalJSON(raw []byte) error {
	var s string
	var n json.Number
	var list []word
	var object struct {
		Name word `json:"name"`
	}
	switch {
	case json.Unmarshal(raw, &s) == nil:
		*w = word(s)
	case json.Unmarshal(raw, &n) == nil:
		*w = word(n)
	case json.Unmarshal(raw, &list) == nil:
		parts := make([]string, 0, len(list))
		for _, part := range list {
			if part != "" {
				parts = append(parts, string(part))
			}
		}
		*w = word(strings.Join(parts, ", "))
	case json.Unmarshal(raw, &object) == nil:
		*w = object.Name
	}
	return nil
}

// prose is a field that must be a string where it is present.
type prose string

// UnmarshalJSON takes a string or null.
func (p *prose) UnmarshalJSON(raw []byte) error {
	if string(raw) == "null" {
		return nil
	}
	if raw[0] != '"' {
		return errors.New("the text must be a string")
	}
	return json.Unmarshal(raw, (*string)(p))
}

// object makes an item of one JSON object.
func object(name string, lineNumber int, raw []byte) Item {
	item := Item{Name: name, Line: lineNumber}
	if !utf8.Valid(raw) {
		return item.rejected("The JSON is not valid UTF-8; save it as UTF-8.")
	}
	var r record
	if err := json.Unmarshal(raw, &r); err != nil {
		return item.rejected(jsonReason(err))
	}
	text := first(string(r.Text), string(r.EventText))
	if strings.TrimSpace(text) == "" {
		return item.rejected("The object has no text; give it in the field text or event_text.")
	}
	item = article(name, lineNumber, text, fields{
		id: string(r.ID), title: string(r.Title), author: string(r.Author), url: string(r.URL),
		language:  string(r.Language),
		published: first(string(r.Published), string(r.PubDate), string(r.Date)),
		publisher: first(string(r.Publisher), string(r.Source)),
	})
	if item.Reject != nil {
		return item
	}
	item.given = align(text)
	if r.Mentions != nil {
		item.mark(r.Mentions)
	}
	return item
}

// mark takes over the caller's mentions. One that does not fit the text is
// dropped with a note.
func (i *Item) mark(mentions []given) {
	i.Mentions = make([]graph.Mention, 0, len(mentions))
	stored := []rune(i.Article.Text)
	for n, g := range mentions {
		if g.Start == nil || g.End == nil {
			i.note("Mention %d has no start and end; it is left out.", n+1)
			continue
		}
		start, end := i.given.toStored(*g.Start), i.given.toStored(*g.End)
		if start < 0 || end > len(stored) || start >= end {
			i.note("Mention %d at %d-%d does not lie in the text of %d code points; it is left out.", n+1, *g.Start, *g.End, len(stored))
			continue
		}
		if g.Text != "" && Normalize(g.Text) != string(stored[start:end]) {
			i.note("Mention %d says %q, but the text at %d-%d is %q; it is left out.", n+1, clip(g.Text), *g.Start, *g.End, clip(string(stored[start:end])))
			continue
		}
		m := graph.Mention{Text: string(stored[start:end]), Start: start, End: end, Entity: line(g.Entity), Kind: graph.Kind(g.Kind)}
		if m.Kind != "" && !m.Kind.Valid() {
			i.note("The kind %q of mention %d is not known; it is left out.", clip(g.Kind), n+1)
			m.Kind = ""
		}
		i.Mentions = append(i.Mentions, m)
	}
}

func first(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}

// jsonReason says what is wrong with JSON, without Go's own words.
func jsonReason(err error) string {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("The JSON is broken at byte %d: %s.", syntax.Offset, syntax.Error())
	case errors.As(err, &wrong) && wrong.Field == "":
		return fmt.Sprintf("An object with the field text is needed, but the JSON holds this: %s.", wrong.Value)
	case errors.As(err, &wrong):
		return fmt.Sprintf("The field %s does not take this: %s.", wrong.Field, wrong.Value)
	}
	return "The JSON is not taken: " + err.Error() + "."
}

// entry is the name of a record inside an input.
func entry(name string, lineNumber int) string { return name + ":" + strconv.Itoa(lineNumber) }
