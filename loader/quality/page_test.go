package quality

import (
	"os"
	"strings"
	"testing"

	"entente/loader/quality/judged"
)

// Each file of testdata/judged has invented verdicts, and what the page says
// after the rules.
func TestPageOfCases(t *testing.T) {
	eachCase(t, "judged", func(t *testing.T, content string) string {
		rows, err := judged.Read(strings.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		_, figures, _ := strings.Cut(writePage(t, rows), "how many were judged.\n\n")
		return figures
	})
}

// docs/precision.md is what the judged statements give.
func TestPage(t *testing.T) {
	rows, err := judged.Rows()
	if err != nil {
		t.Fatal(err)
	}
	const golden = "../../docs/precision.md"
	got := writePage(t, rows)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what judged.tsv gives; run go test ./loader/quality -run TestPage -update", golden)
	}
}

func writePage(t *testing.T, rows []judged.Row) string {
	t.Helper()
	page, err := Page(rows)
	if err != nil {
		t.Fatal(err)
	}
	return page
}
