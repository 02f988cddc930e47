package store_test

import (
	"bytes"
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/store/storetest"
)

// Every Cypher file is embedded exactly once, in a variable of its own beside
// it.
func TestEveryTextIsEmbeddedOnce(t *testing.T) {
	embedded := embeds(t)
	files := cypherFiles(t)
	for _, file := range files {
		if got := embedded[file]; len(got) != 1 {
			t.Errorf("%s is embedded %d times, in %v", file, len(got), got)
		}
	}
	if len(embedded) != len(files) {
		t.Errorf("%d files are embedded, %d are there", len(embedded), len(files))
	}
}

// Every text begins with its question, parameters, columns, order and limit.
func TestEveryTextIsExplained(t *testing.T) {
	for _, file := range cypherFiles(t) {
		text := read(t, file)
		for _, head := range []string{"// Question: ", "// Parameters: ", "// Columns: ", "// Order: ", " Limit: "} {
			if !strings.Contains(text, head) {
				t.Errorf("%s has no %q in its header", file, strings.Trim(head, "/ "))
			}
		}
	}
}

// Where a text lists relations it lists all of the closed list.
func TestTextsNameAllRelations(t *testing.T) {
	var names []string
	for _, info := range graph.Relations() {
		names = append(names, string(info.Relation))
	}
	want := strings.Join(names, "|")
	list := regexp.MustCompile(`[A-Z_]+(?:\|[A-Z_]+)+`)
	for _, file := range cypherFiles(t) {
		for _, got := range list.FindAllString(read(t, file), -1) {
			if got != want {
				t.Errorf("%s lists the relations %s; want %s", file, got, want)
			}
		}
	}
}

// The real server can plan every text, and deprecates nothing in it.
func TestEveryTextPassesExplain(t *testing.T) {
	storetest.Open(t) // migrates: full-text indexes must stand
	c := storetest.Config(t)
	ctx := context.Background()
	driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.User, c.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(ctx)
	parameter := regexp.MustCompile(`\$(\w+)`)
	for _, file := range cypherFiles(t) {
		t.Run(file, func(t *testing.T) {
			text := read(t, file)
			parameters := map[string]any{}
			for _, match := range parameter.FindAllStringSubmatch(text, -1) {
				parameters[match[1]] = nil
			}
			session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j"})
			defer session.Close(ctx)
			result, err := session.Run(ctx, "EXPLAIN "+text, parameters)
			if err != nil {
				t.Fatal(err)
			}
			summary, err := result.Consume(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range summary.Notifications() {
				if strings.Contains(n.Code(), "Deprecat") || strings.Contains(n.Code(), "Cartesian") {
					t.Errorf("%s: %s", n.Code(), n.Description())
				}
			}
		})
	}
}

func cypherFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.cypher")
	if err != nil || len(files) == 0 {
		t.Fatalf("no Cypher files: %v", err)
	}
	return files
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(bytes.TrimSpace(text))
}

// embeds returns, per Cypher file, the Go files that embed it.
func embeds(t *testing.T) map[string][]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, group := range file.Comments {
			noteEmbeds(found, name, group)
		}
	}
	return found
}

func noteEmbeds(found map[string][]string, file string, group *ast.CommentGroup) {
	for _, comment := range group.List {
		name, ok := strings.CutPrefix(comment.Text, "//go:embed ")
		if ok && !strings.Contains(name, "/") {
			found[name] = append(found[name], file)
		}
	}
}
