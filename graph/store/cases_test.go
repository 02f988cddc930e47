package store_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

var update = flag.Bool("update", false, "write the replies into the cases")

// A case is a file: steps that begin with "== ", each with its fixture or with
// the reply that it must get. `== entities` describes, `== save` saves articles
// in one call, to batch "batch" or the one named, and shows their items, `== ask question {json}` asks. "@a1" in a
// question is the id of what the fixture calls a1.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(strings.TrimPrefix(file, "testdata/"), ".txt"), func(t *testing.T) { runCase(t, file) })
	}
}

var step = regexp.MustCompile(`(?m)^== `)

func runCase(t *testing.T, file string) {
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s, w := storetest.Open(t), newWorld()
	steps := step.Split(string(content), -1)
	var out strings.Builder
	out.WriteString(steps[0])
	for _, one := range steps[1:] {
		head, body, _ := strings.Cut(one, "\n")
		out.WriteString("== " + head + "\n" + runStep(t, s, w, head, body))
	}
	checkGolden(t, file, string(content), out.String())
}

// runStep returns the body as it should be.
func runStep(t *testing.T, s *store.Store, w *world, head, body string) string {
	t.Helper()
	verb, rest, _ := strings.Cut(head, " ")
	switch verb {
	case "entities":
		w.describe(body)
		return body
	case "save":
		fixture, _, _ := strings.Cut(body, "-> ")
		items, err := s.Save(context.Background(), cmp.Or(rest, "batch"), w.parcels(t, fixture))
		if err != nil {
			return fixture + "-> error " + err.Error() + "\n\n"
		}
		return fixture + renderItems(w, items) + "\n"
	case "ask":
		question, parameters, _ := strings.Cut(rest, " ")
		reply, err := ask(t, s, question, resolveNames(w, parameters))
		if err != nil {
			return string(graph.CodeOf(err)) + ": " + err.Error() + "\n\n"
		}
		checkConsole(t, s, reply)
		return strings.TrimRight(render(w, reply), "\n") + "\n\n"
	}
	t.Fatalf("unknown step %q", head)
	return ""
}

func checkGolden(t *testing.T, file, want, got string) {
	t.Helper()
	got = strings.TrimRight(got, "\n") + "\n"
	if got == want {
		return
	}
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
}

// checkConsole pastes the Cypher of a reply into the console, with its
// parameters as JSON brings them there.
func checkConsole(t *testing.T, s *store.Store, reply any) {
	t.Helper()
	body, err := json.Marshal(reply)
	if err != nil {
		t.Fatal(err)
	}
	var pasted struct {
		Cypher     string         `json:"cypher"`
		Parameters map[string]any `json:"parameters"`
	}
	if err := json.Unmarshal(body, &pasted); err != nil {
		t.Fatal(err)
	}
	if pasted.Cypher == "" {
		return // the summary and the ledger are no questions of readers
	}
	table, err := s.Cypher(context.Background(), graph.CypherQuery{Query: pasted.Cypher, Parameters: pasted.Parameters})
	if err != nil {
		t.Errorf("the console refuses the reply's Cypher: %v\n%s", err, pasted.Cypher)
	} else if len(table.Rows) == 0 {
		t.Errorf("the console finds nothing by the reply's Cypher:\n%s", pasted.Cypher)
	}
}

var nameInQuestion = regexp.MustCompile(`"@([^"]+)"`)

func resolveNames(w *world, parameters string) string {
	return nameInQuestion.ReplaceAllStringFunc(parameters, func(m string) string {
		return `"` + w.id(m[2:len(m)-1]) + `"`
	})
}

// ask puts a question by its name.
func ask(t *testing.T, s *store.Store, question, parameters string) (any, error) {
	t.Helper()
	ctx := context.Background()
	switch question {
	case "search":
		return answer(ctx, t, parameters, s.Search)
	case "overview":
		return answer(ctx, t, parameters, s.Overview)
	case "entity":
		return answer(ctx, t, parameters, s.Entity)
	case "neighborhood":
		return answer(ctx, t, parameters, s.Neighborhood)
	case "statements":
		return answer(ctx, t, parameters, s.Statements)
	case "statement":
		return answer(ctx, t, parameters, s.Statement)
	case "article":
		return answer(ctx, t, parameters, s.Article)
	case "articles":
		return answer(ctx, t, parameters, s.Articles)
	case "items":
		return answer(ctx, t, parameters, s.Items)
	case "summary":
		return s.Summary(ctx)
	}
	t.Fatalf("unknown question %q", question)
	return nil, nil
}

func answer[Q, R any](ctx context.Context, t *testing.T, parameters string, f func(context.Context, Q) (R, error)) (any, error) {
	t.Helper()
	var q Q
	decoder := json.NewDecoder(bytes.NewBufferString(parameters))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&q); err != nil {
		t.Fatalf("question %s: %v", parameters, err)
	}
	return f(ctx, q)
}
