package graph_test

import (
	"os"
	"strings"
	"testing"
)

// rows reads a table of cells from testdata: one row per line, cells trimmed,
// lines that start with # left out.
func rows(t *testing.T, name, separator string) [][]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var table [][]string
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		cells := strings.Split(line, separator)
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		table = append(table, cells)
	}
	return table
}
