package extract_test

import (
	"encoding/json"
	"math"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/extract"
)

// explain reads a text and tells how; the statements that Statements makes of
// it come along.
func (l *line) explain(text string) (extract.Explanation, []graph.Statement) {
	article := graph.Article{Text: text, Published: published}.Identify()
	doc := l.analyzer.Analyze(article)
	actors, _, rejects := l.resolver.Actors(article, doc)
	unnamed, _ := l.resolver.Unnamed(doc, actors)
	statements, _, _ := l.extractor.Statements(article, doc, actors, unnamed)
	return l.extractor.Explain(article, doc, actors, unnamed, rejects), statements
}

// treeProbs are the probabilities in the lines of trees: they hang on the
// processor in their last digit.
var treeProbs = regexp.MustCompile(`(?m)^( {4,}\d+ .*? +[A-Z]+ +)[01]\.\d\d( [a-z:]+ +)[01]\.\d\d`)

// TestExplain reads testdata/explain/*.txt, which are written as the cases of
// TestCases are: a text, a line of hyphens, how it is read. Probabilities of
// trees are left out.
func TestExplain(t *testing.T) {
	files, err := filepath.Glob("testdata/explain/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases found", err)
	}
	l := newLine(t, extract.Balanced)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			checkCases(t, file, func(text string) string {
				e, _ := l.explain(text)
				return strings.TrimSpace(treeProbs.ReplaceAllString(e.Text(), "${1}p${2}p"))
			})
		})
	}
}

// everyText is every fourth example of the lexicon and the texts of the cases:
// enough to meet every reason that there is.
func everyText(t *testing.T) []string {
	t.Helper()
	marks := strings.NewReplacer("[", "", "]", "", "{", "", "}", "")
	var out []string
	for i, e := range extract.Examples() {
		if i%4 == 0 {
			out = append(out, marks.Replace(e.Text))
		}
	}
	for _, pattern := range []string{"testdata/*.txt", "testdata/gaps/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			for _, c := range readCases(t, file) {
				out = append(out, c.text)
			}
		}
	}
	return out
}

// TestExplanationsAgree holds explanations to what they explain: the statements
// are those of Statements, the steps add up to their confidence, and everything
// dropped or missed has a reason. Where this fails with "not on record", words
// for a new way of reading are to be added to outcome.go or lack.go.
func TestExplanationsAgree(t *testing.T) {
	l := newLine(t, extract.Balanced)
	for _, text := range everyText(t) {
		e, statements := l.explain(text)
		var made []graph.Statement
		for _, s := range e.Sentences {
			for _, m := range s.Statements {
				made = append(made, m.Statement)
				sum := 0.0
				for _, step := range m.Steps {
					sum += step.By
				}
				if math.Abs(sum-m.Statement.Confidence) > 0.0051 {
					t.Errorf("%s\nthe steps of %s add up to %.3f and not to %.2f", text, showOne(m.Statement), sum, m.Statement.Confidence)
				}
			}
		}
		if len(e.Omitted) == 0 && len(statements)+len(made) > 0 && !reflect.DeepEqual(made, statements) {
			t.Errorf("%s\nis explained as\n%s\nand read as\n%s", text, show(made), show(statements))
		}
		if out := e.Text(); strings.Contains(out, "not on record") {
			t.Errorf("something has no reason:\n%s", out)
		}
	}
}

// TestExplainPrecision holds that what one precision drops as too unsure
// another keeps.
func TestExplainPrecision(t *testing.T) {
	const text = "France's support for the Kurdish militia angered Turkey."
	high, recall := newLine(t, extract.High), newLine(t, extract.Recall)
	for _, c := range []struct {
		l    *line
		want string
	}{
		{&high, "France SUPPORTS Kurds: too unsure, 0.58 < 0.75"},
		{&recall, "confidence 0.58, 0.36 needed"},
	} {
		if e, _ := c.l.explain(text); !strings.Contains(e.Text(), c.want) {
			t.Errorf("%q is not in\n%s", c.want, e.Text())
		}
	}
}

// TestExplainGivenActors holds that given actors and no others are told.
func TestExplainGivenActors(t *testing.T) {
	const text = "Ours met theirs in Geneva."
	l := newLine(t, extract.Balanced)
	article := graph.Article{Text: text, Published: published}.Identify()
	doc := l.analyzer.Analyze(article)
	actors, _ := l.resolver.Given(article, []graph.Mention{{Text: "Ours", Start: 0, End: 4}, {Text: "theirs", Start: 9, End: 15}})
	e := l.extractor.Explain(article, doc, actors, nil, nil)
	if s := e.Sentences[0]; len(s.Actors) != 2 || len(s.Statements) != 1 || s.Statements[0].Statement.Relation != graph.Meets {
		t.Error(e.Text())
	}
}

// TestExplainIsBounded holds that texts that are no prose stay short to
// explain, and that what is left out is told.
func TestExplainIsBounded(t *testing.T) {
	const size = 1 << 15
	l := newLine(t, extract.Recall)
	list := "Russia, Iran, Turkey, Syria, Iraq, Egypt, Jordan, Qatar, Yemen, Oman, Libya, Sudan, Chad, Mali, Niger and Kenya"
	for name, c := range map[string]struct{ part, says string }{
		"one paragraph":       {"Russia backed Iran, and Turkey armed the rebels. ", "left out: 468 of 668 sentences"},
		"one sentence":        {"Russia backed Iran and ", "more than 200 are a list or a table"},
		"a list":              {list + " attacked " + list + ". ", "statements"},
		"a table":             {"Russia\t12\tIran\t40\t2.5\nTurkey\t7\tSyria\t3\t1.1\n", "left out: "},
		"one word":            {"attack", ""},
		"quotation marks":     {"\" “ Russia ", "words"},
		"verbs on verbs":      {"Russia wants to try to help to make Iran agree to offer to arm Syria to attack ", "words"},
		"lines without actor": {"Nothing was said.\n\n", "left out: "},
	} {
		t.Run(name, func(t *testing.T) {
			e, _ := l.explain(strings.Repeat(c.part, size/len(c.part)))
			out := e.Text()
			raw, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			if len(out) > 4<<20 || len(raw) > 16<<20 || len(e.Sentences) > 200 {
				t.Errorf("%d bytes of text and %d of JSON for %d sentences", len(out), len(raw), len(e.Sentences))
			}
			for _, s := range e.Sentences {
				if len(s.Words) > 200 || len(s.Actors) > 40 || len(s.Clauses) > 40 || len(s.Statements) > 40 || len(s.Dropped) > 40 || len(s.Missed) > 40 {
					t.Fatalf("lists of %d words, %d actors, %d clauses, %d statements, %d dropped, %d missed",
						len(s.Words), len(s.Actors), len(s.Clauses), len(s.Statements), len(s.Dropped), len(s.Missed))
				}
			}
			if !strings.Contains(out, c.says) || strings.Contains(out, "not on record") {
				t.Errorf("%q is not told, or something has no reason: %s", c.says, out[max(0, len(out)-500):])
			}
		})
	}
}

// TestExplanationAsJSON holds that lists are never null.
func TestExplanationAsJSON(t *testing.T) {
	l := newLine(t, extract.Balanced)
	for _, text := range []string{"", "Rain.", "Russia backs Iran.", "Russia praised the weather, and Iran, too unsure, angered it."} {
		e, _ := l.explain(text)
		raw, err := json.Marshal(e)
		if err != nil || strings.Contains(string(raw), "null") {
			t.Errorf("%v: %s", err, raw)
		}
	}
}

// FuzzExplain holds every text to the promises of Explain: it returns, has no
// control characters but line breaks, and makes the statements of Statements.
func FuzzExplain(f *testing.F) {
	f.Add("Russia refused to arm the rebels, and \"Turkey\x1b said, that Iran\u2028backed it?")
	f.Add("US-Russia-UN, to, had, by Russia's its and and which who -backed")
	l := newLine(f, extract.Recall)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 || strings.ToValidUTF8(text, "") != text {
			t.Skip()
		}
		e, statements := l.explain(text)
		made := 0
		for _, s := range e.Sentences {
			made += len(s.Statements)
		}
		if len(e.Omitted) == 0 && made > len(statements) {
			t.Errorf("%d statements are explained and %d made", made, len(statements))
		}
		if strings.ContainsAny(e.Text(), "\x00\x1b\r\u0085") {
			t.Errorf("control characters in %q", e.Text())
		}
	})
}
