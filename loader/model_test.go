package loader

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
	"entente/loader/llm"
	"entente/loader/llm/llmtest"
	"entente/loader/source"
)

// withModel returns a reader that asks the given endpoint.
func withModel(t *testing.T, server *llmtest.Server) *Reader {
	t.Helper()
	model, err := llm.New(llm.Options{URL: server.URL, Model: llmtest.Model, Key: llmtest.Key})
	if err != nil {
		t.Fatal(err)
	}
	return newReader(t).WithModel(model)
}

// supports is a model that calls everything support.
func supports(_ int, question string) llmtest.Reply {
	_, town, _ := strings.Cut(question, "backs ")
	town, _, _ = strings.Cut(town, ".")
	return llmtest.Reply{Content: fmt.Sprintf(`{"statements":[{"sentence":1,"quote":"Russia backs %s","source":{"number":1,"text":"Russia"},`+
		`"relation":"SUPPORTS","target":{"number":2,"text":%q},"trigger":"backs","negated":false,"certainty":"asserted",`+
		`"time":"ongoing","conditional":false,"cues":[],"speakers":[],"confidence":0.8}]}`, town, town)}
}

// friends are articles of one sentence each.
func friends(names ...string) []source.Item {
	var items []source.Item
	for _, name := range names {
		items = append(items, source.Item{Name: name, Article: graph.Article{Text: "Russia backs " + name + "."}.Identify()})
	}
	return items
}

func loadBy(t *testing.T, st *store.Store, reader *Reader, items []source.Item) (graph.Batch, error) {
	t.Helper()
	return Run(t.Context(), st, reader, slices.Values(items), Options{Workers: 1})
}

// TestLoadWithModel holds that what the lexicon has read is read anew by a
// model, and what the model has read is not.
func TestLoadWithModel(t *testing.T) {
	st := storetest.Open(t)
	server := llmtest.Start(t, supports)
	items := friends("Iran", "Cuba", "Serbia")
	run(t, st, items)
	for i, want := range []graph.Counts{{Items: 3, Done: 3, Statements: 3}, {Items: 3, Unchanged: 3}} {
		batch, err := loadBy(t, st, withModel(t, server), items)
		if err != nil || batch.Counts != want {
			t.Errorf("load %d: %+v, %v", i+1, batch.Counts, err)
		}
	}
	if server.Requests() != 3 {
		t.Errorf("%d requests for 3 articles", server.Requests())
	}
}

// TestLoadStopsWithItsModel holds that a load ends where its model does, keeps
// what was read, and goes on from there.
func TestLoadStopsWithItsModel(t *testing.T) {
	st := storetest.Open(t)
	items := friends("Iran", "Cuba", "Serbia", "Egypt", "China", "India")
	broken := llmtest.Start(t, func(n int, question string) llmtest.Reply {
		if strings.Contains(question, "Serbia") {
			return llmtest.Reply{Status: 403}
		}
		return supports(n, question)
	})
	batch, err := loadBy(t, st, withModel(t, broken), items)
	if graph.CodeOf(err) != graph.Unauthorized || batch.State != graph.BatchFailed || !strings.Contains(batch.Reason, "refused the key") || batch.Counts.Done != 2 {
		t.Errorf("%v: %+v", err, batch)
	}
	if broken.Requests() == len(items) {
		t.Error("every article was asked about")
	}
	batch, err = loadBy(t, st, withModel(t, llmtest.Start(t, supports)), items)
	if want := (graph.Counts{Items: 6, Done: 4, Unchanged: 2, Statements: 4}); err != nil || batch.Counts != want {
		t.Errorf("%v: %+v", err, batch.Counts)
	}
}

// TestReadingWithoutModel holds what a reading says when no answer came.
func TestReadingWithoutModel(t *testing.T) {
	server := llmtest.Start(t, func(int, string) llmtest.Reply { return llmtest.Reply{Status: 403} })
	reading := withModel(t, server).Read(friends("Iran")[0])
	var told *graph.Error
	if !errors.As(reading.Err, &told) || reading.Defect != told.Message || len(reading.Statements) != 0 ||
		len(reading.Rejects) != 1 || reading.Rejects[0].Stage != "llm" {
		t.Errorf("%+v", reading)
	}
}
