package store_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/store"
)

func TestLexerCutsAsNeo4jDoes(t *testing.T) {
	cases := []struct {
		query string
		want  []string
	}{
		{"RETURN 1.x", []string{"RETURN", "1", ".", "x"}},
		{"1..5 1...5 .5", []string{"1", "..", "5", "1", "..", ".5", ".5"}},
		{"a.b.1 a.1", []string{"a", ".", "b", ".1", "a", ".1"}},
		{"1e5 1.5E-3 0x1F 0o17 1_000", []string{"1e5", "1.5E-3", "0x1F", "0o17", "1_000"}},
		{`'a\'b' "a\"b" 'a\\'`, []string{`'a\'b'`, `"a\"b"`, `'a\\'`}},
		{"'it''s'", []string{"'it'", "'s'"}},
		{"'a // b' /* 'c */ d", []string{"'a // b'", "d"}},
		{"/*/x*/y /**/z", []string{"y", "z"}},
		{"// a\rb // c\nd", []string{"b", "d"}},
		{"`a``b` `c\nd`", []string{"`a``b`", "`c\nd`"}},
		{"$a $`b c` $ d $1 a$b", []string{"$a", "$`b c`", "$ d", "$1", "a$b"}},
		{"a<>b<=c>=d=~e+=f||g::h", []string{"a", "<>", "b", "<=", "c", ">=", "d", "=~", "e", "+=", "f", "||", "g", "::", "h"}},
		{"(a)⟨−", nil}, // the minus of mathematics is no dash
		{"(a)⟨—[r]‐⟩(b)", []string{"(", "a", ")", "⟨", "—", "[", "r", "]", "‐", "⟩", "(", "b", ")"}},
		{"a\u00a0b\u2003c\u3000d", []string{"a", "b", "c", "d"}},
		{"größe 日本 a\u0301b ſET", []string{"größe", "日本", "a\u0301b", "ſET"}},
	}
	for _, c := range cases {
		got, err := store.Lexed(c.query)
		if c.want == nil && graph.CodeOf(err) == graph.Refused {
			continue
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%q gives %q, %v; want %q", c.query, got, err, c.want)
		}
	}
}

// Tokens cover a query: what lies between them is space or comment.
func FuzzLexer(f *testing.F) {
	for _, file := range []string{"allowed.txt", "refused.txt"} {
		for _, c := range guardCases(f, file) {
			f.Add(c.query)
		}
	}
	between := regexp.MustCompile(`^(\pZ|[\x09-\x0D\x1C-\x20]|//[^\r\n]*([\r\n]|$)|/\*(?s:.*?)\*/)*$`)
	f.Fuzz(func(t *testing.T, query string) {
		for _, gap := range store.Gaps(query) {
			if utf8.ValidString(query) && !between.MatchString(gap) {
				t.Errorf("%q lies between tokens of %q", gap, query)
			}
		}
	})
}

// A second pair of eyes: plain patterns for what must never pass, on a text
// without its strings, comments and names in back-ticks.
var forbidden = regexp.MustCompile(`(?i)(^|[)\]}'0-9])\s*(` +
	`load\s+csv\s+(with|from)\b|call\s+(dbms|tx|apoc)\b|call\s+db\s*\.\s*(create|clear|stats|ping|info|resample|prepare)` +
	`|detach\s+delete\b|nodetach\s+delete\b|merge\s*\(|create\s*\(|insert\s*\(|foreach\s*\(|show\s+\w+s\s+yield\b` +
	`|terminate\s+transactions?\s|\}\s*in\s+transactions\b)|;`)

var hiding = regexp.MustCompile("(?s)'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|`(?:[^`]|``)*`|//[^\r\n]*|/\\*.*?\\*/")

// The guard neither panics nor lets through what plain patterns find.
func FuzzGuard(f *testing.F) {
	for _, file := range []string{"allowed.txt", "refused.txt"} {
		for _, c := range guardCases(f, file) {
			f.Add(c.query, "x")
		}
	}
	f.Fuzz(func(t *testing.T, query, parameter string) {
		q := graph.CypherQuery{Query: query, Parameters: map[string]any{"p": parameter, "list": []any{parameter}}}
		err := store.Admit(q)
		if err != nil {
			if code := graph.CodeOf(err); code != graph.Refused && code != graph.Invalid {
				t.Errorf("%q gives %v of code %s", query, err, code)
			}
			return
		}
		plain := hiding.ReplaceAllString(query, " ' ")
		if found := forbidden.FindString(plain); found != "" {
			t.Errorf("%q passes with %q in it", query, found)
		}
	})
}

// BenchmarkGuard measures the checks that need no server, on a question, on
// the longest text and on the worst nesting.
func BenchmarkGuard(b *testing.B) {
	cases := map[string]string{
		"question": "MATCH (a:Entity)-[r:SUPPORTS]->(b:Entity) WHERE r.statements > 3 RETURN a.name, b.name, r.statements ORDER BY r.statements DESC LIMIT 20",
		"longest":  "RETURN [" + strings.Repeat("'x', ", (store.MaxCypherBytes-20)/5) + "1]",
		"loops":    "RETURN " + strings.Repeat("[a IN [1] | [b IN [1] | reduce(c = 1, d IN [1] | c + d)]], ", 100) + "[1]",
		"nested":   "RETURN [" + strings.Repeat(strings.Repeat("replace(", 30)+"'a'"+strings.Repeat(", 'a', 'b')", 30)+", ", 25) + "1]",
	}
	for name, query := range cases {
		b.Run(name, func(b *testing.B) {
			if err := store.Admit(graph.CypherQuery{Query: query}); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				_ = store.Admit(graph.CypherQuery{Query: query})
			}
		})
	}
}
