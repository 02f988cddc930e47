package loader

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store/storetest"
	"entente/loader/llm/llmtest"
	"entente/loader/resolve"
)

func withList(t *testing.T, content string) *Reader {
	t.Helper()
	list, err := resolve.ReadStakeholders(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := newReader(t).WithStakeholders(list)
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

// TestLoadWithStakeholders holds that another list reads anew what is loaded,
// and the same list, written in another way, does not.
func TestLoadWithStakeholders(t *testing.T) {
	st := storetest.Open(t)
	items := friends("Iran", "Cuba", "Serbia")
	run(t, st, items)
	if graph := dump(t, st); !strings.Contains(graph, "country-iran") {
		t.Fatalf("Iran is not in\n%s", graph)
	}
	const list = "name,aliases,description\nIslamic Republic,Iran,Ours\n"
	for i, step := range []struct {
		list string
		want graph.Counts
	}{
		{list, graph.Counts{Items: 3, Done: 3, Statements: 3}},
		{"\ufeffaliases; description; name\n Iran;Ours;Islamic Republic\n;;\n", graph.Counts{Items: 3, Unchanged: 3}},
		{list + "Havana Bloc,Cuba,\n", graph.Counts{Items: 3, Done: 3, Statements: 3}},
		{list, graph.Counts{Items: 3, Done: 3, Statements: 3}},
	} {
		batch, err := loadBy(t, st, withList(t, step.list), items)
		if err != nil || batch.Counts != step.want {
			t.Errorf("load %d: %+v, %v", i+1, batch.Counts, err)
		}
	}
	renamed := dump(t, st)
	if strings.Contains(renamed, "country-iran") || strings.Contains(renamed, "havana-bloc") ||
		!strings.Contains(renamed, "country-islamic-republic") || !strings.Contains(renamed, string(graph.SeedStakeholders)) {
		t.Errorf("the graph does not follow the list:\n%s", renamed)
	}
}

// TestVersionTellsTheList holds that whoever reads, the list is told along.
func TestVersionTellsTheList(t *testing.T) {
	plain, reader := newReader(t), withList(t, "name\nHarbor Bloc\n")
	rest, ok := strings.CutPrefix(reader.Version(), plain.Version()+"+list/")
	if !ok || len(rest) != 12 {
		t.Errorf("%s beside %s", reader.Version(), plain.Version())
	}
	model := withModel(t, llmtest.Start(t, supports))
	if got := reader.WithModel(model.model).Version(); got != model.Version()+"+list/"+rest {
		t.Errorf("%s beside %s", got, model.Version())
	}
	for _, s := range reader.Read(friends("Iran")[0]).Statements {
		if s.Extractor != reader.Version() {
			t.Errorf("%+v", s)
		}
	}
}
