package graph_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"entente/graph"
)

func TestIDsAreThoseThatDatabasesHold(t *testing.T) {
	article := graph.Article{URL: "https://sample-wire.example/1", Text: "Russia backs the Syrian government."}.Identify()
	got := map[string]string{
		"sha256 of text": article.SHA256,
		"article":        article.ID,
		"statement":      graph.StatementID(article.ID, graph.Supports, graph.Mention{Start: 0, End: 6}, graph.Mention{Start: 17, End: 34}),
		"edge":           graph.EdgeKey("country-russia", graph.Supports, "government-assad-regime"),
		"entity":         graph.EntityID(graph.KindArmedGroup, "Hezbollah", ""),
		"event":          graph.EntityID(graph.KindEvent, "Astana talks", "2017-01-23"),
	}
	for _, row := range rows(t, "ids.txt", " | ") {
		if got[row[0]] != row[1] {
			t.Errorf("%s: got %s, want %s", row[0], got[row[0]], row[1])
		}
		delete(got, row[0])
	}
	if len(got) > 0 {
		t.Errorf("not in testdata/ids.txt: %v", got)
	}
}

func TestHashKeepsPartsApart(t *testing.T) {
	if graph.Hash("a", "bc") == graph.Hash("ab", "c") {
		t.Error("two lists of parts run together")
	}
	if graph.Hash("text") != "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1" {
		t.Error("one part alone must be hashed as sha256sum does")
	}
}

func TestStatementIDTellsSpansAndRelationsApart(t *testing.T) {
	a, b := graph.Mention{Start: 0, End: 6}, graph.Mention{Start: 13, End: 18}
	id := graph.StatementID("article", graph.Supports, a, b)
	others := []string{
		graph.StatementID("another", graph.Supports, a, b),
		graph.StatementID("article", graph.Opposes, a, b),
		graph.StatementID("article", graph.Supports, b, a),
		graph.StatementID("article", graph.Supports, a, graph.Mention{Start: 13, End: 19}),
	}
	for _, other := range others {
		if id == other {
			t.Errorf("two statements share the id %s", id)
		}
	}
	renamed := graph.Mention{Start: 0, End: 6, Entity: "Russia", EntityID: "country-russia"}
	if id != graph.StatementID("article", graph.Supports, renamed, b) {
		t.Error("an id must not depend on whom the span was resolved to")
	}
}

func TestSlug(t *testing.T) {
	for _, row := range rows(t, "slugs.txt", " -> ") {
		if got := graph.Slug(row[0]); got != row[1] {
			t.Errorf("%q: got %s, want %s", row[0], got, row[1])
		}
	}
}

func FuzzSlug(f *testing.F) {
	for _, name := range []string{"Russia", "", "U.S.", "İstanbul", "حزب الله", "a\x00b", "\xff", "é", strings.Repeat("x", 200)} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		slug := graph.Slug(name)
		if slug == "" || len(slug) > 80 || !utf8.ValidString(slug) {
			t.Fatalf("%q: bad slug %q", name, slug)
		}
		if strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") || strings.Contains(slug, "--") {
			t.Fatalf("%q: hyphens in %q do not join", name, slug)
		}
		for _, r := range slug {
			if r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
				t.Fatalf("%q: %q holds %q", name, slug, r)
			}
		}
		if again := graph.Slug(slug); again != slug {
			t.Fatalf("%q: slug of the slug is %q, not %q", name, again, slug)
		}
	})
}
