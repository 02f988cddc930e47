package judged

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
)

var update = flag.Bool("update", false, "write what the cases give into their files")

const ruleLine = "----------\n"

// Each file of testdata/errors is a broken file, and below the line the error.
func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			content, _, _ := strings.Cut(string(raw), ruleLine)
			rows, err := Read(strings.NewReader(content))
			if graph.CodeOf(err) != graph.Invalid || rows != nil {
				t.Fatalf("got %v, %v", rows, err)
			}
			got := content + ruleLine + err.Error() + "\n"
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != string(raw) {
				t.Errorf("got:\n%s\nwant:\n%s", got, raw)
			}
		})
	}
}

// The embedded file can be read, and its last round is what Relations counts.
func TestEmbedded(t *testing.T) {
	rows, err := Rows()
	if err != nil {
		t.Fatal(err)
	}
	relations, err := Relations()
	if err != nil {
		t.Fatal(err)
	}
	of := 0
	for relation, j := range relations {
		if !relation.Valid() || j.Of == 0 || j.Right > j.Of {
			t.Errorf("%s: %+v", relation, j)
		}
		of += j.Of
	}
	if of != len(Last(rows)) {
		t.Errorf("%d of %d rows are counted", of, len(Last(rows)))
	}
}

func TestLastRound(t *testing.T) {
	row := func(round string, relation graph.Relation, verdict, cause string) string {
		return strings.Join([]string{round, "reuters", "1", "a", "0", string(relation), "Norway", "Sweden", "asserted", "0.5", verdict, cause}, "\t") + "\n"
	}
	rows, err := Read(strings.NewReader(strings.Join(head, "\t") + "\n" +
		row("2", graph.Meets, "right", "") + row("1", graph.Aids, "right", "") + row("10", graph.Meets, "wrong actor", "name") +
		row("10", graph.Meets, "right", "") + row("10", graph.Attacks, "no statement", "list")))
	if err != nil {
		t.Fatal(err)
	}
	got := By(Last(rows), func(r Row) graph.Relation { return r.Relation })
	want := map[graph.Relation]graph.Judged{graph.Meets: {Right: 1, Of: 2}, graph.Attacks: {Of: 1}}
	if len(got) != len(want) || got[graph.Meets] != want[graph.Meets] || got[graph.Attacks] != want[graph.Attacks] {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if len(Last(nil)) != 0 {
		t.Error("no rows have a last round")
	}
}
