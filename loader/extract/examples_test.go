package extract_test

import (
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/loader/extract"
	"entente/loader/resolve"
	"entente/loader/syntax"
)

// line is text to statements, as the loader runs it.
type line struct {
	analyzer  *syntax.Analyzer
	resolver  *resolve.Resolver
	extractor *extract.Extractor
}

func newLine(t testing.TB, precision extract.Precision) line {
	t.Helper()
	a, err := syntax.New()
	if err != nil {
		t.Fatal(err)
	}
	r, err := resolve.New()
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(precision)
	if err != nil {
		t.Fatal(err)
	}
	return line{a, r, x}
}

// published is a Monday.
var published = time.Date(2017, 4, 24, 0, 0, 0, 0, time.UTC)

func (l line) read(text string) ([]graph.Statement, []graph.Reject) {
	article := graph.Article{Text: text, Published: published, Publisher: "Test"}.Identify()
	doc := l.analyzer.Analyze(article)
	actors, _, _ := l.resolver.Actors(article, doc)
	unnamed, _ := l.resolver.Unnamed(doc, actors)
	statements, _, rejects := l.extractor.Statements(article, doc, actors, unnamed)
	return statements, rejects
}

// TestExamples runs the example of every lexicon row: the statement it marks
// must come out, by that row.
func TestExamples(t *testing.T) {
	l := newLine(t, extract.Recall)
	for _, e := range extract.Examples() {
		t.Run(e.Rule, func(t *testing.T) {
			text, source, target := unmark(t, e.Text)
			statements, _ := l.read(text)
			for _, s := range statements {
				ends := overlaps(s.Source, source) && overlaps(s.Target, target) ||
					s.Reciprocal && overlaps(s.Source, target) && overlaps(s.Target, source)
				if s.Relation == e.Relation && ends {
					return
				}
			}
			t.Errorf("%q gives no %s; it gives %s", text, e.Relation, show(statements))
		})
	}
}

type span struct{ start, end int }

func overlaps(m graph.Mention, s span) bool { return m.Start < s.end && s.start < m.End }

// unmark takes the [source] and {target} marks off an example.
func unmark(t *testing.T, marked string) (text string, source, target span) {
	t.Helper()
	var b strings.Builder
	n := 0
	for _, r := range marked {
		switch r {
		case '[':
			source.start = n
		case ']':
			source.end = n
		case '{':
			target.start = n
		case '}':
			target.end = n
		default:
			b.WriteRune(r)
			n++
		}
	}
	if source.end == 0 || target.end == 0 {
		t.Fatalf("the example %q does not mark both ends", marked)
	}
	return b.String(), source, target
}
