package extract_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/loader/extract"
)

var update = flag.Bool("update", false, "write what comes out into testdata")

const (
	between = "\n----------\n"
	border  = "\n==========\n"
)

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
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var out []string
			for _, one := range strings.Split(strings.TrimSpace(string(raw)), border) {
				text, want, _ := strings.Cut(strings.TrimSpace(one), between)
				statements, _ := l.read(text)
				got := show(statements)
				if got == "" {
					got = "none"
				}
				if !*update && got != strings.TrimSpace(want) {
					t.Errorf("%s\ngives\n%s\nand not\n%s", text, got, want)
				}
				out = append(out, text+between+got)
			}
			if *update {
				if err := os.WriteFile(file, []byte(strings.Join(out, "\n"+border[1:])+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
