package quality

import (
	"math"
	"os"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/signature"
)

// edits are what outlets, and others, do to the text of a wire. The words of
// articles stand in the place of the text's own lines.
var edits = []struct {
	name string
	edit func(words []string) []string
}{
	{"dateline", func(w []string) []string { return append(strings.Fields("PARIS, March 3 (Sample Wire) -"), w...) }},
	{"editors_line", func(w []string) []string {
		return append(strings.Fields("Editor's note: this report came by wire and was not checked by our staff before it was printed here."), w...)
	}},
	{"last_fifth_cut", func(w []string) []string { return w[:len(w)*4/5] }},
	{"last_third_cut", func(w []string) []string { return w[:len(w)*2/3] }},
	{"last_half_cut", func(w []string) []string { return w[:len(w)/2] }},
	{"each_20th_word_dropped", func(w []string) []string { return without(w, 20) }},
	{"each_10th_word_dropped", func(w []string) []string { return without(w, 10) }},
}

func without(words []string, each int) (left []string) {
	for i, w := range words {
		if i%each != each-1 {
			left = append(left, w)
		}
	}
	return left
}

// BenchmarkCopies compares the news in the folder that DATA names with one
// another, and with what the edits make of them: how many texts have a
// signature, pairs share a band, pairs are equal or only nearly so, and which
// share of the edited texts is found to be a copy.
func BenchmarkCopies(b *testing.B) {
	data, err := Open(os.Getenv("DATA"), ForSyntax)
	if err != nil {
		b.Skipf("DATA names no data folder: %v", err)
	}
	articles, err := data.Articles(math.MaxInt)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		measureCopies(b, articles)
	}
	b.ReportMetric(0, "ns/op")
}

func measureCopies(b *testing.B, articles []graph.Article) {
	signed, signatures := signAll(articles)
	pairs := sharing(signatures)
	equal, near := 0, 0
	for pair := range pairs {
		x, y := pair[0], pair[1]
		switch {
		case signed[x].Text == signed[y].Text:
			equal++
		case signatures[x].Near(signatures[y]):
			near++
		}
	}
	b.ReportMetric(float64(len(signed)), "signed")
	b.ReportMetric(float64(len(pairs)), "sharing_pairs")
	b.ReportMetric(float64(equal), "equal_pairs")
	b.ReportMetric(float64(near), "near_pairs")
	for _, e := range edits {
		b.ReportMetric(found(signed, signatures, e.edit), e.name)
	}
}

// signAll returns the articles that have a signature.
func signAll(articles []graph.Article) (signed []graph.Article, signatures []signature.Signature) {
	for _, a := range articles {
		if s := signature.Of(a.Text); len(s) > 0 {
			signed, signatures = append(signed, a), append(signatures, s)
		}
	}
	return signed, signatures
}

// sharing returns the pairs of places whose signatures share a band.
func sharing(signatures []signature.Signature) map[[2]int]bool {
	type key struct{ place, band int }
	places, pairs := map[key][]int{}, map[[2]int]bool{}
	for y, s := range signatures {
		for place, band := range s.Bands() {
			k := key{place, band}
			for _, x := range places[k] {
				pairs[[2]int{x, y}] = true
			}
			places[k] = append(places[k], y)
		}
	}
	return pairs
}

// found is the share of the texts that are near what an edit makes of them, of
// those where enough is left for a signature.
func found(articles []graph.Article, signatures []signature.Signature, edit func([]string) []string) float64 {
	signed, near := 0, 0
	for i, a := range articles {
		edited := signature.Of(strings.Join(edit(strings.Fields(a.Text)), " "))
		if len(edited) > 0 {
			signed++
		}
		if signatures[i].Near(edited) {
			near++
		}
	}
	return float64(near) / float64(signed)
}
