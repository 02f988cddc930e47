package quality

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/syntax"
	"entente/loader/syntax/conllu"
)

var update = flag.Bool("update", false, "write what the cases give into their files")

// Lines between the parts of a case: gold, found, and the figures.
const (
	foundLine = "==========\n"
	ruleLine  = "----------\n"
)

// Each file of testdata/tokens has gold sentences, the same words as an engine
// might read them, and what is measured. MISC holds the engine's names and
// probabilities.
func TestTokens(t *testing.T) {
	eachCase(t, "tokens", func(t *testing.T, content string) string {
		goldText, foundText, _ := strings.Cut(content, foundLine)
		gold, found := sentences(t, goldText), sentences(t, foundText)
		var readings []reading
		for i, s := range gold {
			readings = append(readings, reading{s, asFound(t, found[i], nil)})
		}
		r := Report{
			Attachment: []Attachment{attachment("case", readings)}, Names: nameScores(readings), Relations: relations(readings),
			Calibration: []Calibration{
				calibration("names", "case", nameForecasts(readings)), calibration("arcs", "case", arcForecasts(readings)),
				calibration("tags", "case", tagForecasts(readings)),
			},
		}
		return strings.Join([]string{
			r.attachmentTable(), r.namesTable(), r.Calibration[0].table(), r.Calibration[1].table(), r.Calibration[2].table(), r.relationTable(),
		}, "\n")
	})
}

// Each file of testdata/raw has a gold treebank, what an engine might make of
// its text, and what is measured.
func TestRaw(t *testing.T) {
	eachCase(t, "raw", func(t *testing.T, content string) string {
		goldText, foundText, _ := strings.Cut(content, foundLine)
		gold, found := documents(sentences(t, goldText)), documents(sentences(t, foundText))
		var tallies []tally
		var b strings.Builder
		for i, d := range gold {
			if d.text != found[i].text {
				t.Errorf("the texts differ: %q and %q", d.text, found[i].text)
			}
			fmt.Fprintf(&b, "%q\n", d.text)
			var read []syntax.Sentence
			for k, s := range found[i].sentences {
				read = append(read, asFound(t, s, found[i].spans[k]))
			}
			tallies = append(tallies, compare(d, read))
		}
		b.WriteString("\n" + Report{Raw: []Raw{raw("case", tallies)}}.rawTable())
		return b.String()
	})
}

// Each file of testdata/names has sentences with GUM's entity marks, and the
// named spans that follow from them.
func TestNames(t *testing.T) {
	eachCase(t, "names", func(t *testing.T, content string) string {
		var b strings.Builder
		for _, s := range sentences(t, content) {
			var names []string
			for _, n := range goldNames(s.Words) {
				var words []string
				for _, w := range s.Words[n.First:n.End] {
					words = append(words, w.Form)
				}
				names = append(names, fmt.Sprintf("%s (%s)", strings.Join(words, " "), n.Kind))
			}
			fmt.Fprintf(&b, "= %s\n", strings.Join(names, "; "))
		}
		return b.String()
	})
}

// Marks that make no sense give no names, and no panic.
func TestBrokenEntityMarks(t *testing.T) {
	for _, mark := range []string{"", "(", ")", "()", "((", "(1", "1)", "(1-)", "(1-person", "(-person)", "1)1)(", "(1-person)(2-place(", "person"} {
		words := []conllu.Word{{Form: "A", UPOS: "PROPN", Head: -1, Misc: "Entity=" + mark}, {Form: "B", UPOS: "PROPN", Misc: "Entity=" + mark}}
		if names := goldNames(words); len(names) > 2 {
			t.Errorf("%q gives %v", mark, names)
		}
	}
}

// The committed figures are those of the embedded model: a model cannot change
// without them. `make quality` measures them anew.
func TestGoldenIsOfThisModel(t *testing.T) {
	golden, err := os.ReadFile("testdata/syntax.golden")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(golden), "\nsha256  "+syntax.ModelSum()+"\n") {
		t.Errorf("testdata/syntax.golden is of another model than %s; run `make quality`", syntax.ModelSum())
	}
}

func sentences(t *testing.T, content string) []conllu.Sentence {
	t.Helper()
	var out []conllu.Sentence
	for s, err := range conllu.Read(strings.NewReader(content)) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// asFound makes a sentence of a case what an engine would give.
func asFound(t *testing.T, s conllu.Sentence, spans []span) syntax.Sentence {
	t.Helper()
	var out syntax.Sentence
	for i, w := range s.Words {
		token := syntax.Token{
			Text: w.Form, Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Head: w.Head, Deprel: w.Deprel,
			TagProb: probability(t, w, "TagProb"), HeadProb: probability(t, w, "HeadProb"), DeprelProb: probability(t, w, "DeprelProb"),
		}
		if spans != nil {
			token.Start, token.End = spans[i].start, spans[i].end
		}
		out.Tokens = append(out.Tokens, token)
		if _, kind, ok := strings.Cut(w.Attribute("NE"), "B-"); ok {
			out.Names = append(out.Names, syntax.Name{First: i, End: i + 1, Kind: graph.Kind(kind), Prob: probability(t, w, "NameProb")})
		}
	}
	return out
}

func probability(t *testing.T, w conllu.Word, name string) float32 {
	t.Helper()
	if w.Attribute(name) == "" {
		return 0
	}
	p, err := strconv.ParseFloat(w.Attribute(name), 32)
	if err != nil {
		t.Fatal(err)
	}
	return float32(p)
}

func eachCase(t *testing.T, folder string, give func(t *testing.T, content string) string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", folder, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			content, _, _ := strings.Cut(string(want), ruleLine)
			got := content + ruleLine + give(t, content)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}
