package main

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/loader/extract"
	"entente/loader/quality"
)

// dataFolderOf makes a folder of one sentence of each sort and two articles.
func dataFolderOf(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	sentence := "# sent_id = a\n1\tEnvoys\tenvoy\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_\n\n"
	news := `{"id":"n1","title":"OSLO TALKS","text":"Envoys met in Oslo."}` + "\n" + `{"id":"n2","text":"Russia supports Iran."}`
	gold := `{"id":"g1","text":"Russia supports Iran.","entities":["Russia","Iran"],"label5":1,"gold":[{"source":"Russia","target":"Iran",` +
		`"relation_or_code":"SUPPORT","polarity":"positive","source_spans":[[0,6]],"target_spans":[[16,20]]}]}`
	for name, content := range map[string]string{
		"ud/ewt-dev.conllu.gz": sentence, "ud/gum-dev.conllu.gz": sentence, "ud/pud.conllu.gz": sentence,
		"eval/plv_train.jsonl.gz": gold, "eval/dse_valid.jsonl.gz": gold,
		"news/reuters21578.jsonl.gz": news, "news/agnews.jsonl.gz": news,
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

// casesFolder makes a folder with one case.
func casesFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	one := "Russia supports Iran.\n----------\nRussia | SUPPORTS | Iran | asserted\n"
	if err := os.WriteFile(filepath.Join(dir, "one.txt"), []byte(one), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestQuality(t *testing.T) {
	golden := t.TempDir()
	got := entente(t, "", nil, "quality", "--data", dataFolderOf(t), "--cases", casesFolder(t), "--golden", golden)
	if got.code != exitDone || !strings.Contains(got.stderr, "measuring ud/pud.conllu.gz") || !strings.Contains(got.stderr, "measuring cases") {
		t.Fatalf("exit %d: %s %s", got.code, got.stdout, got.stderr)
	}
	for name, part := range map[string]string{"syntax.golden": "gold tokens", "statements.golden": "extractor  " + extract.Version} {
		figures, err := os.ReadFile(filepath.Join(golden, name))
		if err != nil || !strings.Contains(string(figures), part) || !strings.Contains(got.stdout, string(figures)) {
			t.Errorf("%v, %s is\n%s\nthe tables are\n%s", err, name, figures, got.stdout)
		}
	}
	if !strings.Contains(got.stdout, "words/s") {
		t.Errorf("the speed is missing in\n%s", got.stdout)
	}
}

func TestQualityAsJSON(t *testing.T) {
	got := entente(t, "", nil, "quality", "--json", "--data", dataFolderOf(t), "--cases", casesFolder(t))
	report := struct {
		quality.Report
		Statements quality.Statements
	}{}
	if err := json.Unmarshal([]byte(got.stdout), &report); err != nil || got.stderr != "" || len(report.Attachment) != 3 {
		t.Fatalf("%v: %s %s", err, got.stdout, got.stderr)
	}
	s := report.Statements
	if s.Pairs.Root.Part != 1 || s.Given.Right.Part != 1 || s.Sentiment.Recall.Part != 1 || s.Cases.Relations[0].Right != 1 {
		t.Errorf("got %+v", s)
	}
}

// One word measures only the half that it names.
func TestQualityOfOneHalf(t *testing.T) {
	data := dataFolderOf(t)
	for only, missing := range map[string]string{"syntax": "statements", "statements": "attachment"} {
		got := entente(t, "", nil, "quality", only, "--json", "--data", data, "--cases", casesFolder(t))
		report := map[string]any{}
		if err := json.Unmarshal([]byte(got.stdout), &report); err != nil || len(report) == 0 || report[missing] != nil {
			t.Errorf("%s: %v: %s %s", only, err, got.stdout, got.stderr)
		}
	}
}

func TestQualityDraws(t *testing.T) {
	data := dataFolderOf(t)
	got := entente(t, "", nil, "quality", "--data", data, "--draw", "1", "--seed", "3", "--set", "agnews")
	head, row, _ := strings.Cut(got.stdout, "\n")
	if got.code != exitDone || !strings.HasPrefix(head, "set\tseed\t") || !strings.HasPrefix(row, "agnews\t3\tn2\t0\tSUPPORTS\tRussia\tIran\tasserted\t") {
		t.Errorf("exit %d: %s %s", got.code, got.stdout, got.stderr)
	}
	got = entente(t, "", nil, "quality", "--json", "--data", data, "--draw", "1")
	var drawn []quality.Drawn
	if err := json.Unmarshal([]byte(got.stdout), &drawn); err != nil || len(drawn) != 1 || drawn[0].Set != "reuters" {
		t.Errorf("%v: %s %s", err, got.stdout, got.stderr)
	}
}

func TestQualityRefuses(t *testing.T) {
	data := dataFolderOf(t)
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{nil, exitUsage, "--data"},
		{[]string{"--data", t.TempDir()}, exitFailed, "ewt-dev.conllu.gz is not there; give a folder that holds"},
		{[]string{"statements", "--data", t.TempDir()}, exitFailed, "plv_train.jsonl.gz is not there"},
		{[]string{"grammar", "--data", data}, exitUsage, "grammar"},
		{[]string{"statements", "--data", data, "--cases", filepath.Join(data, "nothing")}, exitUsage, "is no folder with cases"},
		{[]string{"statements", "--data", data, "--cases", data}, exitFailed, "There are no cases"},
		{[]string{"--data", data, "--draw", "1", "--set", "times"}, exitUsage, "use reuters or agnews"},
		{[]string{"--data", data, "--draw", "9"}, exitUsage, "gives only 1 statements"},
	} {
		got := entente(t, "", nil, append([]string{"quality"}, c.args...)...)
		if got.code != c.code || !strings.Contains(got.stderr, c.want) {
			t.Errorf("%q: exit %d: %s", c.args, got.code, got.stderr)
		}
	}
}
