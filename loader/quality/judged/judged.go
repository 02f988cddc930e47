package judged

import (
	_ "embed"
	"strings"
	"sync"

	"entente/graph"
)

// Verdict tells whether a statement is right, or the first thing that is
// wrong with it.
type Verdict string

// Verdicts, in the order in which the first that holds is taken.
const (
	NoStatement    Verdict = "no statement"
	WrongActor     Verdict = "wrong actor"
	WrongDirection Verdict = "wrong direction"
	WrongRelation  Verdict = "wrong relation"
	WrongMode      Verdict = "wrong mode"
	WrongSpeaker   Verdict = "wrong speaker"
	Right          Verdict = "right"
)

// Verdicts returns the verdicts in their order.
func Verdicts() []Verdict {
	return []Verdict{NoStatement, WrongActor, WrongDirection, WrongRelation, WrongMode, WrongSpeaker, Right}
}

// Row is one statement that was judged.
type Row struct {
	Round      int    // 1 and up
	Set        string // of the news
	Seed       uint64 // of the draw
	Article    string // id in the set
	Start      int    // of the sentence, in code points of the article's text
	Relation   graph.Relation
	Source     string // name of the entity
	Target     string // name of the entity
	Mode       graph.Mode
	Confidence float64 // 0 to 1
	Verdict    Verdict
	Cause      string // one word for what misled the reading; empty when it is right
}

//go:embed judged.tsv
var file string

var embedded = sync.OnceValues(func() ([]Row, error) { return Read(strings.NewReader(file)) })

// Rows returns the rows of the embedded file. The caller must not change them.
// A broken file is an Invalid error.
func Rows() ([]Row, error) { return embedded() }

// Relations returns what was judged of each relation in the last round of the
// embedded file; a relation of which nothing was judged is absent.
func Relations() (map[graph.Relation]graph.Judged, error) {
	rows, err := Rows()
	if err != nil {
		return nil, err
	}
	return By(Last(rows), func(r Row) graph.Relation { return r.Relation }), nil
}

// Last returns the rows of the last round.
func Last(rows []Row) []Row {
	last := 0
	for _, r := range rows {
		last = max(last, r.Round)
	}
	var out []Row
	for _, r := range rows {
		if r.Round == last {
			out = append(out, r)
		}
	}
	return out
}

// By counts rows by a key.
func By[K comparable](rows []Row, key func(Row) K) map[K]graph.Judged {
	out := map[K]graph.Judged{}
	for _, r := range rows {
		j := out[key(r)]
		j.Of++
		if r.Verdict == Right {
			j.Right++
		}
		out[key(r)] = j
	}
	return out
}
