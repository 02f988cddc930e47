package source

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// seeds adds the inputs of all cases.
func seeds(f *testing.F) {
	inputs, _ := filepath.Glob("testdata/*/input*")
	for _, input := range inputs {
		if raw, err := os.ReadFile(input); err == nil {
			f.Add(filepath.Base(input), raw)
		}
	}
	f.Add("a", []byte("\xff\xfe\x00\xd8\x00"))
	f.Add("a.jsonl", []byte(`{"text":"\ud800\udc00 e\u0301\r\n","mentions":[{"start":-1,"end":2}]}`))
	f.Add("a.html", bytes.Repeat([]byte("<div>"), 600))
	f.Add("a", []byte("date: 1-1-1-1-1\n\nThe text."))
}

// Whatever the input is, every item is an article that keeps the promises of
// its type, or a reject with a reason.
func FuzzStream(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		checkAll(t, name, raw)
	})
}

func checkItem(t *testing.T, item Item) {
	t.Helper()
	if item.Reject != nil {
		if item.Reject.Reason == "" || item.Reject.Stage != "source" || item.Article.ID != "" {
			t.Errorf("a reject without a reason, or with an article: %+v", item)
		}
		return
	}
	a := item.Article
	if a.ID == "" || a.Key == "" || a.ID != a.Identify().ID {
		t.Errorf("the article is not identified: %+v", a)
	}
	checkText(t, a.Text)
	runes := []rune(a.Text)
	for _, m := range item.Mentions {
		if m.Start < 0 || m.End > len(runes) || m.Start >= m.End || string(runes[m.Start:m.End]) != m.Text {
			t.Errorf("a mention is not the text at its offsets: %+v", m)
		}
	}
}

func checkText(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) || !norm.NFC.IsNormalString(text) {
		t.Errorf("the text is not NFC in UTF-8: %q", text)
	}
	if at := strings.IndexFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }); at >= 0 {
		t.Errorf("a control character is left at byte %d of %q", at, text)
	}
}

// checkAll reads a raw input and checks every item.
func checkAll(t *testing.T, name string, raw []byte) {
	t.Helper()
	count := 0
	for item := range Stream(t.Context(), name, bytes.NewReader(raw)) {
		count++
		checkItem(t, item)
	}
	if count == 0 {
		t.Error("an input gave neither an article nor a reject")
	}
}

// Whatever stands below a header, rows are articles or rejects.
func FuzzRows(f *testing.F) {
	for _, s := range []string{"1,\"a\"\"b\nc\",d\n", "1,a\"b\n2,c", ";;\n\n\r\n,,,,", "\"", "\"\"\"\n\xff,\xe9"} {
		f.Add("id,text,date\n", []byte(s))
		f.Add("text;id\n", []byte(s))
	}
	f.Fuzz(func(t *testing.T, header string, raw []byte) { checkAll(t, "a.csv", append([]byte(header), raw...)) })
}

// Whatever a feed holds, its entries are articles or rejects.
func FuzzFeed(f *testing.F) {
	for _, name := range []string{"feed-rss/input", "feed-atom/input.xml", "feed-rdf/input.rdf", "feed-json/input", "feed-broken/input.rss"} {
		raw, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("<rss><channel></channel></rss><item><link>:</link></item>"))
	f.Add([]byte("<a:feed xmlns:a='b'\n><a:entry><a:title>&#xD800;</a:title></a:entry>"))
	f.Add([]byte(`{"version":"https:\/\/jsonfeed.org\/version\/1","items":[{"authors":[null]},7,[],null]}`))
	f.Fuzz(func(t *testing.T, raw []byte) { checkAll(t, "a", raw) })
}

// Whatever an archive holds, what is in it are articles or rejects.
func FuzzArchive(f *testing.F) {
	zipped, tarred := zipOf(f, packedFiles...), tarOf(f, packedFiles...)
	f.Add(zipped)
	f.Add(tarred)
	f.Add(gzOf(f, tarred))
	f.Add(gzOf(f, gzOf(f, zipped)))
	f.Fuzz(func(t *testing.T, raw []byte) { checkAll(t, "a", raw) })
}

// A pattern of an ignore file decides on any path, and soon.
func FuzzIgnore(f *testing.F) {
	f.Add("**/a/**/b/**/*.txt\n!/c\n[!a-", "a/b/a/b/a/b/a/b/c.txt")
	f.Add("\\#\n\\!\n/\n**\n", "#/!")
	f.Fuzz(func(t *testing.T, patterns, path string) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, IgnoreFile), []byte(patterns), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, decided := readIgnore(dir).match(path, false); out && !decided {
			t.Error("left out, but by nothing")
		}
	})
}

// Normalizing twice changes nothing, and offsets of the two forms relate.
func FuzzNormalize(f *testing.F) {
	for _, s := range []string{"", "a\r\nb\rc", "e\u0301\u0323x", "\xff\u0301", "\x00\u0301", "\u1100\u1161\u11a8", "한글", "\u2028\u0085"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, given string) {
		stored := Normalize(given)
		checkText(t, stored)
		if again := Normalize(stored); again != stored {
			t.Errorf("normalizing %q twice gives %q", stored, again)
		}
		a := align(given)
		g, s := utf8.RuneCountInString(given), utf8.RuneCountInString(stored)
		if a.toStored(g) != s || a.toGiven(s) != g {
			t.Errorf("the ends of %q and %q do not relate: %d to %d, %d to %d", given, stored, g, a.toStored(g), s, a.toGiven(s))
		}
		for offset, last := 0, 0; offset < g; offset++ {
			if at := a.toStored(offset); at < last || at > s {
				t.Errorf("offset %d of %q goes to %d after %d", offset, given, at, last)
			} else {
				last = at
			}
		}
	})
}

// A date is read or refused; what is read lies in the years that are believed.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"April 24, 2017", "26-FEB-1987 15:01:01.79", "Mon, 24 Apr 2017 10:00:00 EST", "24/04/2017", "1493030400", "0000-00-00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := parseDate(s)
		if err == nil && !got.IsZero() && (got.Year() < firstYear || got.Year() > lastYear) {
			t.Errorf("%q reads as %v", s, got)
		}
	})
}
