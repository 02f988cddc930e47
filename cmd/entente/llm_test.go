package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/llm/llmtest"
)

// backs is a model that reads "A backs B" out of what it is asked, and always
// adds a statement of its own making.
func backs(_ int, question string) llmtest.Reply {
	var asked struct {
		Sentences []struct {
			Number int    `json:"number"`
			Text   string `json:"text"`
			Actors []struct {
				Number int    `json:"number"`
				Text   string `json:"text"`
			} `json:"actors"`
		} `json:"sentences"`
	}
	if err := json.Unmarshal([]byte(question), &asked); err != nil {
		return llmtest.Reply{Status: 400, Words: err.Error()}
	}
	const statement = `{"sentence":%d,"quote":%q,"source":%s,"relation":%q,"target":%s,"trigger":"backs","negated":false,` +
		`"certainty":"asserted","time":"ongoing","conditional":false,"cues":[],"speakers":[],"confidence":0.8}`
	var said []string
	for _, s := range asked.Sentences {
		if !strings.Contains(s.Text, " backs ") || len(s.Actors) != 2 {
			continue
		}
		source, target := fmt.Sprintf(`{"number":%d,"text":%q}`, s.Actors[0].Number, s.Actors[0].Text), fmt.Sprintf(`{"number":%d,"text":%q}`, s.Actors[1].Number, s.Actors[1].Text)
		said = append(said,
			fmt.Sprintf(statement, s.Number, s.Text, source, "SUPPORTS", target),
			fmt.Sprintf(statement, s.Number, "as everybody knows", source, "ATTACKS", target))
	}
	return llmtest.Reply{Content: `{"statements":[` + strings.Join(said, ",") + `]}`}
}

const twoArticles = `{"id":"a1","text":"“😀” said nobody.\r\nRussia backs the Syrian government.","published":"2017-02-01"}
{"id":"a2","text":"The weather was mild in the valley and nobody complained about it."}
`

// TestExtractWithModel holds the command with a language model to the contract
// of the command without: the same lines, the offsets of the given text, and
// what was dropped.
func TestExtractWithModel(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte(llmtest.Key+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args string
		env  map[string]string
	}{
		"flags, key by the environment": {"--llm URL --llm-model " + llmtest.Model, map[string]string{"ENTENTE_LLM_KEY": llmtest.Key}},
		"flags, key by a file":          {"--llm URL --llm-model " + llmtest.Model + " --llm-key-file " + file, nil},
		"all by the environment":        {"", map[string]string{"ENTENTE_LLM": "URL", "ENTENTE_LLM_MODEL": llmtest.Model, "ENTENTE_LLM_KEY_FILE": file}},
	} {
		t.Run(name, func(t *testing.T) {
			server := llmtest.Start(t, backs)
			if c.env["ENTENTE_LLM"] != "" {
				c.env["ENTENTE_LLM"] = server.URL
			}
			args := strings.Fields("extract " + strings.Replace(c.args, "URL", server.URL, 1))
			got := entente(t, twoArticles, c.env, args...)
			if got.code != exitDone || server.Requests() != 1 {
				t.Fatalf("exit %d after %d requests: %s", got.code, server.Requests(), got.stderr)
			}
			var first, second extraction
			lines := strings.Split(strings.TrimSpace(got.stdout), "\n")
			if len(lines) != 2 || json.Unmarshal([]byte(lines[0]), &first) != nil || json.Unmarshal([]byte(lines[1]), &second) != nil {
				t.Fatalf("not two lines of JSON:\n%s", got.stdout)
			}
			if len(first.Statements) != 1 || first.Statements[0].Extractor != "llm/"+llmtest.Model || first.Statements[0].Relation != graph.Supports {
				t.Fatalf("a1: %s", lines[0])
			}
			if err := first.Statements[0].Verify([]rune("“😀” said nobody.\r\nRussia backs the Syrian government.")); err != nil {
				t.Error(err)
			}
			if len(first.Rejects) != 1 || first.Rejects[0].Stage != "llm" || !strings.Contains(first.Rejects[0].Reason, "as everybody knows") {
				t.Errorf("a1: %+v", first.Rejects)
			}
			if second.ID != "a2" || len(second.Statements)+len(second.Rejects) > 0 {
				t.Errorf("a2: %s", lines[1])
			}
		})
	}
}

// TestExtractAsksNobody holds that a language model is asked only when it is
// named.
func TestExtractAsksNobody(t *testing.T) {
	server := llmtest.Start(t, backs)
	got := entente(t, twoArticles, map[string]string{"ENTENTE_LLM_KEY": llmtest.Key, "OPENAI_BASE_URL": server.URL, "OPENAI_API_KEY": llmtest.Key}, "extract")
	if got.code != exitDone || server.Requests() != 0 || strings.Contains(got.stdout, `"llm`) || !strings.Contains(got.stdout, `"SUPPORTS"`) {
		t.Errorf("exit %d after %d requests: %s", got.code, server.Requests(), got.stdout)
	}
}

// TestExtractWithModelFails holds what a user is told, and that the command
// stops at the first article that could not be asked about.
func TestExtractWithModelFails(t *testing.T) {
	server := llmtest.Start(t, backs)
	articles := strings.Repeat(`{"text":"Russia backs the Syrian government."}`+"\n", 50)
	for _, c := range []struct {
		name, args string
		code       int
		says       string
	}{
		{"wrong key", "--llm " + server.URL + " --llm-model " + llmtest.Model, exitFailed, "give another by ENTENTE_LLM_KEY or --llm-key-file"},
		{"nobody there", "--llm http://127.0.0.1:1 --llm-model m", exitFailed, "start it, or check the address given by --llm"},
		{"no address", "--llm-model m", exitUsage, "--llm, is not one of http or https"},
		{"no model", "--llm " + server.URL, exitUsage, "--llm-model"},
		{"bad address", "--llm localhost --llm-model m", exitUsage, "http or https"},
		{"no key file", "--llm " + server.URL + " --llm-model m --llm-key-file /nowhere", exitFailed, "key file of the language model cannot be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := entente(t, articles, map[string]string{"ENTENTE_LLM_KEY": "sk-secret"}, strings.Fields("extract --workers 1 "+c.args)...)
			if got.code != c.code || !strings.Contains(got.stderr, c.says) || got.stdout != "" {
				t.Errorf("exit %d, want %d\nstderr, want %q:\n%s\nstdout:\n%s", got.code, c.code, c.says, got.stderr, got.stdout)
			}
			if strings.Contains(got.stderr, "sk-secret") {
				t.Errorf("the key is told: %s", got.stderr)
			}
		})
	}
	if server.Requests() >= 50 {
		t.Errorf("%d requests after the first had failed", server.Requests())
	}
	got := entente(t, articles, nil, strings.Fields("extract --json --llm http://127.0.0.1:1 --llm-model m")...)
	var told map[string]string
	if err := json.Unmarshal([]byte(got.stderr), &told); err != nil || told["code"] != string(graph.Unavailable) {
		t.Errorf("%v: %s", err, got.stderr)
	}
}
