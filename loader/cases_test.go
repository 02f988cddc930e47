package loader

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/extract"
	"entente/loader/source"
)

var update = flag.Bool("update", false, "write what the cases give as what they should give")

func newReader(t testing.TB) *Reader {
	t.Helper()
	reader, err := NewReader(extract.Balanced)
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

// caseItem reads testdata/<name>/article.txt.
func caseItem(t testing.TB, name string) source.Item {
	t.Helper()
	path := filepath.Join("testdata", name, "article.txt")
	items := slices.Collect(source.Options{}.Read(t.Context(), path, nil))
	if len(items) != 1 || items[0].Reject != nil {
		t.Fatalf("%s: want one article, got %+v", path, items)
	}
	return items[0]
}

// caseNames lists the folders of testdata that hold an article.
func caseNames(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/*/article.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for i, path := range paths {
		paths[i] = filepath.Base(filepath.Dir(path))
	}
	return paths
}

// compare holds text against a golden file, or writes it with -update.
func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s has changed (run with -update to take it)\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

// line tells a statement as a person would.
func line(s graph.Statement) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s", s.Source.Entity, s.Relation, s.Target.Entity)
	if s.Reciprocal {
		b.WriteString(" (both ways)")
	}
	fmt.Fprintf(&b, " | %s %s | %q", s.Mode, s.Time, s.Trigger.Text)
	if s.Plover != "" {
		fmt.Fprintf(&b, " | %s %s", s.Plover, s.CAMEO)
	}
	for _, cue := range s.Cues {
		fmt.Fprintf(&b, " | %s %q", cue.Kind, cue.Text)
	}
	for _, speaker := range s.Speakers {
		b.WriteString(" | said by " + speaker.Entity)
	}
	if s.EventFrom != "" {
		fmt.Fprintf(&b, " | %s to %s", s.EventFrom, s.EventTo)
	}
	if s.Place != "" {
		b.WriteString(" | in " + s.Place)
	}
	return b.String()
}

func TestCases(t *testing.T) {
	reader := newReader(t)
	for _, name := range caseNames(t) {
		t.Run(name, func(t *testing.T) {
			reading := reader.Read(caseItem(t, name))
			text := []rune(reading.Article.Text)
			known := map[string]bool{}
			for _, e := range reading.Entities {
				known[e.ID] = true
			}
			var lines strings.Builder
			for _, s := range reading.Statements {
				if err := s.Verify(text); err != nil {
					t.Error(err)
				}
				if !known[s.Source.EntityID] || !known[s.Target.EntityID] {
					t.Errorf("%s: an actor is missing among the entities", line(s))
				}
				lines.WriteString(line(s) + "\n")
			}
			compare(t, filepath.Join("testdata", name, "statements.txt"), lines.String())
		})
	}
}

func TestReadingIsDeterministic(t *testing.T) {
	reader, other := newReader(t), newReader(t)
	for _, name := range caseNames(t) {
		item := caseItem(t, name)
		first, second := reader.Read(item), other.Read(item)
		if fmt.Sprint(first) != fmt.Sprint(second) {
			t.Errorf("%s: two readings differ", name)
		}
	}
}
