package resolve_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"entente/graph"
	"entente/loader/resolve"
	"entente/loader/syntax"
)

var update = flag.Bool("update", false, "write what comes out into testdata")

const (
	between = "\n----------\n"
	border  = "\n==========\n"
)

func open(t testing.TB) *resolve.Resolver {
	t.Helper()
	r, err := resolve.New()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func read(r *resolve.Resolver, text string) ([]graph.Mention, []graph.Entity, []graph.Reject) {
	article := graph.Article{Text: text}.Identify()
	return r.Actors(article, analyze(article))
}

// analyze takes an article apart.
func analyze(article graph.Article) syntax.Document {
	a, err := analyzer()
	if err != nil {
		panic(err)
	}
	return a.Analyze(article)
}

var analyzer = sync.OnceValues(syntax.New)

// TestActors reads testdata/*.txt: a text, a line of hyphens, the mentions
// that must come out and no others, one a line: surface -> entity (kind).
func TestActors(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases found", err)
	}
	r := open(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			checkCases(t, file, func(text string) string { return actors(r, text) })
		})
	}
}

// checkCases holds the cases of a file against what reading their texts gives.
func checkCases(t *testing.T, file string, read func(text string) string) {
	t.Helper()
	var out []string
	for _, one := range strings.Split(strings.TrimSpace(content(t, file)), border) {
		text, want, _ := strings.Cut(strings.TrimSpace(one), between)
		got := read(text)
		if !*update && got != strings.TrimSpace(want) {
			t.Errorf("%s\ngives\n%s\nand not\n%s", text, got, want)
		}
		out = append(out, text+between+got)
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(out, border)+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func show(mentions []graph.Mention) string {
	if len(mentions) == 0 {
		return "none"
	}
	var out []string
	for _, m := range mentions {
		out = append(out, fmt.Sprintf("%s -> %s (%s)", m.Text, m.Entity, m.Kind))
	}
	return strings.Join(out, "\n")
}

// TestRejects holds that what looks like an actor and is none says why.
func TestRejects(t *testing.T) {
	r := open(t)
	for text, reason := range map[string]string{
		"They met in Moscow.":            "a place, not an actor",
		"South American leaders spoke.":  "the phrase only holds an actor's name",
		"A man from Basra spoke.":        "a place, not an actor",
		"The delegation of Rondal left.": "one word that no list knows and no title introduces",
	} {
		_, _, rejects := read(r, text)
		found := false
		for _, one := range rejects {
			found = found || one.Reason == reason && one.Stage == "mention" && one.End > one.Start
		}
		if !found {
			t.Errorf("%q gives %v and not %q", text, rejects, reason)
		}
	}
}

// TestGiven holds that the caller's spans are resolved, and no others.
func TestGiven(t *testing.T) {
	r := open(t)
	article := graph.Article{Text: "Turkish Foreign Minister Mevlut Cavusoglu and Aunt Polly met US officials in Ankara."}.Identify()
	given := []graph.Mention{
		{Start: 58, End: 70}, {Start: 0, End: 41}, {Start: 46, End: 56, Kind: graph.KindPerson}, {Start: 900, End: 910}, {Start: 7, End: 7},
	}
	mentions, entities := r.Given(article, given)
	want := "Turkish Foreign Minister Mevlut Cavusoglu -> Mevlut Cavusoglu (person)\n" +
		"Aunt Polly -> Aunt Polly (person)\net US offici -> United States (country)"
	if got := show(mentions); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(entities) != 3 {
		t.Errorf("got %d entities", len(entities))
	}
}

// TestGivenEntity takes the entity that the caller names.
func TestGivenEntity(t *testing.T) {
	mentions, entities := open(t).Given(graph.Article{Text: "the bear spoke"}, []graph.Mention{{Start: 4, End: 8, Entity: "Moscow"}})
	if len(mentions) != 1 || mentions[0].EntityID != "country-russia" || entities[0].Seed != graph.SeedGazetteer {
		t.Errorf("got %+v %+v", mentions, entities)
	}
}

// TestIDs holds the ids that other parts of the program build on.
func TestIDs(t *testing.T) {
	_, entities, _ := read(open(t), "Moscow and the Kremlin met Assad's government; Washington met US officials.")
	var ids []string
	for _, e := range entities {
		ids = append(ids, e.ID)
	}
	want := []string{"country-russia", "government-assad-regime", "country-united-states"}
	if !reflect.DeepEqual(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
}

// FuzzActors holds every text to the promises of Actors.
func FuzzActors(f *testing.F) {
	for _, seed := range []string{
		"U.S. officials met Staffan de Mistura (SDM) in Geneva. He left.",
		"the regime's forces, Russia’s jets & the UN's",
		"it it its the spokesman - of the US. IS IS NOT US",
	} {
		f.Add(seed)
	}
	r := open(f)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 4000 {
			return
		}
		mentions, entities, rejects := read(r, text)
		again, _, _ := read(r, text)
		if !reflect.DeepEqual(mentions, again) {
			t.Error("the same text gave two readings")
		}
		if mentions == nil || entities == nil || rejects == nil {
			t.Error("a list is nil")
		}
		runes, last := []rune(text), 0
		for _, m := range mentions {
			if m.Start < last || m.End > len(runes) || string(runes[m.Start:m.End]) != m.Text || m.EntityID == "" || !m.Kind.Valid() {
				t.Errorf("broken mention %+v", m)
			}
			last = m.End
		}
	})
}

// BenchmarkActors reads a report of five sentences.
func BenchmarkActors(b *testing.B) {
	article := graph.Article{Text: strings.Repeat("Turkish Interior Minister Suleyman Soylu met U.S. officials in Ankara on Sunday. ", 5)}.Identify()
	doc := analyze(article)
	r := open(b)
	for b.Loop() {
		r.Actors(article, doc)
	}
	b.ReportMetric(float64(b.N*5)/b.Elapsed().Seconds(), "sentences/s")
}
