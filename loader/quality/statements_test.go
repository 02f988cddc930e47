package quality

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"entente/graph"
	"entente/loader"
	"entente/loader/extract"
)

// openReader opens one reader for all tests: it has no state.
var openReader = sync.OnceValues(func() (*loader.Reader, error) { return loader.NewReader(extract.Balanced) })

func newReader(t testing.TB) *loader.Reader {
	t.Helper()
	reader, err := openReader()
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

// goldAndFound reads a case: gold rows, and the edges found in each, as JSON
// lines.
func goldAndFound(t *testing.T, content string) ([]row, [][]edge) {
	t.Helper()
	gold, found, _ := strings.Cut(content, foundLine)
	var rows []row
	for line := range strings.Lines(gold) {
		rows = append(rows, jsonOf[row](t, line))
	}
	var all [][]edge
	for line := range strings.Lines(found) {
		var edges []edge
		for _, e := range jsonOf[[]struct {
			Source, Target span
			Root           string
			Sign           int
			Reciprocal     bool
			Confidence     float64
		}](t, line) {
			edges = append(edges, edge{e.Source, e.Target, e.Root, e.Sign, e.Reciprocal, e.Confidence})
		}
		all = append(all, edges)
	}
	return rows, all
}

func jsonOf[T any](t *testing.T, text string) T {
	t.Helper()
	var out T
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return out
}

// Each file of testdata/pairs has rows as PLV has them, what an extractor might
// find in each, and what is measured.
func TestPairs(t *testing.T) {
	eachCase(t, "pairs", func(t *testing.T, content string) string {
		rows, found := goldAndFound(t, content)
		p := scorePairs(rows, found)
		return strings.Join([]string{
			p.table(), classTable("signs", p.Signs), classTable("roots", p.Roots), scoreGiven(rows, found).table(),
		}, "\n")
	})
}

// Each file of testdata/sentiment has rows as DSE has them, what an extractor
// might find in each, and what is measured.
func TestSentiment(t *testing.T) {
	eachCase(t, "sentiment", func(t *testing.T, content string) string {
		s := scoreSentiment(goldAndFound(t, content))
		return strings.Join([]string{s.table(), classTable("signs", s.Signs), classTable("roots", s.Roots)}, "\n")
	})
}

// Rows of one sentence that is easy to read, one whose text changes when it is
// normalized, and one that nobody reads; and two of DSE.
const (
	plvRows = `{"id":"a","text":"Russia supports Iran.","gold":[{"source":"Russia","target":"Iran","relation_or_code":"SUPPORT","polarity":"positive","source_spans":[[0,6]],"target_spans":[[16,20]]}]}
{"id":"b","text":"\r\n\r\nAfter the cafe\u0301 talks, Russia attacked Turkey.","gold":[{"source":"Russia","target":"Turkey","relation_or_code":"ASSAULT","polarity":"negative","source_spans":[[27,33]],"target_spans":[[43,49]]}]}
{"id":"c","text":"Iran and Iraq.","gold":[{"source":"Iran","target":"Iraq","relation_or_code":"AID","polarity":"positive","source_spans":[[0,4]],"target_spans":[[9,13]]}]}
`
	dseRows = `{"id":"d","text":"Iran condemned Israel.","entities":["Israel","Iran"],"label5":4,"gold":[{"source":"Iran","target":"Israel","polarity":"negative","source_spans":[[0,4]],"target_spans":[[15,21]]}]}
{"id":"e","text":"Iran and Israel.","entities":["Iran","Israel"],"label5":0,"gold":[{"source":"Iran","target":"Israel","polarity":"neutral","source_spans":[[0,4]],"target_spans":[[9,15]]}]}
`
)

var someCases = fstest.MapFS{
	"some.txt": {Data: []byte("Iran did not attack Israel.\n----------\nIran | ATTACKS | Israel | negated\n" +
		"==========\nIran and Iraq.\n----------\nnone\n" +
		"==========\nLavrov said that Iran had armed the Taliban.\n----------\nIran | AIDS | Taliban | asserted | by Sergei Lavrov\n")},
	"gaps/more.txt": {Data: []byte("Iran has nothing to say of Israel.\n----------\nIran | OPPOSES | Israel | hedged | by Iran | in Iran\n")},
	"notes.md":      {Data: []byte("no case")},
}

func TestMeasureStatements(t *testing.T) {
	data, err := Open(folder(t, nil), ForStatements)
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	got, err := MeasureStatements(t.Context(), newReader(t), data, someCases, func(step string) { steps = append(steps, step) })
	if err != nil {
		t.Fatal(err)
	}
	if want := plv + " " + dse + " cases"; strings.Join(steps, " ") != want {
		t.Errorf("the steps are %q", steps)
	}
	checks := map[string]struct{ got, want any }{
		"extractor":     {got.Extractor, extract.Version},
		"pairs":         {got.Pairs.Root, ratio(2, 3)},
		"precision":     {got.Pairs.Precision, ratio(2, 2)},
		"given":         {got.Given.Right, ratio(2, 3)},
		"sentiment":     {got.Sentiment.Recall, ratio(1, 1)},
		"neutral":       {got.Sentiment.False, ratio(0, 1)},
		"texts":         {got.Cases.Texts, 4},
		"gaps":          {got.Cases.Gaps, 1},
		"all relations": {got.Cases.Relations[0].Score, score(3, 2, 2)},
		"speakers":      {got.Cases.Speakers, score(2, 1, 1)},
	}
	for name, c := range checks {
		if c.got != c.want {
			t.Errorf("%s: got %v, want %v", name, c.got, c.want)
		}
	}
	if !strings.HasPrefix(got.Table(), "extractor  "+extract.Version+"\n") {
		t.Errorf("the table is\n%s", got.Table())
	}
}

func TestMeasureStatementsStops(t *testing.T) {
	data, err := Open(folder(t, nil), ForStatements)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := MeasureStatements(ctx, newReader(t), data, nil, nil); graph.CodeOf(err) != graph.Timeout {
		t.Errorf("got %v", err)
	}
}

func TestBrokenGold(t *testing.T) {
	noSpan := `{"id":"a","text":"Iran.","gold":[{"source":"Iran","target":"Iraq","source_spans":[[0,4]],"target_spans":[]}]}`
	cases := []struct{ name, plv, dse, want string }{
		{"no span", noSpan, dseRows, `row a of eval/plv_train.jsonl.gz has a pair without spans; give both ends one`},
		{"broken span", strings.Replace(noSpan, "[[0,4]]", `"x"`, 1), dseRows, "plv_train.jsonl.gz is not as it should be"},
		{"no entities", plvRows, strings.Replace(dseRows, `"entities":["Israel","Iran"],`, "", 1), "row d of eval/dse_valid.jsonl.gz has 1 pairs and 0 entities"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			data, err := Open(folder(t, map[string]string{plv: c.plv, dse: c.dse}), ForStatements)
			if err == nil {
				_, err = MeasureStatements(t.Context(), newReader(t), data, nil, nil)
			}
			if graph.CodeOf(err) != graph.Invalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestBrokenCases(t *testing.T) {
	for content, want := range map[string]string{
		"Iran.": "no line of ten hyphens",
		"Iran.\n----------\nIran | ATTACKS | Israel\n":          "is no statement",
		"Iran.\n----------\nIran | LIKES | Israel | asserted\n": "is no statement",
		"Iran.\n----------\nIran | ATTACKS | Israel | maybe\n":  "is no statement",
	} {
		_, err := readCases(fstest.MapFS{"gaps/a.txt": {Data: []byte(content)}})
		if graph.CodeOf(err) != graph.Invalid || !strings.Contains(err.Error(), "gaps/a.txt: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives %v", content, err)
		}
	}
	if _, err := readCases(fstest.MapFS{}); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("no cases give %v", err)
	}
}

// What counts as right in each table of the cases.
func TestScoreCases(t *testing.T) {
	say := func(lines ...string) []stated {
		var out []stated
		for _, line := range lines {
			s, ok := parseStated(line)
			if !ok {
				t.Fatal(line)
			}
			out = append(out, s)
		}
		return out
	}
	cases := []statementCase{
		{gold: say("A | ATTACKS | B | negated | by C, D", "A | MEETS | B | planned", "A | MEDIATES | B | hedged")},
		{gold: say("A | SUPPORTS | B | asserted", "A | SUPPORTS | B | asserted"), gap: true},
		{gold: nil},
	}
	found := [][]stated{
		say("A | ATTACKS | B | asserted | by C", "A | AGREES_WITH | B | asserted", "A | MEDIATES | B | hedged"),
		say("A | SUPPORTS | B | asserted"),
		say("B | REQUESTS | A | asserted | by C"),
	}
	got := scoreCases(cases, found)
	want := map[string]Score{
		"all relations": score(5, 5, 3), // the attack, the mediation, one support
		"MEETS":         score(1, 0, 0),
		"SUPPORTS":      score(2, 1, 1),
		"all modes":     score(5, 5, 2), // not the attack
		"asserted":      score(2, 4, 1),
		"hedged":        score(1, 1, 1),
		"all signs":     score(4, 4, 2), // the mediation has none; to plan a meeting is to agree
		"positive":      score(4, 2, 2), // an attack denied is a retreat
		"negative":      score(0, 1, 0),
		"neutral":       score(0, 1, 0),
		"speakers":      score(2, 2, 1),
	}
	all := map[string]Score{
		"all relations": got.Relations[0].Score, "all modes": got.Modes[0].Score, "all signs": got.Signs[0].Score, "speakers": got.Speakers,
	}
	for _, scores := range [][]ClassScore{got.Relations, got.Modes, got.Signs} {
		for _, s := range scores[1:] {
			all[s.Class] = s.Score
		}
	}
	for name, w := range want {
		if all[name] != w {
			t.Errorf("%s: got %+v, want %+v", name, all[name], w)
		}
	}
	if got.Texts != 3 || got.Gaps != 1 {
		t.Errorf("%d texts, %d gaps", got.Texts, got.Gaps)
	}
}

// The committed figures are of the extractor as it is named: its version
// cannot change without them. Where DATA names the data folder, they are those
// that it measures. `make quality` measures them anew.
func TestGoldenIsOfThisExtractor(t *testing.T) {
	golden, err := os.ReadFile("testdata/statements.golden")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(golden), "extractor  "+extract.Version+"\n") {
		t.Errorf("testdata/statements.golden is of another extractor than %s; run `make quality`", extract.Version)
	}
	dir := os.Getenv("DATA")
	if dir == "" {
		return
	}
	data, err := Open(dir, ForStatements)
	if err != nil {
		t.Fatal(err)
	}
	got, err := MeasureStatements(t.Context(), newReader(t), data, os.DirFS("../extract/testdata"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.Table() != string(golden) {
		t.Errorf("testdata/statements.golden is not what is measured; run `make quality`\ngot:\n%s", got.Table())
	}
}
