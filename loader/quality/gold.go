package quality

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"slices"

	"entente/graph"
	"entente/loader"
	"entente/loader/source"
)

// row is a sentence of an evaluation set with its gold pairs.
type row struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	Gold     []pair   `json:"gold"`
	Entities []string `json:"entities"` // of DSE: the two names
	Label    int      `json:"label5"`   // of DSE: see sentimentOf
}

// pair is a source and a target, each named once or more, and what is said
// between them. Spans count code points.
type pair struct {
	Source      string `json:"source"`
	Target      string `json:"target"`
	SourceSpans []span `json:"source_spans"`
	TargetSpans []span `json:"target_spans"`
	Root        string `json:"relation_or_code"`
	Polarity    string `json:"polarity"` // positive, negative or neutral
	Usable      *bool  `json:"usable_pair"`
}

// UnmarshalJSON reads [start, end].
func (s *span) UnmarshalJSON(raw []byte) error {
	var ends [2]int
	err := json.Unmarshal(raw, &ends)
	*s = span{ends[0], ends[1]}
	return err
}

func (s span) touches(spans []span) bool {
	return slices.ContainsFunc(spans, func(o span) bool { return s.start < o.end && o.start < s.end })
}

func (p pair) flipped() pair {
	p.SourceSpans, p.TargetSpans = p.TargetSpans, p.SourceSpans
	return p
}

// goldRows reads an evaluation set. A pair whose ends are not both in the text
// is marked there as not usable.
func (d Data) goldRows(name string) ([]row, error) {
	rows, err := jsonRows[row](d, name, math.MaxInt)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		for _, p := range r.Gold {
			if p.usable() && (len(p.SourceSpans) == 0 || len(p.TargetSpans) == 0) {
				return nil, graph.Errorf(graph.Invalid, "row %s of %s has a pair without spans; give both ends one, or mark it by \"usable_pair\": false", r.ID, name)
			}
		}
	}
	return rows, nil
}

func (p pair) usable() bool { return p.Usable == nil || *p.Usable }

// usable returns the pairs that are scored.
func (r row) usable() []pair {
	return slices.DeleteFunc(slices.Clone(r.Gold), func(p pair) bool { return !p.usable() })
}

// marked is a row as `entente extract` takes it.
type marked struct {
	ID       string          `json:"id"`
	Text     string          `json:"text"`
	Mentions []markedMention `json:"mentions,omitempty"`
}

type markedMention struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// item makes an article of the row; with actors, its gold spans are the
// mentions, and no others.
func (r row) item(ctx context.Context, actors bool) source.Item {
	m := marked{ID: r.ID, Text: r.Text}
	if actors {
		for _, s := range r.spans() {
			m.Mentions = append(m.Mentions, markedMention{s.start, s.end})
		}
	}
	raw, _ := json.Marshal(m) // strings and numbers can be marshaled
	return oneItem(ctx, r.ID, raw)
}

// spans are those of all pairs, ascending, each once.
func (r row) spans() []span {
	var out []span
	for _, p := range r.Gold {
		out = append(append(out, p.SourceSpans...), p.TargetSpans...)
	}
	slices.SortFunc(out, span.compare)
	return slices.Compact(out)
}

func (s span) compare(o span) int {
	return slices.Compare([]int{s.start, s.end}, []int{o.start, o.end})
}

// oneItem reads one JSON object as the loader does.
func oneItem(ctx context.Context, name string, raw []byte) source.Item {
	for item := range source.Stream(ctx, name+".jsonl", bytes.NewReader(append(raw, '\n'))) {
		return item
	}
	return source.Item{}
}

// edge is a statement as the evaluation sets see it.
type edge struct {
	source, target span   // in the text as given
	root           string // of PLV
	sign           int
	reciprocal     bool
	confidence     float64
}

func (e edge) joins(p pair) bool {
	return e.source.touches(p.SourceSpans) && e.target.touches(p.TargetSpans)
}

// holds is joins in either direction for a reciprocal edge.
func (e edge) holds(p pair) bool { return e.joins(p) || e.reciprocal && e.joins(p.flipped()) }

// edges reads rows by all cores and returns what each states.
func edges(ctx context.Context, reader *loader.Reader, rows []row, actors bool) [][]edge {
	return each(ctx, rows, func(r row) []edge {
		item := r.item(ctx, actors)
		var out []edge
		for _, s := range reader.Read(item).Statements {
			given := func(m graph.Mention) span { return span{item.Given(m.Start), item.Given(m.End)} }
			out = append(out, edge{given(s.Source), given(s.Target), plvRoot(s.Plover), s.Polarity, s.Reciprocal, s.Confidence})
		}
		return out
	})
}

// yield is PLOVER's root for both CONCEDE and RETREAT.
const yield = "YIELD"

func plvRoot(p graph.Plover) string {
	if p == graph.PloverConcede || p == graph.PloverRetreat {
		return yield
	}
	return string(p)
}

// plvQuad is the quad class of a root in PLV, where a request is verbal
// conflict; 0 for what is no root.
func plvQuad(root string) int {
	switch root {
	case yield:
		return 2
	case string(graph.PloverRequest):
		return 3
	}
	return graph.Plover(root).Quad()
}

// plvSign is the sign that PLV gives a root.
func plvSign(root string) int {
	switch quad := plvQuad(root); {
	case quad == 0:
		return 0
	case quad < 3:
		return +1
	}
	return -1
}

var signs = map[string]int{"positive": +1, "neutral": 0, "negative": -1}

func (p pair) sign() int { return signs[p.Polarity] }
