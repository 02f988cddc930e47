package llm

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/graph"
	"entente/loader/llm/llmtest"
	"entente/loader/syntax"
)

// TestPromptListsEveryRelation holds that the model knows the closed list.
func TestPromptListsEveryRelation(t *testing.T) {
	if strings.Contains(system, "{{") {
		t.Error("the list of relations is not filled in")
	}
	for _, info := range graph.Relations() {
		if !strings.Contains(system, fmt.Sprintf("- %s: A %s B\n", info.Relation, info.Verb)) {
			t.Errorf("%s is missing", info.Relation)
		}
	}
}

// TestSchemaIsTheAnswer holds that the schema asks for what parse reads: the
// example of the prompt fits it, and does not without any of its fields.
func TestSchemaIsTheAnswer(t *testing.T) {
	var format struct {
		JSONSchema struct {
			Schema any `json:"schema"`
		} `json:"json_schema"`
	}
	if err := json.Unmarshal([]byte(encode(responseFormat)), &format); err != nil {
		t.Fatal(err)
	}
	schema, err := llmtest.Compile(format.JSONSchema.Schema)
	if err != nil {
		t.Fatal(err)
	}
	_, answer, _ := strings.Cut(prompt, "\nAnswer:\n")
	claims, notes := parse(answer)
	if len(claims) != 1 || len(notes) != 0 {
		t.Fatalf("%v, %v", claims, notes)
	}
	var value struct {
		Statements []map[string]any `json:"statements"`
	}
	if err := json.Unmarshal([]byte(answer), &value); err != nil {
		t.Fatal(err)
	}
	validate := func() error {
		return schema.Validate(map[string]any{"statements": []any{value.Statements[0]}})
	}
	if err := validate(); err != nil {
		t.Error(err)
	}
	again := map[string]any{}
	if err := json.Unmarshal([]byte(encode(claims[0])), &again); err != nil {
		t.Fatal(err)
	}
	for name, field := range again {
		if fmt.Sprint(value.Statements[0][name]) != fmt.Sprint(field) {
			t.Errorf("%s was read as %v", name, field)
		}
		delete(value.Statements[0], name)
		if validate() == nil {
			t.Errorf("the schema does without %s", name)
		}
		value.Statements[0][name] = field
	}
}

// FuzzAnswer holds every answer to the promises of Statements: what is kept
// stands in the text, between given actors, with a cue for what is not plainly
// so; what is dropped is told in bounded words, without the key; and the same
// answer gives the same again.
func FuzzAnswer(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		f.Fatal("no cases found", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for part := range strings.SplitSeq(string(raw), "\n----------\n") {
			if strings.Contains(part, "statements") {
				f.Add(part)
			}
		}
	}
	f.Add(`{"statements":[{"sentence":2,"quote":"“Japan”","source":{"number":4,"text":"Japan"},"trigger":"` + llmtest.Key + `"}]}`)
	f.Add(strings.Repeat(`{"statements":[`, 50) + strings.Repeat("1,", 300))

	x, err := New(Options{URL: "http://127.0.0.1:1", Model: "m", Key: llmtest.Key, Precision: "recall"})
	if err != nil {
		f.Fatal(err)
	}
	analyzer, err := syntax.New()
	if err != nil {
		f.Fatal(err)
	}
	article := graph.Article{Text: "Russia backs the Syrian government, Iran said.\n\nNorway may not arm “Japan” if Peru will met Oman – São Tomé met Oman.\n"}.Identify()
	doc := analyzer.Analyze(article)
	actors := mentionsOf(article.Text, "Russia", "Syrian government", "Iran", "Norway", "Japan", "Peru", "Oman", "São Tomé")
	f.Fuzz(func(t *testing.T, content string) {
		first, rejects := readAnswer(x, article, doc, actors, content)
		second, again := readAnswer(x, article, doc, actors, content)
		if fmt.Sprint(first, rejects) != fmt.Sprint(second, again) {
			t.Error("the same answer gave two readings")
		}
		ids := map[string]bool{}
		for _, st := range first {
			promised(t, st, article, actors)
			if ids[st.ID] {
				t.Errorf("%s came twice", st.ID)
			}
			ids[st.ID] = true
		}
		for _, r := range rejects {
			if r.Stage != "llm" || r.Reason == "" || len(r.Reason) > 2000 || r.Start >= r.End || r.End > utf8.RuneCountInString(article.Text) {
				t.Errorf("%+v", r)
			}
			if strings.Contains(r.Reason, llmtest.Key) {
				t.Errorf("the key is told: %s", r.Reason)
			}
		}
	})
}

func readAnswer(x *Extractor, article graph.Article, doc syntax.Document, actors []graph.Mention, content string) ([]graph.Statement, []graph.Reject) {
	batches, rejects := cut(doc, actors)
	r := x.newReading(article, doc, actors, rejects)
	for _, b := range batches {
		r.read(b, reply{content: content})
	}
	return r.finish()
}

// mentionsOf finds the first place of each name, which is an actor of its own.
func mentionsOf(text string, names ...string) []graph.Mention {
	var out []graph.Mention
	for _, name := range names {
		before, _, _ := strings.Cut(text, name)
		start := utf8.RuneCountInString(before)
		out = append(out, graph.Mention{
			Text: name, Start: start, End: start + utf8.RuneCountInString(name), Entity: name, EntityID: name, Kind: graph.KindCountry,
		})
	}
	slices.SortFunc(out, func(a, b graph.Mention) int { return a.Start - b.Start })
	return out
}

// promised holds one statement to what Statements promises.
func promised(t *testing.T, st graph.Statement, article graph.Article, actors []graph.Mention) {
	t.Helper()
	if err := st.Verify([]rune(article.Text)); err != nil {
		t.Error(err)
	}
	for _, m := range append([]graph.Mention{st.Source, st.Target}, st.Speakers...) {
		if !slices.Contains(actors, m) {
			t.Errorf("%v is none of the actors", m)
		}
	}
	within := func(m graph.Mention) bool { return m.Start >= st.Sentence.Start && m.End <= st.Sentence.End }
	if !within(st.Source) || !within(st.Target) || st.Source == st.Target {
		t.Errorf("%v and %v are not two actors of the sentence", st.Source, st.Target)
	}
	if !st.Relation.Valid() || !st.Mode.Valid() || st.Confidence < 0.3 || st.Confidence > surest {
		t.Errorf("%s, %s, %v", st.Relation, st.Mode, st.Confidence)
	}
	cue := map[graph.CueKind]bool{}
	for _, c := range st.Cues {
		cue[c.Kind] = true
	}
	if st.Negated && !cue[graph.CueNegation] || st.Certainty == graph.CertaintyHedged && !cue[graph.CueHedge] ||
		st.Time == graph.Future && !cue[graph.CueFuture] || st.Conditional && !cue[graph.CueConditional] {
		t.Errorf("%+v without its cue among %v", st.Facts, st.Cues)
	}
}
