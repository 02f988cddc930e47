package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph/localdb"
)

// asProgram makes the test's own executable the program, for tests that need it
// as a process.
const asProgram = "ENTENTE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	localdb.Supervise()
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// outcome is what a command line came to.
type outcome struct {
	code           int
	stdout, stderr string
}

// entente runs a command line with its own environment and data folder.
func entente(t *testing.T, stdin string, env map[string]string, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	home := t.TempDir()
	p := program{
		stdin: strings.NewReader(stdin), stdout: &stdout, stderr: &stderr,
		getenv: func(name string) string {
			if name == "HOME" && env["HOME"] == "" {
				return home
			}
			return env[name]
		},
	}
	code := p.run(t.Context(), args)
	return outcome{code, stdout.String(), stderr.String()}
}

func TestCommandLines(t *testing.T) {
	cases := []struct {
		name   string
		args   string
		env    map[string]string
		code   int
		stdout string // part of it
		stderr string // part of it
	}{
		{name: "help", args: "--help", stdout: "demo"},
		{name: "no command", args: "", stdout: "Available Commands"},
		{name: "version", args: "version", stdout: "entente " + version},
		{name: "version as JSON", args: "version --json", stdout: `{"version":"` + version + `"}`},
		{name: "unknown command", args: "lod x", code: exitUsage, stderr: "unknown command"},
		{name: "unknown flag", args: "serve --lissen :1", code: exitUsage, stderr: "unknown flag: --lissen"},
		{name: "load without a path", args: "load", code: exitUsage, stderr: "requires at least 1 arg"},
		{name: "unknown precision", args: "extract --precision perfect", code: exitUsage, stderr: "high, balanced or recall"},
		{name: "unknown log format", args: "version --log-format xml", code: exitUsage, stderr: "use text or json"},
		{name: "flag from the environment", args: "version", env: map[string]string{"ENTENTE_JSON": "true"}, stdout: `"version"`},
		{name: "bad flag from the environment", args: "version", env: map[string]string{"ENTENTE_JSON": "perhaps"}, code: exitUsage, stderr: "ENTENTE_JSON"},
		{name: "beyond this machine", args: "serve --listen 0.0.0.0:0", code: exitUsage, stderr: "--insecure"},
		{name: "missing password file", args: "db status --neo4j-password-file /nowhere", code: exitFailed, stderr: "password file"},
		{name: "status of nothing", args: "db status", stdout: "not running"},
		{name: "errors as JSON", args: "lod --json", code: exitUsage, stderr: "unknown command"},
		{name: "every without watch", args: "load - --every 1h", code: exitUsage, stderr: "add --watch"},
		{name: "nobody at that address", args: "load - --patience 1ms --neo4j-uri bolt://127.0.0.1:1", code: exitFailed, stderr: "127.0.0.1:1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := entente(t, "", c.env, strings.Fields(c.args)...)
			if got.code != c.code || !strings.Contains(got.stdout, c.stdout) || !strings.Contains(got.stderr, c.stderr) {
				t.Errorf("entente %s\nexit %d, want %d\nstdout, want %q:\n%s\nstderr, want %q:\n%s",
					c.args, got.code, c.code, c.stdout, got.stdout, c.stderr, got.stderr)
			}
		})
	}
}

func TestNoHomeFolder(t *testing.T) {
	var stderr bytes.Buffer
	p := program{stdin: strings.NewReader(""), stdout: &bytes.Buffer{}, stderr: &stderr, getenv: func(string) string { return "" }}
	if code := p.run(t.Context(), []string{"db", "status"}); code != exitFailed || !strings.Contains(stderr.String(), "--data") {
		t.Errorf("exit %d: %s", code, stderr.String())
	}
}

func TestExtract(t *testing.T) {
	in := `{"id":"a1","text":"Russia backs the Syrian government.","published":"2017-02-01"}
{"id":"broken
{"id":"a2","text":"The weather was mild in the valley and nobody complained about it."}
{"id":"a3","text":"Ours met theirs.","mentions":[{"start":0,"end":4},{"start":9,"end":15}]}
`
	got := entente(t, in, nil, "extract")
	if got.code != exitRejects {
		t.Errorf("exit %d, want %d: %s", got.code, exitRejects, got.stderr)
	}
	lines := strings.Split(strings.TrimSpace(got.stdout), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d lines for 4 inputs:\n%s", len(lines), got.stdout)
	}
	var first, second, third, fourth extraction
	for i, e := range []*extraction{&first, &second, &third, &fourth} {
		if err := json.Unmarshal([]byte(lines[i]), e); err != nil {
			t.Fatal(err)
		}
	}
	if first.ID != "a1" || len(first.Statements) != 1 || first.Statements[0].Relation != "SUPPORTS" ||
		first.Statements[0].Source.Text != "Russia" || first.Statements[0].Sentence.Text != "Russia backs the Syrian government." {
		t.Errorf("a1: %s", lines[0])
	}
	if len(second.Rejects) != 1 || second.Rejects[0].Line != 2 {
		t.Errorf("broken line: %s", lines[1])
	}
	if third.ID != "a2" || len(third.Statements) != 0 {
		t.Errorf("a2: %s", lines[2])
	}
	if fourth.ID != "a3" || len(fourth.Statements) != 1 || fourth.Statements[0].Source.Text != "Ours" || fourth.Statements[0].Relation != "MEETS" {
		t.Errorf("a3: %s", lines[3])
	}
}

func TestExtractKeepsOffsetsOfTheGivenText(t *testing.T) {
	text := "“😀” said nobody.\r\nRussia backs the Syrian government."
	line, err := json.Marshal(map[string]string{"id": "x", "text": text})
	if err != nil {
		t.Fatal(err)
	}
	got := entente(t, string(line)+"\n", nil, "extract", "-")
	var e extraction
	if err := json.Unmarshal([]byte(got.stdout), &e); err != nil || len(e.Statements) != 1 {
		t.Fatalf("%v: %s %s", err, got.stdout, got.stderr)
	}
	if err := e.Statements[0].Verify([]rune(text)); err != nil {
		t.Error(err)
	}
}

func TestExtractMissingFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nothing.txt")
	got := entente(t, "", nil, "extract", path)
	if got.code != exitRejects || !strings.Contains(got.stdout, "nothing.txt") {
		t.Errorf("exit %d: %s %s", got.code, got.stdout, got.stderr)
	}
}
