package main

import (
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"entente/loader/syntax/conllu"
)

// readSyntax parses what --syntax wrote.
func readSyntax(t *testing.T, out string) []conllu.Sentence {
	t.Helper()
	var all []conllu.Sentence
	for s, err := range conllu.Read(strings.NewReader(out)) {
		if err != nil {
			t.Fatalf("%v:\n%s", err, out)
		}
		all = append(all, s)
	}
	return all
}

func TestExtractSyntax(t *testing.T) {
	in := `{"id":"a1","text":"Russia backs the Syrian government.","published":"2017-02-01"}
{"id":"broken
{"id":"a2","text":"Envoys met in Oslo.\n\nNobody stayed."}
`
	got := entente(t, in, nil, "extract", "--syntax")
	if got.code != exitRejects || !strings.Contains(got.stderr, "stdin:2: The JSON is broken") {
		t.Errorf("exit %d, want %d: %s", got.code, exitRejects, got.stderr)
	}
	var rows []string
	for _, s := range readSyntax(t, got.stdout) {
		rows = append(rows, s.ID+" "+s.Text)
	}
	want := "a1-1 Russia backs the Syrian government.|a2-1 Envoys met in Oslo.|a2-2 Nobody stayed."
	if strings.Join(rows, "|") != want {
		t.Errorf("got %q\nwant %q", strings.Join(rows, "|"), want)
	}
	first := readSyntax(t, got.stdout)[0].Words
	if first[1].Form != "backs" || first[1].Lemma != "back" || first[1].Head != -1 || first[0].Head != 1 || first[0].Deprel != "nsubj" {
		t.Errorf("Russia does not hang on backs:\n%s", got.stdout)
	}
}

func TestExtractSyntaxKeepsOffsetsOfTheGivenText(t *testing.T) {
	text := "“😀” said nobody.\r\nRussia backs the Syrian government."
	line, err := json.Marshal(map[string]string{"id": "x", "text": text})
	if err != nil {
		t.Fatal(err)
	}
	got := entente(t, string(line)+"\n", nil, "extract", "--syntax", "-")
	if got.code != exitDone {
		t.Fatalf("exit %d: %s", got.code, got.stderr)
	}
	count := 0
	for _, s := range readSyntax(t, got.stdout) {
		for _, w := range s.Words {
			start, err1 := strconv.Atoi(w.Attribute("Start"))
			end, err2 := strconv.Atoi(w.Attribute("End"))
			if err1 != nil || err2 != nil || string([]rune(text)[start:end]) != w.Form {
				t.Errorf("%q is not at %s to %s", w.Form, w.Attribute("Start"), w.Attribute("End"))
			}
			count++
		}
	}
	if count != 12 {
		t.Errorf("%d words, want 12:\n%s", count, got.stdout)
	}
}

func TestExtractSyntaxMissingFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nothing.txt")
	got := entente(t, "", nil, "extract", "--syntax", path)
	if got.code != exitRejects || got.stdout != "" || !strings.Contains(got.stderr, "nothing.txt") {
		t.Errorf("exit %d: %s %s", got.code, got.stdout, got.stderr)
	}
}
