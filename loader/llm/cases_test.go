package llm_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph"
	"entente/loader/extract"
	"entente/loader/llm"
	"entente/loader/llm/llmtest"
	"entente/loader/syntax"
)

var update = flag.Bool("update", false, "write what comes out into testdata")

const (
	between = "\n----------\n"
	border  = "\n==========\n"
)

// mark is an actor of a case: [Moscow] or [Moscow=Russia], who is meant.
var mark = regexp.MustCompile(`\[([^]="{}]+)(?:=([^]]+))?\]`)

// unmark takes the marks out of a text and returns what they mark.
func unmark(text string) (string, []graph.Mention) {
	var out strings.Builder
	var mentions []graph.Mention
	last := 0
	for _, at := range mark.FindAllStringSubmatchIndex(text, -1) {
		out.WriteString(text[last:at[0]])
		surface := text[at[2]:at[3]]
		name := surface
		if at[4] >= 0 {
			name = text[at[4]:at[5]]
		}
		kind := graph.KindCountry
		if strings.HasSuffix(name, "talks") {
			kind = graph.KindEvent
		}
		start := len([]rune(out.String()))
		mentions = append(mentions, graph.Mention{
			Text: surface, Start: start, End: start + len([]rune(surface)),
			Entity: name, EntityID: graph.EntityID(kind, name, ""), Kind: kind,
		})
		out.WriteString(surface)
		last = at[1]
	}
	out.WriteString(text[last:])
	return out.String(), mentions
}

var published = time.Date(2017, 4, 24, 0, 0, 0, 0, time.UTC)

// input is what enters the extractor.
type input struct {
	article graph.Article
	doc     syntax.Document
	actors  []graph.Mention
}

var analyzer = sync.OnceValues(syntax.New)

func newInput(t testing.TB, marked string) input {
	t.Helper()
	analyzer, err := analyzer()
	if err != nil {
		t.Fatal(err)
	}
	text, actors := unmark(marked)
	article := graph.Article{Text: text, Publisher: "Sample Wire", Published: published}.Identify()
	return input{article, analyzer.Analyze(article), actors}
}

func newExtractor(t testing.TB, server *llmtest.Server, change func(*llm.Options)) *llm.Extractor {
	t.Helper()
	o := llm.Options{URL: server.URL, Model: llmtest.Model, Key: llmtest.Key}
	if change != nil {
		change(&o)
	}
	x, err := llm.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// read runs an extractor that must not fail.
func read(t testing.TB, x *llm.Extractor, in input) ([]graph.Statement, []graph.Reject) {
	t.Helper()
	statements, entities, rejects, err := x.Statements(t.Context(), in.article, in.doc, in.actors)
	if err != nil {
		t.Fatal(err)
	}
	if statements == nil || entities == nil || len(entities) > 0 || rejects == nil {
		t.Errorf("statements %v, entities %v, rejects %v", statements, entities, rejects)
	}
	for _, st := range statements {
		if err := st.Verify([]rune(in.article.Text)); err != nil {
			t.Error(err)
		}
		if st.Extractor != "llm/"+llmtest.Model || st.Rule != "llm" || !st.Current || st.ArticleID != in.article.ID ||
			st.Publisher != "Sample Wire" || !st.Published.Equal(published) ||
			st.ID != graph.StatementID(in.article.ID, st.Relation, st.Source, st.Target) {
			t.Errorf("the statement is not complete: %+v", st)
		}
	}
	return statements, rejects
}

// show writes a statement as the cases do.
func show(s graph.Statement) string {
	parts := []string{
		fmt.Sprintf("%s %s %s", s.Source.Entity, s.Relation, s.Target.Entity),
		string(s.Mode), string(s.Time), fmt.Sprintf("%q at %d", s.Trigger.Text, s.Trigger.Start),
		fmt.Sprint(s.Plover, " ", s.Polarity), fmt.Sprint(s.Confidence),
	}
	if s.Reciprocal {
		parts = append(parts, "both ways")
	}
	if s.Quoted {
		parts = append(parts, "quoted")
	}
	for _, c := range s.Cues {
		parts = append(parts, fmt.Sprintf("%s %q", c.Kind, c.Text))
	}
	for _, m := range s.Speakers {
		parts = append(parts, "by "+m.Entity)
	}
	return strings.Join(parts, " | ")
}

// TestCases reads testdata/*.txt: an article with its actors in brackets, the
// answer of the model, the statements and the rejects that must come out and
// no others, each with the words that it stands at. Parts are parted by lines
// of hyphens, cases by lines of equals signs.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases found", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var out []string
			for _, one := range strings.Split(strings.TrimSpace(string(raw)), border) {
				out = append(out, runCase(t, one))
			}
			if *update {
				if err := os.WriteFile(file, []byte(strings.Join(out, border)+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// runCase runs one case and returns it with what came out.
func runCase(t *testing.T, one string) string {
	t.Helper()
	parts := strings.Split(strings.TrimSpace(one), between)
	if len(parts) < 2 {
		t.Fatalf("a case needs an article and an answer: %s", one)
	}
	server := llmtest.Start(t, func(int, string) llmtest.Reply { return llmtest.Reply{Content: parts[1]} })
	in := newInput(t, parts[0])
	statements, rejects := read(t, newExtractor(t, server, func(o *llm.Options) { o.Precision = extract.Recall }), in)
	var said, dropped []string
	for _, st := range statements {
		said = append(said, show(st))
	}
	text := []rune(in.article.Text)
	for _, r := range rejects {
		dropped = append(dropped, fmt.Sprintf("%q %s: %s", clip(text[r.Start:r.End]), r.Stage, r.Reason))
	}
	if server.Requests() != 1 {
		t.Errorf("%d requests for\n%s", server.Requests(), parts[0])
	}
	got := strings.Join([]string{parts[0], parts[1], orNone(said), orNone(dropped)}, between)
	if !*update && got != strings.TrimSpace(one) {
		t.Errorf("the case\n%s\n\ngives\n%s", strings.TrimSpace(one), got)
	}
	return got
}

func orNone(lines []string) string {
	if len(lines) == 0 {
		return "none"
	}
	return strings.Join(lines, "\n")
}

func clip(text []rune) string {
	if len(text) > 40 {
		return string(text[:40]) + "…"
	}
	return string(text)
}
