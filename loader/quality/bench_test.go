package quality

import (
	"os"
	"testing"

	"entente/graph"
)

// BenchmarkAnalyze takes articles apart and reads them: a text of ours and,
// where DATA names a data folder, the news in it.
func BenchmarkAnalyze(b *testing.B) {
	b.Run("prose", func(b *testing.B) {
		text, err := os.ReadFile("testdata/prose.txt")
		if err != nil {
			b.Fatal(err)
		}
		benchmark(b, []graph.Article{{Text: string(text)}})
	})
	b.Run("news", func(b *testing.B) {
		data, err := Open(os.Getenv("DATA"), ForSyntax)
		if err != nil {
			b.Skipf("DATA names no data folder: %v", err)
		}
		articles, err := data.Articles(Articles)
		if err != nil {
			b.Fatal(err)
		}
		benchmark(b, articles)
	})
}

func benchmark(b *testing.B, articles []graph.Article) {
	a, words := analyzer(b), 0
	for b.Loop() {
		for _, article := range articles {
			for _, s := range a.Analyze(article).Sentences {
				words += len(s.Tokens)
			}
		}
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
