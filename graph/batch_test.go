package graph_test

import (
	"testing"

	"entente/graph"
)

func TestCountsFollowAnItem(t *testing.T) {
	var c graph.Counts
	c.Add("", graph.ItemQueued)
	c.Add("", graph.ItemQueued)
	c.Add(graph.ItemQueued, graph.ItemReading)
	c.Add(graph.ItemReading, graph.ItemDone)
	c.Add(graph.ItemQueued, graph.ItemRejected)
	if want := (graph.Counts{Items: 2, Done: 1, Rejected: 1}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
}

func TestCountsKnowEveryState(t *testing.T) {
	states := []graph.ItemState{
		graph.ItemQueued, graph.ItemReading, graph.ItemDone, graph.ItemUnchanged, graph.ItemRejected, graph.ItemFailed,
	}
	var c graph.Counts
	for _, s := range states {
		c.Add("", s)
	}
	if want := (graph.Counts{Items: 6, Queued: 1, Reading: 1, Done: 1, Unchanged: 1, Rejected: 1, Failed: 1}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	final := 0
	for _, s := range states {
		if s.Final() {
			final++
		}
	}
	if final != 4 {
		t.Errorf("%d final states, want 4", final)
	}
}
