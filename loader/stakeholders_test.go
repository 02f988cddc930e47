package loader

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/llm/llmtest"
)

func withList(t *testing.T, content string) *Reader {
	t.Helper()
	reader, err := newReader(t).WithStakeholders(list(t, content))
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func list(t *testing.T, content string) graph.StakeholderList {
	t.Helper()
	list, err := ReadStakeholders("list.csv", strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return list
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
