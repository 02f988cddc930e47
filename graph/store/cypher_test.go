package store_test

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

// endless keeps a server busy until it is told to stop.
const endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(*)"

func limited(t *testing.T, limits store.CypherLimits) *store.Store {
	t.Helper()
	s := storetest.Open(t)
	s.LimitCypher(limits)
	return s
}

func TestCypherAnswersInJSON(t *testing.T) {
	s := storetest.Open(t)
	table, err := s.Cypher(context.Background(), graph.CypherQuery{
		Query: `RETURN 1 AS one, 9007199254740993 AS big, 0.0/0.0 AS nan, -1.0/0.0 AS low, date('2017-04-24') AS day,
			datetime('2017-04-24T10:00:00+02:00[Europe/Paris]') AS moment, duration('P1DT2S') AS span,
			point({x: 1, y: 2.5}) AS place, [1, [null, {a: $a}]] AS list`,
		Parameters: map[string]any{"a": json.Number("5")},
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(table.Rows)
	if err != nil {
		t.Fatal(err)
	}
	want := `[[1,"9007199254740993","NaN","-Inf","2017-04-24","2017-04-24T10:00:00+02:00[Europe/Paris]","P0M1DT2S",` +
		`"point({srid:7203, x:1, y:2.5})",[1,[null,{"a":5}]]]]`
	if string(got) != want {
		t.Errorf("the reply is\n%s; want\n%s", got, want)
	}
	if strings.Join(table.Columns, " ") != "one big nan low day moment span place list" || table.Truncated {
		t.Errorf("columns %v, truncated %v", table.Columns, table.Truncated)
	}
}

func TestCypherCutsReplies(t *testing.T) {
	limits := store.DefaultCypherLimits
	limits.Rows, limits.Bytes = 3, 2000
	s := limited(t, limits)
	cases := []struct {
		about, query string
		rows         int
		truncated    bool
		code         graph.Code
	}{
		{"fewer rows", "UNWIND range(1, 2) AS x RETURN x", 2, false, ""},
		{"as many rows", "UNWIND range(1, 3) AS x RETURN x", 3, false, ""},
		{"more rows", "UNWIND range(1, 1000000) AS x RETURN x", 3, true, ""},
		{"more bytes", "UNWIND range(1, 3) AS x RETURN [y IN range(1, 100) | y] AS xs", 2, true, ""},
		{"one row of more bytes", "RETURN [y IN range(1, 1000) | y] AS xs", 0, true, graph.TooLarge},
		{"too deep", "RETURN reduce(a = [], x IN range(1, 100) | [a]) AS deep", 0, false, graph.TooLarge},
		{"too much memory", "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN collect(a + b)", 0, false, graph.TooLarge},
	}
	for _, c := range cases {
		t.Run(c.about, func(t *testing.T) {
			table, err := s.Cypher(context.Background(), graph.CypherQuery{Query: c.query})
			if graph.CodeOf(err) != c.code {
				t.Fatalf("gives %v; want code %q", err, c.code)
			}
			if len(table.Rows) != c.rows || table.Truncated != c.truncated {
				t.Errorf("gives %d rows, truncated %v; want %d, %v", len(table.Rows), table.Truncated, c.rows, c.truncated)
			}
		})
	}
}

func TestCypherSaysWhatIsWrong(t *testing.T) {
	s := storetest.Open(t)
	cases := []struct{ about, query, reason string }{
		{"syntax", "MATCH (n)\nRETRUN n", "(line 2, column 1)"},
		{"unknown variable", "MATCH (n)\n  RETURN m", "Variable `m` not defined (line 2, column 10)"},
		{"missing parameter", "RETURN $missing", "missing"},
		{"division", "RETURN 1/0", "/ by zero"},
		{"unknown index", "CALL db.index.fulltext.queryNodes('nope', 'x')", "nope"},
		{"nothing", " \n", "missing"},
	}
	for _, c := range cases {
		t.Run(c.about, func(t *testing.T) {
			_, err := s.Cypher(context.Background(), graph.CypherQuery{Query: c.query})
			if graph.CodeOf(err) != graph.Invalid || !strings.Contains(err.Error(), c.reason) {
				t.Errorf("gives %v; want it invalid, with %q", err, c.reason)
			}
			if strings.Contains(err.Error(), "CYPHER 5") {
				t.Errorf("the message %q shows what was put in front of the query", err)
			}
		})
	}
}

// A query that takes too long is answered in time, its place is given back
// when the server has let go of it, and the server goes on.
func TestCypherStopsRunaways(t *testing.T) {
	limits := store.DefaultCypherLimits
	limits.Timeout, limits.Concurrent = time.Second, 1
	s := limited(t, limits)
	for range 2 {
		if _, err := s.Runaway(context.Background(), endless); graph.CodeOf(err) != graph.Timeout {
			t.Fatalf("a runaway gives %v; want a timeout", err)
		}
	}
	if err := s.Ping(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Cypher(context.Background(), graph.CypherQuery{Query: "RETURN 1"}); err != nil {
		t.Errorf("after runaways, a query gives %v", err)
	}
}

// Who gives up is answered at once, and the server is told to stop.
func TestCypherStopsWhenTheReaderGoesAway(t *testing.T) {
	s := storetest.Open(t)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() {
		_, err := s.Cypher(ctx, graph.CypherQuery{Query: endless})
		done <- err
	}()
	waitFor(t, s, 1)
	cancel()
	if err := <-done; graph.CodeOf(err) != graph.Timeout {
		t.Errorf("a canceled query gives %v; want a timeout", err)
	}
	waitFor(t, s, 0)
}

func TestCypherLetsFewThrough(t *testing.T) {
	limits := store.DefaultCypherLimits
	limits.Concurrent, limits.Wait = 1, time.Millisecond
	s := limited(t, limits)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = s.Cypher(ctx, graph.CypherQuery{Query: endless})
	}()
	waitFor(t, s, 1)
	_, err := s.Cypher(context.Background(), graph.CypherQuery{Query: "RETURN 1"})
	if graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("a second query gives %v; want it unavailable", err)
	}
	cancel()
	<-done
	waitFor(t, s, 0)
}

// waitFor waits until the server works on so many queries.
func waitFor(t *testing.T, s *store.Store, places int) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for s.Places() != places {
		if time.Now().After(deadline) {
			t.Fatalf("%d queries run; want %d", s.Places(), places)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// The settings of the server are layers of the guard as well.
func TestServerIsSetUpForTheGuard(t *testing.T) {
	s := storetest.Open(t)
	ctx := context.Background()
	for name, want := range map[string]string{
		"dbms.security.allow_csv_import_from_file_urls": "false",
		"db.memory.transaction.max":                     "128",
		"db.transaction.timeout":                        "1m",
	} {
		table, err := s.Runaway(ctx, "SHOW SETTINGS '"+name+"' YIELD value RETURN value")
		if err != nil {
			t.Fatal(err)
		}
		if len(table.Rows) != 1 || !strings.HasPrefix(table.Rows[0][0].(string), want) {
			t.Errorf("%s is %v; want %s", name, table.Rows, want)
		}
	}
	for _, address := range []string{"http://127.0.0.1:9/x.csv", "file:///etc/hostname"} {
		_, err := s.Runaway(ctx, "LOAD CSV FROM '"+address+"' AS l RETURN l")
		if err == nil || !strings.Contains(err.Error(), "is false") && !strings.Contains(err.Error(), "blocked") {
			t.Errorf("LOAD CSV from %s gives %v; want the server to say no", address, err)
		}
	}
	table, err := s.Runaway(ctx, "SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'apoc.' RETURN count(*)")
	if err != nil || table.Rows[0][0] != int64(0) {
		t.Errorf("the server has procedures of APOC: %v, %v", table.Rows, err)
	}
}

func TestValuesBecomeJSON(t *testing.T) {
	node := neo4j.Node{ElementId: "4:x:1", Labels: []string{"Entity"}, Props: map[string]any{"name": "Russia", "_id": "property"}}
	relationship := neo4j.Relationship{ElementId: "5:x:2", Type: "SUPPORTS", StartElementId: "4:x:1", EndElementId: "4:x:3", Props: map[string]any{}}
	cases := []struct {
		about string
		value any
		want  string
	}{
		{"null", nil, `null`},
		{"largest safe integer", int64(1<<53 - 1), `9007199254740991`},
		{"larger integer", int64(1 << 53), `"9007199254740992"`},
		{"smallest integer", int64(math.MinInt64), `"-9223372036854775808"`},
		{"float", 1.5, `1.5`},
		{"infinity", math.Inf(1), `"+Inf"`},
		{"bytes", []byte{1, 2, 255}, `"AQL/"`},
		{"node", node, `{"_id":"4:x:1","_labels":["Entity"],"name":"Russia"}`},
		{"relationship", relationship, `{"_end":"4:x:3","_id":"5:x:2","_start":"4:x:1","_type":"SUPPORTS"}`},
		{"path", neo4j.Path{Nodes: []neo4j.Node{node}}, `{"_nodes":[{"_id":"4:x:1","_labels":["Entity"],"name":"Russia"}],"_relationships":[]}`},
		{"time without zone", dbtype.LocalTime(time.Date(0, 1, 1, 10, 0, 0, 0, time.UTC)), `"10:00:00"`},
		{"moment in UTC", time.Date(2017, 4, 24, 10, 0, 0, 500, time.UTC), `"2017-04-24T10:00:00.0000005Z"`},
		{"point in space", neo4j.Point3D{X: 1, Y: 2, Z: 3, SpatialRefId: 4979}, `"point({srid:4979, x:1, y:2, z:3})"`},
	}
	for _, c := range cases {
		row, left, err := store.JSON([]any{c.value}, 1000)
		got, _ := json.Marshal(row)
		if err != nil || string(got) != "["+c.want+"]" || left >= 1000 {
			t.Errorf("%s becomes %s (%v), %d bytes left; want %s", c.about, got, err, left, c.want)
		}
	}
}

func TestParametersAreTyped(t *testing.T) {
	given := map[string]any{"whole": 5.0, "real": 1.5, "text": "x", "number": json.Number("9007199254740993"), "list": []any{1.0, nil, []string{"a"}}}
	got, err := store.Parameters(given)
	if err != nil {
		t.Fatal(err)
	}
	text, _ := json.Marshal(got)
	want := `{"list":[1,null,["a"]],"number":9007199254740993,"real":1.5,"text":"x","whole":5}`
	if string(text) != want {
		t.Errorf("parameters become %s; want %s", text, want)
	}
	if _, whole := got["whole"].(int64); !whole {
		t.Errorf("5.0 becomes a %T; LIMIT wants an integer", got["whole"])
	}
	deep := any("x")
	for range 20 {
		deep = []any{deep}
	}
	for about, bad := range map[string]any{
		"depth": deep, "not a number": math.NaN(), "bytes": "\xff", "a time": time.Now(),
		"size": strings.Repeat("x", 300<<10), "a huge number": json.Number("1e999"),
	} {
		if _, err := store.Parameters(map[string]any{"p": bad}); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%s gives %v; want it invalid", about, err)
		}
	}
}
