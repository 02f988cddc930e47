package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store/storetest"
)

func TestLoadWritesRejects(t *testing.T) {
	storetest.Open(t)
	c := storetest.Config(t)
	env := map[string]string{"NEO4J_URI": c.URI, "NEO4J_USERNAME": c.User, "NEO4J_PASSWORD": c.Password}
	folder := t.TempDir()
	news, path := filepath.Join(folder, "news.jsonl"), filepath.Join(folder, "rejects.jsonl")
	lines := `{"id":"l1","text":"Iran supports the Syrian government."}` + "\n{broken\n"
	if err := os.WriteFile(news, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := entente(t, "", env, "load", news, "--rejects", path); got.code != exitRejects || !strings.Contains(got.stdout, "1 loaded") {
		t.Fatalf("%+v", got)
	}
	written, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var item graph.Item
	if err := json.Unmarshal(written, &item); err != nil || item.State != graph.ItemRejected || item.Line != 2 || item.Reason == "" {
		t.Errorf("rejects are %q (%v)", written, err)
	}
	if got := entente(t, "", env, "load", news, "--retry-failed"); got.code != exitDone || !strings.Contains(got.stdout, "0 articles") {
		t.Errorf("nothing failed: %+v", got)
	}
	if got := entente(t, "", env, "load", folder, "--retry-failed"); got.code != exitFailed || !strings.Contains(got.stderr, "without --retry-failed") {
		t.Errorf("no such load: %+v", got)
	}
	if got := entente(t, "", env, "load", news, "--rejects", folder); got.code != exitUsage {
		t.Errorf("a folder for rejects: %+v", got)
	}
}

// A load that begins while Neo4j is away waits for it, and says so.
func TestLoadWaitsForADatabaseThatIsAway(t *testing.T) {
	storetest.Open(t)
	c := storetest.Config(t)
	line := storetest.NewLine(t)
	line.Cut()
	said := &heard{word: "waiting for the database", then: line.Mend}
	env := map[string]string{"HOME": t.TempDir(), "NEO4J_URI": line.URI(), "NEO4J_USERNAME": c.User, "NEO4J_PASSWORD": c.Password}
	var stdout bytes.Buffer
	p := program{
		stdin: strings.NewReader("Iran supports the Syrian government."), stdout: &stdout, stderr: said,
		getenv: func(name string) string { return env[name] },
	}
	if code := p.run(t.Context(), []string{"load", "-"}); code != exitDone || said.then != nil || !strings.Contains(stdout.String(), "1 loaded") {
		t.Errorf("exit %d, stdout %q, stderr %q", code, stdout.String(), said.String())
	}
}

// heard does something once it was told a word.
type heard struct {
	strings.Builder
	word string
	then func()
}

func (h *heard) Write(p []byte) (int, error) {
	n, err := h.Builder.Write(p)
	if h.then != nil && strings.Contains(h.String(), h.word) {
		h.then()
		h.then = nil
	}
	return n, err
}

// A load is named by its inputs, and tells no password.
func TestBatchName(t *testing.T) {
	for input, want := range map[string]string{
		"news/May 3.txt":                      "news/May 3.txt",
		"-":                                   "-",
		"https://jane:secret@example.com/a?b": "https://jane:xxxxx@example.com/a?b",
		"https://example.com/a b":             "https://example.com/a%20b",
	} {
		if got := batchName([]string{input, "x"}); got != want+" x" {
			t.Errorf("%s is called %s", input, got)
		}
	}
}
