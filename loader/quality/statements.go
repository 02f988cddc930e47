package quality

import (
	"context"
	"io/fs"

	"entente/graph"
	"entente/loader"
	"entente/loader/extract"
)

// Statements is what MeasureStatements found. Shares are percentages, 0 to
// 100.
type Statements struct {
	Extractor string    `json:"extractor"`
	Pairs     Pairs     `json:"pairs"`
	Given     Given     `json:"given"`
	Sentiment Sentiment `json:"sentiment"`
	Cases     *Cases    `json:"cases,omitempty"` // absent when none were given
}

// Ratio is a part of a whole.
type Ratio struct {
	Part  int     `json:"part"`
	Of    int     `json:"of"`
	Share float64 `json:"share"` // 0 where there is no whole
}

func ratio(part, of int) Ratio { return Ratio{part, of, percent(part, of)} }

// Class is the recall and precision of one class of edges: how many of the
// gold pairs of the class were found, and how many of the edges of the class
// are right.
type Class struct {
	Class     string `json:"class"`
	Recall    Ratio  `json:"recall"`
	Precision Ratio  `json:"precision"`
}

// byClass counts what is right and what there is, by class.
type byClass map[string]struct{ right, of int }

func (b byClass) add(class string, right bool) {
	c := b[class]
	c.right += one(right)
	c.of++
	b[class] = c
}

func (b byClass) ratio(class string) Ratio { return ratio(b[class].right, b[class].of) }

// classes scores the classes that occur, in the order given.
func classes(order []string, recall, precision byClass) []Class {
	var out []Class
	for _, name := range order {
		if c := (Class{name, recall.ratio(name), precision.ratio(name)}); c.Recall.Of+c.Precision.Of > 0 {
			out = append(out, c)
		}
	}
	return out
}

// MeasureStatements measures the statements that the reader gives: of the
// evaluation sets in the folder and of the hand-written cases, which may be
// nil. Of the cases, *.txt and gaps/*.txt are read; their form is told in
// package extract. progress, where given, is told each step before it begins.
func MeasureStatements(ctx context.Context, reader *loader.Reader, data Data, cases fs.FS, progress func(step string)) (Statements, error) {
	m := statementsMeasure{steps: steps{ctx: ctx, progress: progress}, reader: reader, data: data}
	m.out.Extractor = extract.Version
	m.step(plv, m.plv)
	m.step(dse, m.dse)
	if cases != nil {
		m.step("cases", func() error { return m.cases(cases) })
	}
	return m.out, m.err
}

// statementsMeasure is a Statements under way.
type statementsMeasure struct {
	steps
	reader *loader.Reader
	data   Data
	out    Statements
}

func (m *statementsMeasure) plv() error {
	rows, err := m.data.goldRows(plv)
	if err != nil {
		return err
	}
	m.out.Pairs = scorePairs(rows, edges(m.ctx, m.reader, rows, false))
	m.out.Given = scoreGiven(rows, edges(m.ctx, m.reader, rows, true))
	return nil
}

func (m *statementsMeasure) dse() error {
	rows, err := m.data.goldRows(dse)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if len(r.Gold) != 1 || len(r.Entities) != 2 {
			return graph.Errorf(graph.Invalid, "row %s of %s has %d pairs and %d entities; give one pair and two entities", r.ID, dse, len(r.Gold), len(r.Entities))
		}
	}
	m.out.Sentiment = scoreSentiment(rows, edges(m.ctx, m.reader, rows, false))
	return nil
}

func (m *statementsMeasure) cases(files fs.FS) error {
	all, err := readCases(files)
	if err != nil {
		return err
	}
	found := each(m.ctx, all, func(c statementCase) []stated { return c.read(m.reader) })
	scores := scoreCases(all, found)
	m.out.Cases = &scores
	return nil
}
