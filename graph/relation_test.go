package graph_test

import (
	"testing"

	"entente/graph"
)

// Directions and verbs as a reader meets them: "Russia supports Syria".
func TestDirections(t *testing.T) {
	both := map[graph.Relation]bool{
		graph.AlliedWith: true, graph.CooperatesWith: true, graph.AgreesWith: true, graph.Meets: true,
	}
	events := map[graph.Relation]bool{graph.Organizes: true, graph.Attends: true}
	for _, info := range graph.Relations() {
		want := graph.To
		switch {
		case both[info.Relation]:
			want = graph.Both
		case events[info.Relation]:
			want = graph.ToEvent
		}
		if info.Direction != want {
			t.Errorf("%s goes %s, want %s", info.Relation, info.Direction, want)
		}
		if !info.Relation.Valid() || info.Verb == "" {
			t.Errorf("%s: valid %t, verb %q", info.Relation, info.Relation.Valid(), info.Verb)
		}
	}
}

func TestRelationsIsACopy(t *testing.T) {
	graph.Relations()[0].Relation = "CHANGED"
	if got := graph.Relations()[0].Relation; got != graph.AlliedWith {
		t.Errorf("a caller changed the closed list: %s", got)
	}
}

func TestRelationsAreClosed(t *testing.T) {
	for _, r := range []graph.Relation{"", "supports", "SUPPORTS ", "LIKES"} {
		if _, ok := r.Info(); ok || r.Valid() {
			t.Errorf("%q passes for a relation", r)
		}
	}
}

func TestKinds(t *testing.T) {
	kinds := graph.Kinds()
	if len(kinds) != 14 {
		t.Errorf("%d kinds, want 14", len(kinds))
	}
	for _, k := range kinds {
		if !k.Valid() {
			t.Errorf("%s is not valid", k)
		}
	}
	if graph.Kind("alliance").Valid() {
		t.Error("an unknown kind passes")
	}
}
