package syntax

import (
	"strings"
	"testing"
	"unicode/utf8"

	"entente/graph"
)

// hostile are texts that are no prose, each repeated by the tests to a size at
// which work that is not linear would not end.
var hostile = []string{
	"word ", "Word", "WORD ", "a", "A", ".", ". ", "...", "'", "\"", "''", "'.", "(", ")", "((a))", "-", "a-", "1-", "111-",
	"-a", "—", "/", "a/", "/,", "@", "a@", "#", "$", "$1", "1.", "1,", "U.S.", "U.S. ", "Mr. ", "n't", "a'", "'s", "’s", ",",
	"\n", "\n\n", "a\n", "A\n", "a.\nB", "\r\n", "\t", " ", "\x00", "\u00a0", "\u200b", "\u200d", "\ufeff", "é", "e\u0301",
	"\xed\xa0\x80", "👍🏽", "漢", "漢。", "ا ", "😀", "👨‍👩‍👧", "\xff", "\xff ", "By A\n", "A, B (C) - ", "LONDON - ", "http://a.b/", ".The", "ab.The ", ":) ",
	"(Photo: A)", "a / B", "April 1, 2000\n", "SOURCE: a\n", "Reporting by A ", "A (B) ", "1990s ", "10am", "?!", "\"A.\" B ",
}

// Hostile texts of a quarter of a megabyte are taken apart, and some thousand
// bytes of each are read, and the promises hold.
func TestHostile(t *testing.T) {
	for _, unit := range hostile {
		text := strings.Repeat(unit, 1+1<<18/len(unit))
		checkDocument(t, Split(graph.Article{Text: text}), text)
		text = text[:1<<11]
		checkDocument(t, analyzer(t).Analyze(graph.Article{Text: text}), text)
	}
}

// A sentence of ten thousand tokens is one sentence.
func TestLongSentence(t *testing.T) {
	text := "They said " + strings.Repeat("that the minister had said ", 2000) + "no."
	doc := analyzer(t).Analyze(graph.Article{Text: text})
	if len(doc.Sentences) != 1 || len(doc.Sentences[0].Tokens) != 10004 {
		t.Errorf("got %d sentences, the first of %d tokens", len(doc.Sentences), len(doc.Sentences[0].Tokens))
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, unit := range hostile {
		f.Add(strings.Repeat(unit, 3), unit)
	}
	f.Add("A title here\nBy Jane Example\nMarch 8, 2019\n\nNAIROBI (Agency) - The talks ended. \"We met,\" he said.\n\nSOURCE: Agency", "A title here")
	f.Fuzz(func(t *testing.T, text, title string) {
		checkDocument(t, analyzer(t).Analyze(graph.Article{Text: text, Title: title}), text)
	})
}

func FuzzSentences(f *testing.F) {
	for _, unit := range hostile {
		f.Add(strings.Repeat(unit, 3))
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := checker{t: t, runes: []rune(text)}
		for _, s := range Sentences(text) {
			c.excerpt("sentence", s)
		}
		c.rest()
	})
}

func FuzzTokens(f *testing.F) {
	for _, unit := range hostile {
		f.Add(strings.Repeat(unit, 3))
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := checker{t: t, runes: []rune(text)}
		for _, token := range Tokens(text) {
			c.excerpt("token", graph.Excerpt{Text: token.Text, Start: token.Start, End: token.End})
			if strings.IndexFunc(token.Text, blank) >= 0 {
				t.Errorf("a blank in the token %q", token.Text)
			}
		}
		c.rest()
	})
}

// checkDocument checks that sentences and structure together hold everything
// in the text that shows, in order and verbatim, and tokens everything in a
// sentence; that the tokens that were read make a tree; and that names stand
// where they say.
func checkDocument(t *testing.T, doc Document, text string) {
	t.Helper()
	c := checker{t: t, runes: []rune(text)}
	blocks := doc.Structure
	for _, s := range doc.Sentences {
		for len(blocks) > 0 && blocks[0].Start < s.Start {
			c.excerpt("block", blocks[0].Excerpt)
			blocks = blocks[1:]
		}
		inner := checker{t: t, runes: c.runes[:s.End], at: s.Start}
		for _, token := range s.Tokens {
			inner.excerpt("token", graph.Excerpt{Text: token.Text, Start: token.Start, End: token.End})
		}
		inner.rest()
		c.excerpt("sentence", s.Excerpt)
		checkTree(t, s)
	}
	for _, b := range blocks {
		c.excerpt("block", b.Excerpt)
	}
	c.rest()
	last := 0
	for _, n := range doc.Mentions() {
		if n.Start < last || n.End > len(c.runes) || string(c.runes[n.Start:n.End]) != n.Text {
			t.Fatalf("the name %.80q is not the text at %d-%d", n.Text, n.Start, n.End)
		}
		last = n.End
	}
}

// checkTree checks that a sentence that was read is one tree, with one token
// under the root, and that every probability is one.
func checkTree(t *testing.T, s Sentence) {
	t.Helper()
	roots := 0
	for i, token := range s.Tokens {
		if token.UPOS == "" {
			return // only split
		}
		if token.Head < 0 {
			roots++
		}
		for at, steps := i, 0; at >= 0; at, steps = s.Tokens[at].Head, steps+1 {
			if steps > len(s.Tokens) {
				t.Fatalf("token %d of %.80q hangs on itself", i, s.Text)
			}
		}
		for _, p := range []float32{token.TagProb, token.HeadProb, token.DeprelProb} {
			if !(p >= 0 && p <= 1.0001) {
				t.Fatalf("token %d of %.80q has the probability %v", i, s.Text, p)
			}
		}
	}
	if roots != 1 {
		t.Fatalf("%.80q has %d roots", s.Text, roots)
	}
}

// checker walks through a text and sees that nothing but blanks is left out.
type checker struct {
	t     *testing.T
	runes []rune
	at    int
}

func (c *checker) excerpt(what string, e graph.Excerpt) {
	c.t.Helper()
	if e.Start < c.at || e.End <= e.Start || e.End > len(c.runes) || string(c.runes[e.Start:e.End]) != e.Text {
		c.t.Fatalf("the %s %.80q is not the text at %d-%d (behind %d)", what, e.Text, e.Start, e.End, c.at)
	}
	if !utf8.ValidString(e.Text) {
		c.t.Fatalf("the %s %.80q is not UTF-8", what, e.Text)
	}
	c.skip(e.Start)
	c.at = e.End
}

func (c *checker) rest() { c.t.Helper(); c.skip(len(c.runes)) }

func (c *checker) skip(to int) {
	c.t.Helper()
	for ; c.at < to; c.at++ {
		if !blank(c.runes[c.at]) {
			c.t.Fatalf("%q at %d of %.80q is left out", c.runes[c.at], c.at, string(c.runes))
		}
	}
}
