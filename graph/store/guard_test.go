package store_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

// guardCase is one text of testdata/guard.
type guardCase struct{ about, query string }

// guardCases reads a file of texts, each below a line of dashes about it.
func guardCases(t testing.TB, file string) []guardCase {
	t.Helper()
	text, err := os.ReadFile("testdata/guard/" + file)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split("\n"+string(text), "\n-- ")
	var cases []guardCase
	for _, part := range parts[1:] {
		about, query, _ := strings.Cut(part, "\n")
		cases = append(cases, guardCase{about, strings.TrimRight(query, "\n")})
	}
	if len(cases) < 20 {
		t.Fatalf("%s holds only %d texts", file, len(cases))
	}
	return cases
}

// guardParameters are what the allowed texts ask for.
var guardParameters = map[string]any{
	"a": "e1", "b": "e2", "0": 1, "a b": true, "create": nil, "list": []any{"x"}, "map": map[string]any{"x": 1},
	"label": "Entity", "types": []any{"SUPPORTS"},
}

func TestGuardRefuses(t *testing.T) {
	for _, c := range guardCases(t, "refused.txt") {
		t.Run(c.about, func(t *testing.T) {
			err := store.Admit(graph.CypherQuery{Query: c.query})
			if graph.CodeOf(err) != graph.Refused {
				t.Fatalf("%s\ngives %v; want it refused", c.query, err)
			}
			if !strings.Contains(err.Error(), c.about) {
				t.Errorf("%s\ngives %q; want %q in it", c.query, err, c.about)
			}
		})
	}
}

// Limits that would make long lines in a file.
func TestGuardBounds(t *testing.T) {
	nested := func(open, inner, shut string, n int) string {
		return "RETURN " + strings.Repeat(open, n) + inner + strings.Repeat(shut, n)
	}
	cases := []struct{ about, query, reason string }{
		{"long", "RETURN '" + strings.Repeat("x", store.MaxCypherBytes) + "'", "at most 16384"},
		{"not UTF-8", "RETURN '\xff'", "not valid UTF-8"},
		{"NUL", "RETURN 1\x00CREATE (n)", "Line 1, column 9: the control character U+0000"},
		{"escape character", "RETURN '\x1b[2J'", "U+001B"},
		{"right-to-left override", "RETURN '\u202eSET'", "U+202E"},
		{"soft hyphen", "RETURN a\u00adb", "U+00AD"},
		{"zero-width space", "RETURN a\u2060b", "U+2060"},
		{"brackets", nested("(", "1", ")", 65), "nested more than 64"},
		{"lists", nested("[", "", "]", 65), "nested more than 64"},
		{"maps", nested("{a: ", "1", "}", 65), "nested more than 64"},
		{"mixed brackets", nested("[(", "1", ")]", 33), "nested more than 64"},
		{"CASE", nested("CASE WHEN true THEN ", "1", " END", 65), "CASE is nested"},
		{"NOT", nested("NOT ", "true", "", 65), "stand in a row"},
		{"signs", nested("- ", "1", "", 65), "stand in a row"},
		{"properties", nested("a", ".b", "", 1) + strings.Repeat(".b", 65), "properties or indexes"},
		{"indexes", "WITH [1] AS a RETURN a" + strings.Repeat("[0]", 65), "properties or indexes"},
		{"sums", "RETURN 1" + strings.Repeat("+1", 501), "more operators"},
		{"comparisons", "RETURN 1" + strings.Repeat("<1", 501), "more operators"},
		{"conditions", "MATCH (n) WHERE n.a" + strings.Repeat(" OR n.b", 201) + " RETURN n", "more than 200"},
		{"clauses", strings.Repeat("WITH 1 AS x ", 121) + "RETURN x", "too many clauses"},
		{"unions", "RETURN 1 AS x" + strings.Repeat(" UNION RETURN 1 AS x", 41), "too many clauses"},
		{"path", "MATCH (a)" + strings.Repeat("-->()", 26) + " RETURN a", "more than 25 relationships"},
		{"alternation", "MATCH (n) WHERE " + strings.Repeat("(n.a OR (n.b AND ", 9) + "true" + strings.Repeat("))", 9) + " RETURN n", "nested more than 16"},
		{"long text and wildcards", "RETURN '" + strings.Repeat("a", 8000) + "' =~ '.*a.*a.*b'", "so many wildcards"},
	}
	for _, c := range cases {
		t.Run(c.about, func(t *testing.T) {
			err := store.Admit(graph.CypherQuery{Query: c.query})
			if graph.CodeOf(err) != graph.Refused || !strings.Contains(err.Error(), c.reason) {
				t.Errorf("gives %v; want it refused with %q", err, c.reason)
			}
		})
	}
}

// Parameters count as if they were written in the text.
func TestGuardReadsParameters(t *testing.T) {
	cases := []struct {
		query string
		value any
		code  graph.Code
	}{
		{"RETURN [x IN range(1, $p) | x]", 10, ""},
		{"RETURN [x IN range(1, $p) | x]", 2_000_000_000, graph.Refused},
		{"RETURN [x IN range(1, $p) | x]", "many", graph.Refused},
		{"UNWIND range(1, $p) AS x RETURN count(x)", 2_000_000_000, graph.Refused},
		{"MATCH (n) WHERE n.name =~ $p RETURN n", "(?i).*gov.*", ""},
		{"MATCH (n) WHERE n.name =~ $p RETURN n", "(a+)+b", graph.Refused},
		{"MATCH (n) WHERE n.name =~ $p RETURN n", "[A-Z][a-z]+( [A-Z][a-z]+)*", ""},
		{"MATCH (n) WHERE n.name =~ $p RETURN n", "[A-Z][a-z]+( [A-Z ][a-z]+)*", graph.Refused},
		{"MATCH (n) WHERE n.name =~ $p RETURN n", "(a(?:b|ab)+)*c", graph.Refused},
		{"MATCH (n) WHERE n.name =~ $p RETURN n", "(?i)(a[A-Z]+)*c", graph.Refused},
		{"MATCH (n) WHERE n.name =~ $p RETURN n", "(x(y+)+)*z", graph.Refused},
		{"MATCH (n) WHERE n.name =~ $p RETURN n", "(ab|ab)*c", graph.Refused},
		{"MATCH (n) WHERE n.name =~ $p RETURN n", "((ab|ab)x?)+c", graph.Refused},
		{"MATCH (n) WHERE n.name =~ $p RETURN n", "(the |a )?(gov|state)[|]*\\(.*", ""},
		{"MATCH (n) WHERE n.name =~ $p RETURN n", "\\Q(a+)+\\E(a+)+", graph.Refused},
		{"MATCH (n) WHERE n.name =~ ('.*' + $p + '.*') RETURN n", "(a+)+b", graph.Refused},
		{"RETURN reduce(s = '', x IN range(1, 10000) | s + $p)", strings.Repeat("x", 10_000), graph.Refused},
		{"RETURN $p", strings.Repeat("x", 300_000), graph.Invalid},
		{"RETURN $p", make(chan int), graph.Invalid},
	}
	for _, c := range cases {
		err := store.Admit(graph.CypherQuery{Query: c.query, Parameters: map[string]any{"p": c.value}})
		if graph.CodeOf(err) != c.code {
			t.Errorf("%s with %.20v gives %v; want code %q", c.query, c.value, err, c.code)
		}
	}
}

func TestGuardAllows(t *testing.T) {
	for _, c := range guardCases(t, "allowed.txt") {
		t.Run(c.about, func(t *testing.T) {
			if err := store.Admit(graph.CypherQuery{Query: c.query, Parameters: guardParameters}); err != nil {
				t.Errorf("%s\ngives %v; want it let through", c.query, err)
			}
		})
	}
}

// What the guard lets through a real server must answer and explain.
func TestAllowedIsAnswered(t *testing.T) {
	s := storetest.Open(t)
	ctx := context.Background()
	for _, c := range guardCases(t, "allowed.txt") {
		t.Run(c.about, func(t *testing.T) {
			q := graph.CypherQuery{Query: c.query, Parameters: guardParameters}
			if _, err := s.Cypher(ctx, q); err != nil {
				t.Errorf("%s\nruns into %v", c.query, err)
			}
			plan, err := s.Explain(ctx, q)
			if err != nil || plan.Root.Operator != "ProduceResults" {
				t.Errorf("%s\nhas the plan %+v, %v", c.query, plan, err)
			}
		})
	}
}

// The plan is a guard of its own: it refuses what the text would have been
// refused for, were it let through.
func TestPlanRefuses(t *testing.T) {
	s := storetest.Open(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for _, query := range []string{
		"CREATE (n:Person)",
		"MATCH (n) SET n.x = 1",
		"MATCH (n) DETACH DELETE n",
		"LOAD CSV FROM 'https://example.org/' AS l RETURN l",
		"MATCH (n) RETURN [x IN [1] | COUNT { LOAD CSV FROM 'https://example.org/' AS l RETURN l }]",
		"MATCH (n) WHERE any(x IN [1] WHERE EXISTS { LOAD CSV FROM 'https://example.org/' AS l RETURN l }) RETURN n",
		"SHOW TRANSACTIONS",
		"SHOW SETTINGS",
		"TERMINATE TRANSACTIONS 'neo4j-transaction-999999'",
		"CALL dbms.listConfig() YIELD name RETURN name",
		"CALL db.stats.clear('QUERIES') YIELD success RETURN success",
		"MATCH (n) RETURN [x IN [1] | COUNT { CALL dbms.listConfig() YIELD name RETURN name }]",
		"MATCH (n) RETURN [x IN [1] | COUNT { CALL db.stats.collect('QUERIES') YIELD success RETURN success }]",
		"UNWIND [1] AS x CALL (x) { RETURN x AS y } IN TRANSACTIONS RETURN y",
		"CREATE INDEX i FOR (n:X) ON (n.a)",
		"DROP INDEX entity_names",
	} {
		if err := s.Unguarded(ctx, query); graph.CodeOf(err) != graph.Refused {
			t.Errorf("%s\npasses the plan's check with %v; want it refused", query, err)
		}
	}
}
