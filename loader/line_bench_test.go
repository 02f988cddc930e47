package loader

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente/graph"
	"entente/loader/extract"
	"entente/loader/source"
)

// benchArticles is how many articles of the news BenchmarkLine reads.
const benchArticles = 2000

// BenchmarkLine reads the first Reuters articles of the folder that DATA names
// from text to statements, on one goroutine, and reports sentences a second and
// each stage's share of the time in percent.
func BenchmarkLine(b *testing.B) {
	path := filepath.Join(os.Getenv("DATA"), "news", "reuters21578.jsonl.gz")
	file, err := os.Open(path)
	if err != nil {
		b.Skipf("DATA names no data folder: %v", err)
	}
	defer func() { _ = file.Close() }() // only read
	content, err := gzip.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	r, err := NewReader(extract.Balanced)
	if err != nil {
		b.Fatal(err)
	}
	var articles []graph.Article
	for item := range source.Stream(b.Context(), "reuters.jsonl", content) {
		if articles = append(articles, item.Article); len(articles) == benchArticles {
			break
		}
	}
	var syntax, actors, statements time.Duration
	sentences, made := 0, 0
	for b.Loop() {
		for _, a := range articles {
			start := time.Now()
			doc := r.analyzer.Analyze(a)
			analyzed := time.Now()
			mentions, _, _ := r.resolver.Actors(a, doc)
			unnamed, _ := r.resolver.Unnamed(doc, mentions)
			resolved := time.Now()
			found, _, _ := r.extractor.Statements(a, doc, mentions, unnamed)
			done := time.Now()
			syntax, actors, statements = syntax+analyzed.Sub(start), actors+resolved.Sub(analyzed), statements+done.Sub(resolved)
			sentences, made = sentences+len(doc.Sentences), made+len(found)
		}
	}
	all := syntax + actors + statements
	share := func(d time.Duration) float64 { return 100 * d.Seconds() / all.Seconds() }
	b.ReportMetric(float64(sentences)/all.Seconds(), "sentences/s")
	b.ReportMetric(share(syntax), "%syntax")
	b.ReportMetric(share(actors), "%actors")
	b.ReportMetric(share(statements), "%statements")
	b.ReportMetric(float64(made)/float64(sentences), "statements/sentence")
}
