package main

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/loader/quality"
)

// dataFolderOf makes a folder of one sentence and one article.
func dataFolderOf(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	sentence := "# sent_id = a\n1\tEnvoys\tenvoy\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_\n\n"
	for name, content := range map[string]string{
		"ud/ewt-dev.conllu.gz": sentence, "ud/gum-dev.conllu.gz": sentence, "ud/pud.conllu.gz": sentence,
		"news/reuters21578.jsonl.gz": `{"title":"OSLO TALKS","text":"Envoys met in Oslo."}`,
	} {
		path := filepath.Join(dir, name)
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
	return dir
}

func TestQuality(t *testing.T) {
	golden := filepath.Join(t.TempDir(), "golden")
	got := entente(t, "", nil, "quality", "--data", dataFolderOf(t), "--golden", golden)
	if got.code != exitDone || !strings.Contains(got.stderr, "measuring ud/pud.conllu.gz") || !strings.Contains(got.stdout, "words/s") {
		t.Fatalf("exit %d: %s %s", got.code, got.stdout, got.stderr)
	}
	figures, err := os.ReadFile(golden)
	if err != nil || len(figures) == 0 || !strings.HasPrefix(got.stdout, string(figures)) {
		t.Errorf("%v, the golden file is\n%s\nthe table is\n%s", err, figures, got.stdout)
	}
}

func TestQualityAsJSON(t *testing.T) {
	got := entente(t, "", nil, "quality", "--json", "--data", dataFolderOf(t))
	var report quality.Report
	if err := json.Unmarshal([]byte(got.stdout), &report); err != nil || got.stderr != "" || len(report.Attachment) != 3 {
		t.Errorf("%v: %s %s", err, got.stdout, got.stderr)
	}
}

func TestQualityWithoutData(t *testing.T) {
	if got := entente(t, "", nil, "quality"); got.code != exitUsage || !strings.Contains(got.stderr, "--data") {
		t.Errorf("exit %d: %s", got.code, got.stderr)
	}
	got := entente(t, "", nil, "quality", "--data", t.TempDir())
	if got.code != exitFailed || !strings.Contains(got.stderr, "ewt-dev.conllu.gz is not there; give a folder that holds") {
		t.Errorf("exit %d: %s", got.code, got.stderr)
	}
}
