package source

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write what the cases give into their want.txt")

// Each folder of testdata is a case: an input file or folder, and in want.txt
// the items that it gives.
func TestRead(t *testing.T) {
	cases, err := filepath.Glob("testdata/*/input*")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, input := range cases {
		dir := filepath.Dir(input)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Chdir(dir)
			var got strings.Builder
			for item := range (Options{}).Read(t.Context(), filepath.Base(input), nil) {
				describe(&got, item)
			}
			compare(t, "want.txt", got.String())
		})
	}
}

func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// describe writes an item the way a person reads it.
func describe(w io.Writer, item Item) {
	fmt.Fprintf(w, "== %s\n", filepath.ToSlash(item.Name))
	if item.Reject != nil {
		fmt.Fprintf(w, "reject: %s\n", item.Reject.Reason)
		return
	}
	a := item.Article
	show := func(key, value string) {
		if value != "" {
			fmt.Fprintf(w, "%s: %s\n", key, value)
		}
	}
	if a.Key == a.SHA256 {
		show("key", "hash of the text")
	} else {
		show("key", a.Key)
	}
	show("url", a.URL)
	show("title", a.Title)
	show("author", a.Author)
	show("publisher", a.Publisher)
	if !a.Published.IsZero() {
		show("published", a.Published.Format(time.RFC3339))
	}
	for _, note := range item.Notes {
		show("note", note.Reason)
	}
	if item.Mentions != nil {
		fmt.Fprintln(w, "mentions:", len(item.Mentions))
	}
	for _, m := range item.Mentions {
		fmt.Fprintf(w, "  %q %d-%d (given %d-%d) %s %s\n", m.Text, m.Start, m.End, item.Given(m.Start), item.Given(m.End), m.Entity, m.Kind)
	}
	for _, row := range strings.Split(a.Text, "\n") {
		fmt.Fprintf(w, "| %s\n", row)
	}
}

func collect(t *testing.T, name string, r io.Reader) []Item {
	t.Helper()
	var items []Item
	for item := range Stream(t.Context(), name, r) {
		items = append(items, item)
	}
	return items
}

func TestMissingPath(t *testing.T) {
	var items []Item
	for item := range (Options{}).Read(t.Context(), "testdata/no-such-file.txt", nil) {
		items = append(items, item)
	}
	if len(items) != 1 || items[0].Reject == nil || !strings.Contains(items[0].Reject.Reason, "no-such-file.txt") {
		t.Fatalf("got %+v, want one reject that names the path", items)
	}
}

func TestStdin(t *testing.T) {
	in := strings.NewReader(`{"id":"a","text":"Kenya met Ethiopia."}` + "\n" + `{"id":"b","text":"Chad met Niger."}`)
	count := 0
	for item := range (Options{}).Read(t.Context(), Stdin, in) {
		count++
		if item.Reject != nil || item.Name != fmt.Sprintf("stdin:%d", count) {
			t.Errorf("item %d is %+v", count, item)
		}
	}
	if count != 2 {
		t.Errorf("got %d items, want 2", count)
	}
}

// A line over the limit is rejected with its number, and the next line is read.
func TestLongLine(t *testing.T) {
	long := `{"id":"long","text":"` + strings.Repeat("Kenya met Ethiopia. ", (MaxArticle/20)+1) + `"}`
	items := collect(t, "a.jsonl", strings.NewReader(long+"\n"+`{"id":"b","text":"Chad met Niger."}`))
	if len(items) != 2 || items[0].Reject == nil || items[0].Line != 1 || items[1].Article.Key != "b" {
		t.Fatalf("got %d items: %.200v", len(items), items)
	}
	items = collect(t, "a.json", strings.NewReader("["+long+","+`{"id":"b","text":"Chad met Niger."}]`))
	if len(items) != 2 || items[0].Reject == nil || items[1].Article.Key != "b" {
		t.Fatalf("in an array: got %d items: %.200v", len(items), items)
	}
}

func TestTooLarge(t *testing.T) {
	items := collect(t, "a.txt", strings.NewReader(strings.Repeat("Kenya met Ethiopia. ", MaxArticle/20+1)))
	if len(items) != 1 || items[0].Reject == nil || !strings.Contains(items[0].Reject.Reason, "16 MB") {
		t.Fatalf("got %.200v, want a reject that states the limit", items)
	}
}

// What is read stops where the caller stops.
func TestStop(t *testing.T) {
	lines := strings.Repeat(`{"text":"Kenya met Ethiopia."}`+"\n", 100)
	count := 0
	for range Stream(t.Context(), "a.jsonl", strings.NewReader(lines)) {
		if count++; count == 3 {
			break
		}
	}
	if count != 3 {
		t.Errorf("got %d items after a stop at 3", count)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	count = 0
	for range Stream(ctx, "a.jsonl", strings.NewReader(lines)) {
		if count++; count == 5 {
			cancel()
		}
	}
	if count != 5 {
		t.Errorf("got %d items after a cancel at 5", count)
	}
}

// faulty fails after what it holds.
type faulty struct{ io.Reader }

func (f faulty) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if err == io.EOF {
		err = io.ErrClosedPipe
	}
	return n, err
}

func TestReadError(t *testing.T) {
	lines := strings.Repeat(`{"text":"Kenya met Ethiopia."}`+"\n", 3000)
	items := collect(t, "a.jsonl", faulty{strings.NewReader(lines)})
	if last := items[len(items)-1]; len(items) != 3001 || last.Reject == nil || last.Line != 3001 {
		t.Errorf("got %d items, the last %+v", len(items), last)
	}
	items = collect(t, "a.txt", faulty{bytes.NewReader(bytes.Repeat([]byte("Kenya met Ethiopia. "), 5000))})
	if len(items) != 1 || items[0].Reject == nil {
		t.Errorf("got %.200v, want a reject", items)
	}
}

// A link that leads back up is not followed, a link to a file is read, and a
// file that may not be read is told.
func TestFolderLinks(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a.txt", "Kenya met Ethiopia on Friday.")
	for link, target := range map[string]string{"loop": dir, "b.txt": filepath.Join(dir, "a.txt"), "gone.txt": filepath.Join(dir, "no")} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for item := range (Options{}).Read(t.Context(), dir, nil) {
		state := "read"
		if item.Reject != nil {
			state = "rejected"
		}
		got = append(got, filepath.Base(item.Name)+" "+state)
	}
	if want := "a.txt read, b.txt read, gone.txt rejected"; strings.Join(got, ", ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// The same content in two places is one article.
func TestSameContent(t *testing.T) {
	a := collect(t, "a.txt", strings.NewReader("Kenya met Ethiopia on Friday."))
	b := collect(t, "b/c.md", strings.NewReader("Kenya met Ethiopia on Friday."))
	if a[0].Article.ID != b[0].Article.ID {
		t.Errorf("two articles: %s and %s", a[0].Article.ID, b[0].Article.ID)
	}
}
