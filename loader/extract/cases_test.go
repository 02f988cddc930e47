package extract_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/loader/extract"
)

var update = flag.Bool("update", false, "write what comes out into testdata, and move gaps that are closed")

const (
	between = "\n----------\n"
	border  = "\n==========\n"
)

// readCase is a text and the statements that must come out of it.
type readCase struct{ text, want string }

func readCases(t *testing.T, file string) []readCase {
	t.Helper()
	raw, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var out []readCase
	for _, one := range strings.Split(strings.TrimSpace(string(raw)), border) {
		text, want, _ := strings.Cut(strings.TrimSpace(one), between)
		if text != "" {
			out = append(out, readCase{text, strings.TrimSpace(want)})
		}
	}
	return out
}

func writeCases(t *testing.T, file string, cases []readCase) {
	t.Helper()
	if len(cases) == 0 {
		_ = os.Remove(file)
		return
	}
	var out []string
	for _, c := range cases {
		out = append(out, c.text+between+c.want)
	}
	if err := os.WriteFile(file, []byte(strings.Join(out, border)+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// shown is what comes out of a text, as the cases write it.
func (l *line) shown(text string) string {
	statements, _ := l.read(text)
	if got := show(statements); got != "" {
		return got
	}
	return "none"
}

// TestCases reads testdata/*.txt: a text, a line of hyphens, the statements
// that must come out and no others, one a line as show writes them; cases are
// parted by a line of equals signs. A case without statements says "none".
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases found", err)
	}
	l := newLine(t, extract.Balanced)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			checkCases(t, file, l.shown)
		})
	}
}

// checkCases holds the cases of a file against what reading their texts gives.
func checkCases(t *testing.T, file string, read func(text string) string) {
	t.Helper()
	cases := readCases(t, file)
	for i, c := range cases {
		got := read(c.text)
		if !*update && got != c.want {
			t.Errorf("%s\ngives\n%s\nand not\n%s", c.text, got, c.want)
		}
		cases[i].want = got
	}
	if *update {
		writeCases(t, file, cases)
	}
}

// TestGaps reads testdata/gaps/*.txt: cases that say what is right and that the
// program still reads otherwise. One that it reads right belongs among the
// cases, where -update puts it.
func TestGaps(t *testing.T) {
	files, err := filepath.Glob("testdata/gaps/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	l := newLine(t, extract.Balanced)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			var open, closed []readCase
			for _, c := range readCases(t, file) {
				got := l.shown(c.text)
				t.Logf("%s\ngives\n%s\nand not\n%s", c.text, got, c.want)
				if got == c.want {
					closed = append(closed, c)
				} else {
					open = append(open, c)
				}
			}
			if len(closed) > 0 && !*update {
				t.Errorf("%d gaps are closed; -update moves them among the cases: %q", len(closed), closed[0].text)
			}
			if *update && len(closed) > 0 {
				main := filepath.Join("testdata", filepath.Base(file))
				writeCases(t, main, append(readCases(t, main), closed...))
				writeCases(t, file, open)
			}
		})
	}
}
