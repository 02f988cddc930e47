package graph

import (
	"strings"
	"time"
)

// Article is one version of one text. Text is normalized (NFC, UTF-8, \n line
// ends, no NUL); all offsets refer to it.
type Article struct {
	ID        string    `json:"id" doc:"hash of key and text"`
	Key       string    `json:"key" doc:"canonical URL, or the id given, or the hash of the text"`
	Version   int       `json:"version,omitempty" doc:"1 for the first text seen under this key"`
	SHA256    string    `json:"sha256,omitempty" doc:"of the normalized text, hex"`
	URL       string    `json:"url,omitempty"`
	Title     string    `json:"title,omitempty"`
	Author    string    `json:"author,omitempty"`
	Language  string    `json:"language,omitempty" doc:"ISO 639-1"`
	Publisher string    `json:"publisher,omitempty" doc:"name of the outlet"`
	Published time.Time `json:"published,omitzero" doc:"absent when the source has none"`
	Loaded    time.Time `json:"loaded,omitzero"`
	Text      string    `json:"text,omitempty"`
	Current   bool      `json:"current,omitempty" doc:"false for a version that a later text replaced"`
}

// Identify fills SHA256, Key (when the source gave none: the URL, else the
// hash of the text) and ID from the text and returns the article. It is
// idempotent.
func (a Article) Identify() Article {
	a.SHA256 = Hash(a.Text)
	if a.Key == "" {
		a.Key = a.URL
	}
	if a.Key == "" {
		a.Key = a.SHA256
	}
	a.ID = ArticleID(a.Key, a.SHA256)
	return a
}

// Mention is a stretch of text that names an actor, and the actor it names.
type Mention struct {
	Text     string `json:"text" doc:"verbatim"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Entity   string `json:"entity,omitempty" doc:"name of the actor meant"`
	EntityID string `json:"entity_id,omitempty"`
	Kind     Kind   `json:"kind,omitempty"`
}

// Excerpt is a verbatim stretch of an article's text.
type Excerpt struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// CueKind tells what a cue word does to a statement.
type CueKind string

// Cue kinds.
const (
	CueNegation    CueKind = "negation"
	CueHedge       CueKind = "hedge"
	CueFuture      CueKind = "future"
	CueConditional CueKind = "conditional"
	CueAttribution CueKind = "attribution"
)

// Cue is a word that set a mode or an attribution.
type Cue struct {
	Excerpt
	Kind CueKind `json:"kind" enum:"negation,hedge,future,conditional,attribution"`
}

// Reject is something that a stage dropped, and why. Start and End are zero
// where the whole input is meant; Line is the 1-based line of the input file
// where that is known.
type Reject struct {
	Stage  string `json:"stage" doc:"source, structure, syntax, mention, extract, resolve or store"`
	Reason string `json:"reason"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Line   int    `json:"line,omitempty"`
	Name   string `json:"name,omitempty" doc:"file or item the reject belongs to"`
}

// Error makes a Reject usable as an error.
func (r Reject) Error() string {
	var b strings.Builder
	if r.Name != "" {
		b.WriteString(r.Name + ": ")
	}
	b.WriteString(r.Reason)
	return b.String()
}

// Date is a calendar day, "2006-01-02"; empty when unknown.
type Date string

// DateOf returns the day of t in t's own zone, or empty for the zero time.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return ""
	}
	return Date(t.Format(time.DateOnly))
}

// Valid reports whether d is empty or a real calendar day.
func (d Date) Valid() bool {
	if d == "" {
		return true
	}
	_, err := time.Parse(time.DateOnly, string(d))
	return err == nil
}

// Month returns yyyymm as a number, for example 201704, or 0 when unknown.
func (d Date) Month() int {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0
	}
	return t.Year()*100 + int(t.Month())
}
