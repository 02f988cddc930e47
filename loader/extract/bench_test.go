package extract_test

import (
	"testing"

	"entente/graph"
	"entente/loader/extract"
)

// BenchmarkStatements reads sentences of the usual sorts, with syntax and
// actors found beforehand.
func BenchmarkStatements(b *testing.B) {
	l := newLine(b, extract.Balanced)
	text := ""
	for _, e := range extract.Examples()[:200] {
		for _, r := range e.Text {
			switch r {
			case '[', ']', '{', '}':
			default:
				text += string(r)
			}
		}
		text += " "
	}
	article := graph.Article{Text: text, Published: published}.Identify()
	doc := l.analyzer.Analyze(article)
	actors, _, _ := l.resolver.Actors(article, doc)
	unnamed, _ := l.resolver.Unnamed(doc, actors)
	for b.Loop() {
		l.extractor.Statements(article, doc, actors, unnamed)
	}
	b.ReportMetric(float64(b.N*len(doc.Sentences))/b.Elapsed().Seconds(), "sentences/s")
}
