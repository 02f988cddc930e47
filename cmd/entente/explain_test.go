package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"entente/loader/extract"
)

func TestExtractExplain(t *testing.T) {
	in := `{"id":"a1","text":"Russia backs the Syrian government.","published":"2017-02-01"}
{"id":"broken
{"id":"a2","text":"Germany praised the weather in Oslo."}
{"id":"a3","text":"Ours met theirs.","mentions":[{"start":0,"end":4},{"start":9,"end":15},{"start":9,"end":90}]}
`
	got := entente(t, in, nil, "extract", "--explain")
	if got.code != exitRejects || !strings.Contains(got.stderr, "stdin:2: The JSON is broken") || !strings.Contains(got.stderr, "stdin:4: Mention 3 at 9-90") {
		t.Errorf("exit %d, want %d: %s", got.code, exitRejects, got.stderr)
	}
	articles := strings.Split(got.stdout, "\n\n")
	if len(articles) != 3 {
		t.Fatalf("%d articles for 3:\n%s", len(articles), got.stdout)
	}
	for i, parts := range [][]string{
		{"article a1\n", "Russia SUPPORTS Assad regime, asserted", `by "back: S V T" at "backs"`, `subject "Russia" (its own); object "the Syrian government"`},
		{"article a2\n", "missed\n", `"praise: S V T" SUPPORTS: no actor in the target slot, the object: "the weather"`},
		{"article a3\n", `"Ours" is Ours`, "Ours MEETS theirs, asserted"},
	} {
		for _, part := range parts {
			if !strings.Contains(articles[i], part) {
				t.Errorf("%q is not in\n%s", part, articles[i])
			}
		}
	}
}

func TestExtractExplainAsJSON(t *testing.T) {
	text := "“😀” said nobody.\r\nRussia backs the Syrian government."
	line, err := json.Marshal(map[string]string{"id": "x", "text": text})
	if err != nil {
		t.Fatal(err)
	}
	got := entente(t, string(line)+"\n", nil, "extract", "--explain", "--json")
	var e extract.Explanation
	if err := json.Unmarshal([]byte(got.stdout), &e); err != nil || got.code != exitDone || e.ID != "x" || len(e.Sentences) != 2 {
		t.Fatalf("%v, exit %d: %s %s", err, got.code, got.stdout, got.stderr)
	}
	for _, s := range e.Sentences {
		if string([]rune(text)[s.Start:s.End]) != s.Text {
			t.Errorf("%q is not at %d to %d", s.Text, s.Start, s.End)
		}
	}
	if len(e.Sentences[1].Statements) != 1 {
		t.Fatal(got.stdout)
	}
	if err := e.Sentences[1].Statements[0].Statement.Verify([]rune(text)); err != nil {
		t.Error(err)
	}
}

func TestExtractExplainMindsPrecision(t *testing.T) {
	const in = "France's support for the Kurdish militia angered Turkey."
	for precision, want := range map[string]string{
		"high":   "France SUPPORTS Kurds: too unsure, 0.",
		"recall": "France SUPPORTS Kurds, asserted",
	} {
		got := entente(t, in, nil, "extract", "--explain", "--precision", precision)
		if got.code != exitDone || !strings.Contains(got.stdout, want) {
			t.Errorf("%s: exit %d, %q is not in\n%s%s", precision, got.code, want, got.stdout, got.stderr)
		}
	}
}

func TestExtractExplainRefuses(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "nothing.txt")
	for _, c := range []struct {
		args string
		env  map[string]string
		code int
		says string
	}{
		{"--explain --syntax", nil, exitUsage, "use one of them"},
		{"--explain --llm http://127.0.0.1:1 --llm-model m", nil, exitUsage, "a language model has neither"},
		{"--explain", map[string]string{"ENTENTE_LLM": "http://127.0.0.1:1", "ENTENTE_LLM_MODEL": "m"}, exitUsage, "leave out --llm"},
		{"--explain --precision perfect", nil, exitUsage, "high, balanced or recall"},
		{"--explain " + missing, nil, exitRejects, "nothing.txt"},
	} {
		got := entente(t, "Russia backs Iran.", c.env, strings.Fields("extract "+c.args)...)
		if got.code != c.code || !strings.Contains(got.stderr, c.says) || got.stdout != "" {
			t.Errorf("extract %s: exit %d, want %d, and %q:\n%s%s", c.args, got.code, c.code, c.says, got.stderr, got.stdout)
		}
	}
}
