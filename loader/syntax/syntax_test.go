package syntax

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"entente/graph"
)

var update = flag.Bool("update", false, "write what the cases give into their files")

// ruleLine stands between a text and what it gives.
const ruleLine = "----------\n"

// analyzer is the product's own, opened once.
func analyzer(t testing.TB) *Analyzer {
	t.Helper()
	a, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

var opened = sync.OnceValues(New)

// Each file of testdata/structure is an article, and below the line its parts.
func TestStructure(t *testing.T) {
	eachCase(t, "structure", func(text string) string {
		doc := Split(graph.Article{Text: text})
		var b strings.Builder
		blocks := doc.Structure
		row := func(part Part, text string) {
			fmt.Fprintf(&b, "%-8s | %s\n", part, strings.Join(strings.Fields(text), " "))
		}
		for _, s := range doc.Sentences {
			for ; len(blocks) > 0 && blocks[0].Start < s.Start; blocks = blocks[1:] {
				row(blocks[0].Part, blocks[0].Text)
			}
			row(s.Part, s.Text)
		}
		for _, block := range blocks {
			row(block.Part, block.Text)
		}
		return b.String()
	})
}

// Each file of testdata/sentences is running text, and below the line its
// sentences.
func TestSentences(t *testing.T) {
	eachCase(t, "sentences", func(text string) string {
		var b strings.Builder
		for _, s := range Sentences(text) {
			fmt.Fprintln(&b, s.Text)
		}
		return b.String()
	})
}

// Each pair of lines in testdata/tokens is a sentence and its tokens.
func TestTokens(t *testing.T) {
	eachPair(t, "tokens", func(sentence string) string {
		var words []string
		for _, token := range Tokens(sentence) {
			words = append(words, token.Text)
		}
		return strings.Join(words, " ")
	})
}

// Each pair of lines in testdata/names is a sentence and the names in it.
func TestNames(t *testing.T) {
	eachPair(t, "names", func(sentence string) string {
		var names []string
		for _, n := range analyzer(t).Analyze(graph.Article{Text: sentence}).Mentions() {
			if n.Kind != "" {
				n.Text += " (" + string(n.Kind) + ")"
			}
			names = append(names, n.Text)
		}
		return strings.Join(names, "; ")
	})
}

// Each file of testdata/trees is a sentence, and below the line its tokens:
// number, form, lemma, tags, relation, number of the head; then its names.
func TestTrees(t *testing.T) {
	eachCase(t, "trees", func(sentence string) string {
		var b strings.Builder
		for _, s := range analyzer(t).Analyze(graph.Article{Text: sentence}).Sentences {
			for i, token := range s.Tokens {
				fmt.Fprintf(&b, "%2d %-14s %-14s %-5s %-5s %-12s %2d\n", i+1, token.Text, token.Lemma, token.UPOS, token.XPOS, token.Deprel, token.Head+1)
			}
			for _, n := range s.Names {
				fmt.Fprintf(&b, "%s: %s\n", n.Kind, s.mention(n, s.slicer()).Text)
			}
		}
		return b.String()
	})
}

// lemmaCases are words with a tag and their bases.
var lemmaCases = []struct{ word, xpos, lemma string }{
	{"accused", "VBD", "accuse"},
	{"armed", "VBN", "arm"},
	{"backing", "VBG", "back"},
	{"begun", "VBN", "begin"},
	{"carries", "VBZ", "carry"},
	{"denied", "VBD", "deny"},
	{"fought", "VBD", "fight"},
	{"met", "VBD", "meet"},
	{"vetoes", "VBZ", "veto"},
	{"was", "VBD", "be"},
	{"allies", "NNS", "ally"},
	{"forces", "NNS", "force"},
	{"men", "NNS", "man"},
	{"crises", "NNS", "crisis"},
	{"sanctions", "NNS", "sanction"},
	{"better", "JJR", "good"},
	{"biggest", "JJS", "big"},
	{"Talks", "NNS", "talk"},
	{"Moscow", "NNP", "Moscow"},
	{"States", "NNPS", "States"},
	{"n't", "RB", "not"},
	{"n’t", "RB", "not"},
	{"him", "PRP", "he"},
	{"", "VBD", ""},
	{"s", "NNS", "s"},
	{"é", "VBD", "é"},
}

func TestLemmas(t *testing.T) {
	a := analyzer(t)
	for _, c := range lemmaCases {
		if got := a.lemmas.lemma(c.word, c.xpos); got != c.lemma {
			t.Errorf("the lemma of %s/%s is %q, not %q", c.word, c.xpos, got, c.lemma)
		}
	}
}

func TestOpenLemmasRefuses(t *testing.T) {
	for _, row := range []string{"VBD\ted\n", "VBD\ted\tx\t\n", "VBD\ted\t-1\t\n", "VBD\ted\t3\t\n"} {
		if _, err := openLemmas(row); err == nil {
			t.Errorf("the row %q opens", row)
		}
	}
}

// A title that is the first line makes it the headline, whatever it ends with.
func TestTitle(t *testing.T) {
	doc := Split(graph.Article{Title: "It is over.", Text: "It is over.\nThe war ended on Friday."})
	if got := doc.Headline(); got != "It is over." {
		t.Errorf("the headline is %q", got)
	}
}

func eachCase(t *testing.T, folder string, give func(text string) string) {
	t.Helper()
	eachFile(t, folder, func(content string) string {
		text, _, _ := strings.Cut(content, ruleLine)
		return text + ruleLine + give(strings.TrimSuffix(text, "\n"))
	})
}

func eachPair(t *testing.T, folder string, give func(sentence string) string) {
	t.Helper()
	eachFile(t, folder, func(content string) string {
		var b strings.Builder
		for _, row := range strings.Split(strings.TrimSpace(content), "\n") {
			if strings.HasPrefix(row, "= ") {
				continue
			}
			fmt.Fprintf(&b, "%s\n= %s\n", row, cmp.Or(give(row), "nothing"))
		}
		return b.String()
	})
}

func eachFile(t *testing.T, folder string, give func(content string) string) {
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
			got := give(string(want))
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
