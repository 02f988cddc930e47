package quality

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/syntax"
)

// folder makes a data folder of the cases' gold sentences and of rows of
// statements_test.go; files overrides what is in it, and an empty content
// leaves a file out.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	treebank := caseGold(t, "tokens/two-sentences.txt") + caseGold(t, "raw/as-gold.txt")
	all := map[string]string{
		ewtDev: treebank, gumDev: treebank, pud: treebank, plv: plvRows, dse: dseRows, agnews: newsRows,
		reuters: `{"title":"OSLO TALKS","text":"Envoys met in Oslo on Monday. Ada Example said they would meet again."}` + "\n",
	}
	for name, content := range all {
		if other, ok := files[name]; ok {
			content = other
		}
		if content != "" {
			writeGzip(t, filepath.Join(dir, name), content)
		}
	}
	return dir
}

func caseGold(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	gold, _, _ := strings.Cut(string(content), foundLine)
	return gold
}

func writeGzip(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func analyzer(t testing.TB) *syntax.Analyzer {
	t.Helper()
	a, err := syntax.New()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestMeasure(t *testing.T) {
	data, err := Open(folder(t, nil), ForSyntax)
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	r, err := Measure(t.Context(), analyzer(t), data, func(step string) { steps = append(steps, step) })
	if err != nil {
		t.Fatal(err)
	}
	if len(steps) != 4 || len(r.Attachment) != 3 || len(r.Raw) != 3 || len(r.Names) != 6 || len(r.Calibration) != 3 || len(r.Relations) == 0 {
		t.Errorf("after %q: %+v", steps, r)
	}
	for _, a := range r.Attachment {
		if a.Words != 25 || a.LAS == 0 || a.UAS > 100 {
			t.Errorf("%+v", a)
		}
	}
	if r.Speed.Articles != 1 || r.Speed.Words != 15 || r.Speed.WordsPerSecond <= 0 || r.Speed.PeakBytes == 0 {
		t.Errorf("speed %+v", r.Speed)
	}
	if !strings.Contains(r.Golden(), syntax.ModelSum()) || strings.Contains(r.Golden(), "speed") || !strings.Contains(r.Table(), "words/s") {
		t.Errorf("the table is\n%s", r.Table())
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}

func TestMeasureStops(t *testing.T) {
	data, err := Open(folder(t, nil), ForSyntax)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Measure(ctx, analyzer(t), data, nil); graph.CodeOf(err) != graph.Timeout {
		t.Errorf("got %v", err)
	}
}

func TestDataFolder(t *testing.T) {
	cases := []struct {
		name  string
		files map[string]string
		want  string // part of the error
	}{
		{"missing treebank", map[string]string{gumDev: ""}, "gum-dev.conllu.gz is not there; give a folder that holds ud/ewt-dev.conllu.gz, ud/gum-dev.conllu.gz, ud/pud.conllu.gz, news/"},
		{"missing news", map[string]string{reuters: ""}, "reuters21578.jsonl.gz is not there"},
		{"broken treebank", map[string]string{pud: "1\ta\n"}, "pud.conllu.gz is not as it should be: line 1: the row has 2 columns"},
		{"broken news", map[string]string{reuters: "{"}, "reuters21578.jsonl.gz is not as it should be: unexpected EOF"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			data, err := Open(folder(t, c.files), ForSyntax)
			if err == nil {
				_, err = Measure(t.Context(), analyzer(t), data, nil)
			}
			if graph.CodeOf(err) != graph.Invalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestNotGzipped(t *testing.T) {
	dir := folder(t, nil)
	if err := os.WriteFile(filepath.Join(dir, ewtDev), []byte("1\ta\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	data, err := Open(dir, ForSyntax)
	if err == nil {
		_, err = Measure(t.Context(), analyzer(t), data, nil)
	}
	if err == nil || !strings.Contains(err.Error(), "ewt-dev.conllu.gz is not as it should be") {
		t.Errorf("got %v", err)
	}
}
