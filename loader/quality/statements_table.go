package quality

import (
	"fmt"
	"strconv"
	"strings"
)

// Table shows the figures to people, as tables in plain text. They are the
// same from run to run.
func (s Statements) Table() string {
	parts := []string{
		fmt.Sprintf("extractor  %s\n", s.Extractor),
		s.Pairs.table(), classTable("PLV, signs in %", s.Pairs.Signs), classTable("PLV, roots in %", s.Pairs.Roots),
		s.Given.table(),
		s.Sentiment.table(), classTable("DSE, signs in %", s.Sentiment.Signs), classTable("DSE, roots in %", s.Sentiment.Roots),
	}
	if s.Cases != nil {
		parts = append(parts, s.Cases.table())
	}
	return strings.Join(parts, "\n")
}

func (p Pairs) table() string {
	return ratioTable(fmt.Sprintf("PLV end to end, %d sentences", p.Rows), []named[Ratio]{
		{"gold pairs found", p.Pair},
		{"with direction", p.Directed},
		{"with sign", p.Signed},
		{"with root", p.Root},
		{"signs right of those given", p.Sign},
		{"signed edges that are gold (lower bound)", p.Precision},
	})
}

func (g Given) table() string {
	return ratioTable("PLV, actors given", []named[Ratio]{{"pairs answered", g.Answered}, {"with root", g.Right}}) +
		fmt.Sprintf("macro-F1 binary %s, quad %s, root %s\n", share(g.Binary), share(g.Quad), share(g.Root))
}

func (s Sentiment) table() string {
	return ratioTable(fmt.Sprintf("DSE, %d sentences", s.Rows), []named[Ratio]{
		{"signed edges right", s.Precision}, {"sentiments found", s.Recall}, {"false edges on neutral pairs", s.False},
	})
}

func (c Cases) table() string {
	head := fmt.Sprintf("cases: %d texts, %d of them known gaps\n\n", c.Texts, c.Gaps)
	return head + strings.Join([]string{
		scoreTable("cases, relations in %", c.Relations), scoreTable("cases, modes in %", c.Modes),
		scoreTable("cases, signs in %", c.Signs), scoreTable("cases, speakers in %", []ClassScore{{allClasses, c.Speakers}}),
	}, "\n")
}

// named is a value and what it is called in a table.
type named[T any] struct {
	name  string
	value T
}

// cells are the counts and the percentage; a dash where there is no whole.
func (r Ratio) cells() []string {
	if r.Of == 0 {
		return []string{"0", "0", "-"}
	}
	return []string{strconv.Itoa(r.Part), strconv.Itoa(r.Of), share(r.Share)}
}

func ratioTable(title string, lines []named[Ratio]) string {
	rows := [][]string{{title, "", "of", "%"}}
	for _, l := range lines {
		rows = append(rows, append([]string{l.name}, l.value.cells()...))
	}
	return aligned(rows)
}

func classTable(title string, all []Class) string {
	rows := [][]string{{title, "found", "of gold", "recall", "right", "of edges", "precision"}}
	for _, c := range all {
		rows = append(rows, append(append([]string{c.Class}, c.Recall.cells()...), c.Precision.cells()...))
	}
	return aligned(rows)
}

func scoreTable(title string, all []ClassScore) string {
	rows := [][]string{append([]string{title}, scoreHead...)}
	for _, c := range all {
		rows = append(rows, c.cells(c.Class))
	}
	return aligned(rows)
}
