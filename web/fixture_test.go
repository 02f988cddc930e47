package web

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/store"
)

// fixture is testdata/fixture.json: articles in our own words, with what their
// sentences say. Spans are found by their words.
type fixture struct {
	Entities map[string]graph.Kind `json:"entities"`
	Articles []struct {
		Name       string             `json:"name"`
		Publisher  string             `json:"publisher"`
		Published  time.Time          `json:"published"`
		Title      string             `json:"title"`
		Text       string             `json:"text"`
		Statements []fixtureStatement `json:"statements"`
	} `json:"articles"`
}

type fixtureStatement struct {
	Source, Target, Trigger, Sentence, Speaker string
	Relation                                   graph.Relation
	Negated                                    bool
}

// loadFixture saves the fixture and returns the ids that cases name, for
// example "article talks" and "statement talks 1".
func loadFixture(t *testing.T, st *store.Store) map[string]string {
	t.Helper()
	var f fixture
	if err := json.Unmarshal([]byte(readFile(t, "testdata/fixture.json")), &f); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	parcels := make([]graph.Parcel, 0, len(f.Articles))
	for i, a := range f.Articles {
		article := graph.Article{
			Key: "fixture:" + a.Name, Title: a.Title, Publisher: a.Publisher, Published: a.Published, Language: "en",
			Text: a.Text, Current: true, Version: 1, Loaded: a.Published,
		}.Identify()
		names["article "+a.Name] = article.ID
		parcel := graph.Parcel{Article: article, Entities: f.entities()}
		for n, s := range a.Statements {
			statement := s.statement(t, f, article)
			names[fmt.Sprintf("statement %s %d", a.Name, n)] = statement.ID
			parcel.Statements = append(parcel.Statements, statement)
		}
		parcel.Item = graph.Item{
			ID: fmt.Sprintf("fixture-%d", i), Name: a.Name, State: graph.ItemDone, ArticleID: article.ID,
			Title: a.Title, Statements: len(parcel.Statements), Updated: a.Published,
		}
		parcels = append(parcels, parcel)
	}
	saveFixture(t, st, parcels)
	return names
}

func saveFixture(t *testing.T, st *store.Store, parcels []graph.Parcel) {
	t.Helper()
	created := time.Date(2017, 5, 3, 8, 0, 0, 0, time.UTC)
	batch := graph.Batch{
		ID: "fixture", Name: "fixture", State: graph.BatchDone, Created: created, Updated: created, Finished: created,
		Counts: graph.Counts{Items: len(parcels), Done: len(parcels)},
	}
	if err := st.SaveBatch(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Save(context.Background(), batch.ID, parcels); err != nil {
		t.Fatal(err)
	}
}

func (f fixture) entities() []graph.Entity {
	entities := make([]graph.Entity, 0, len(f.Entities))
	for name, kind := range f.Entities {
		entities = append(entities, graph.Entity{ID: graph.EntityID(kind, name, ""), Name: name, Kind: kind, Aliases: []string{name}, Seed: graph.SeedGazetteer})
	}
	return entities
}

func (s fixtureStatement) statement(t *testing.T, f fixture, article graph.Article) graph.Statement {
	t.Helper()
	start := strings.Index(article.Text, s.Sentence)
	if start < 0 {
		t.Fatalf("%q is not in %q", s.Sentence, article.Text)
	}
	find := func(words string) graph.Excerpt {
		at := start + strings.Index(s.Sentence, words)
		from := utf8.RuneCountInString(article.Text[:at])
		return graph.Excerpt{Text: words, Start: from, End: from + utf8.RuneCountInString(words)}
	}
	mention := func(name string) graph.Mention {
		e, kind := find(name), f.Entities[name]
		return graph.Mention{Text: e.Text, Start: e.Start, End: e.End, Entity: name, EntityID: graph.EntityID(kind, name, ""), Kind: kind}
	}
	out := graph.Statement{
		ArticleID: article.ID, Publisher: article.Publisher, Published: article.Published,
		Source: mention(s.Source), Target: mention(s.Target), Relation: s.Relation,
		Facts:    graph.Facts{Negated: s.Negated, Certainty: graph.CertaintyAsserted, Time: graph.Past},
		Speakers: []graph.Mention{}, Sentence: find(s.Sentence), Trigger: find(s.Trigger), Cues: []graph.Cue{},
		Confidence: 0.9, Extractor: "fixture/1", Rule: "fixture", Current: true,
	}
	if s.Speaker != "" {
		out.Speakers = append(out.Speakers, mention(s.Speaker))
	}
	out.ID = graph.StatementID(article.ID, out.Relation, out.Source, out.Target)
	out.Interpret("")
	if err := out.Verify([]rune(article.Text)); err != nil {
		t.Fatal(err)
	}
	return out
}
