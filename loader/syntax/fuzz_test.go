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
	"漢", "漢。", "ا ", "😀", "👨‍👩‍👧", "\xff", "\xff ", "By A\n", "A, B (C) - ", "LONDON - ", "http://a.b/", ".The", "ab.The ", ":) ",
	"(Photo: A)", "a / B", "April 1, 2000\n", "SOURCE: a\n", "Reporting by A ", "A (B) ", "1990s ", "10am", "?!", "\"A.\" B ",
}

// Hostile texts of a quarter of a megabyte are taken apart, and the promises hold.
func TestHostile(t *testing.T) {
	for _, unit := range hostile {
		checkDocument(t, strings.Repeat(unit, 1+1<<18/len(unit)), "")
	}
}

// A sentence of ten thousand tokens is one sentence.
func TestLongSentence(t *testing.T) {
	text := "They said " + strings.Repeat("that the minister had said ", 2000) + "no."
	doc := Analyze(graph.Article{Text: text})
	if len(doc.Sentences) != 1 || len(doc.Sentences[0].Tokens) != 10004 {
		t.Errorf("got %d sentences, the first of %d tokens", len(doc.Sentences), len(doc.Sentences[0].Tokens))
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, unit := range hostile {
		f.Add(strings.Repeat(unit, 3), unit)
	}
	f.Add("A title here\nBy Jane Example\nMarch 8, 2019\n\nNAIROBI (Agency) - The talks ended. \"We met,\" he said.\n\nSOURCE: Agency", "A title here")
	f.Fuzz(func(t *testing.T, text, title string) { checkDocument(t, text, title) })
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
// sentence.
func checkDocument(t *testing.T, text, title string) {
	t.Helper()
	doc := Analyze(graph.Article{Text: text, Title: title})
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
	}
	for _, b := range blocks {
		c.excerpt("block", b.Excerpt)
	}
	c.rest()
	last := 0
	for _, n := range doc.Names {
		if n.Start < last || n.End > len(c.runes) || string(c.runes[n.Start:n.End]) != n.Text {
			t.Fatalf("the name %.80q is not the text at %d-%d", n.Text, n.Start, n.End)
		}
		last = n.End
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
