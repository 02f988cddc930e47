package graph

import (
	"fmt"
	"time"
)

// Statement is the truth of the graph: what one sentence says that a source
// does to a target. Everything else is derived from statements.
type Statement struct {
	ID        string    `json:"id,omitempty"`
	ArticleID string    `json:"article_id,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Published time.Time `json:"published,omitzero"`

	Source   Mention  `json:"source"`
	Target   Mention  `json:"target"`
	Relation Relation `json:"relation" doc:"what the words say; one of the 22"`

	Polarity int     `json:"polarity" doc:"-1, 0 or +1, after the mode table"`
	Weight   float64 `json:"weight" doc:"-10 to +10, after the mode table"`
	Mode     Mode    `json:"mode" enum:"asserted,hedged,planned,conditional,negated"`
	Facts
	Reciprocal bool `json:"reciprocal" doc:"holds from target to source as well"`

	Speakers []Mention `json:"speakers" doc:"who says so, nearest first; empty when the publisher does"`
	Quoted   bool      `json:"quoted" doc:"stands inside quotation marks"`

	Sentence Excerpt `json:"sentence"`
	Trigger  Excerpt `json:"trigger"`
	Cues     []Cue   `json:"cues"`

	EventFrom Date   `json:"event_from,omitempty"`
	EventTo   Date   `json:"event_to,omitempty"`
	Place     string `json:"place,omitempty"`

	Plover     Plover  `json:"plover"`
	CAMEO      string  `json:"cameo"`
	Quad       int     `json:"quad" doc:"1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, 0 neither"`
	Confidence float64 `json:"confidence" doc:"0 to 1"`
	Extractor  string  `json:"extractor,omitempty" doc:"name and version"`
	Rule       string  `json:"rule,omitempty" doc:"the lexicon row or pattern that made it"`
	Current    bool    `json:"current,omitempty" doc:"false when its article was replaced by a later text"`
}

// Interpret fills Mode, Polarity, Weight and the codes from the relation and
// the facts. cameo is the lexicon's finer code, or empty.
func (s *Statement) Interpret(cameo string) {
	r := Read(s.Relation, s.Facts, cameo)
	s.Mode = s.Facts.Mode()
	s.Plover, s.CAMEO, s.Quad, s.Polarity, s.Weight = r.Plover, r.CAMEO, r.Quad, r.Polarity, r.Weight
}

// Verify checks the promise of every edge: that each excerpt stands verbatim
// at its offsets of text (given as code points), and that the spans lie in the
// sentence where they must. It returns nil, or an error with code Unverifiable
// that names the span.
func (s *Statement) Verify(text []rune) error {
	check := func(what, want string, start, end int) error {
		if start < 0 || end <= start || end > len(text) || string(text[start:end]) != want {
			return Errorf(Unverifiable, "the %s of statement %s is not the text at %d-%d", what, s.ID, start, end)
		}
		return nil
	}
	type part struct {
		what, text string
		start, end int
	}
	parts := []part{
		{"sentence", s.Sentence.Text, s.Sentence.Start, s.Sentence.End},
		{"source", s.Source.Text, s.Source.Start, s.Source.End},
		{"target", s.Target.Text, s.Target.Start, s.Target.End},
		{"trigger", s.Trigger.Text, s.Trigger.Start, s.Trigger.End},
	}
	for i, cue := range s.Cues {
		parts = append(parts, part{fmt.Sprintf("cue %d", i+1), cue.Text, cue.Start, cue.End})
	}
	for i, speaker := range s.Speakers {
		parts = append(parts, part{fmt.Sprintf("speaker %d", i+1), speaker.Text, speaker.Start, speaker.End})
	}
	for _, p := range parts {
		if err := check(p.what, p.text, p.start, p.end); err != nil {
			return err
		}
	}
	if s.Trigger.Start < s.Sentence.Start || s.Trigger.End > s.Sentence.End {
		return Errorf(Unverifiable, "the trigger of statement %s lies outside its sentence", s.ID)
	}
	return nil
}

// Edge is an aggregated edge: all current statements of one relation from one
// entity to another. It is derived, rebuildable, never truth.
type Edge struct {
	Key         string   `json:"key"`
	Source      string   `json:"source" doc:"entity id"`
	Target      string   `json:"target" doc:"entity id"`
	Relation    Relation `json:"relation"`
	Statements  int      `json:"statements"`
	Articles    int      `json:"articles"`
	Publishers  int      `json:"publishers"`
	Independent int      `json:"independent" doc:"articles, where copies of one text, word by word or nearly so, count once"`
	Asserted    int      `json:"asserted"`
	Negated     int      `json:"negated"`
	Hedged      int      `json:"hedged"`
	Planned     int      `json:"planned"`
	Conditional int      `json:"conditional"`
	Weight      float64  `json:"weight" doc:"mean of the statements' weights"`
	Polarity    int      `json:"polarity" doc:"sign of the sum of the statements' polarities"`
	Confidence  float64  `json:"confidence" doc:"highest confidence among the statements"`
	First       Date     `json:"first,omitempty"`
	Last        Date     `json:"last,omitempty"`
	Months      []int    `json:"months" doc:"yyyymm, ascending"`
	Counts      []int    `json:"counts" doc:"statements in the month at the same place"`
}
