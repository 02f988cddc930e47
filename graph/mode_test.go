package graph_test

import (
	"fmt"
	"testing"

	"entente/graph"
)

// columns are the columns of testdata/modes.txt, behind the relation.
var columns = []struct {
	name    string
	times   []graph.Time
	negated bool
}{
	{"past or ongoing", []graph.Time{graph.Past, graph.Ongoing}, false},
	{"future", []graph.Time{graph.Future}, false},
	{"negated", []graph.Time{graph.Past, graph.Ongoing}, true},
	{"negated future", []graph.Time{graph.Future}, true},
}

// cell writes a reading as testdata/modes.txt does.
func cell(r graph.Reading) string {
	if r == (graph.Reading{}) {
		return "-"
	}
	polarity := fmt.Sprintf("%+d", r.Polarity)
	if r.Polarity == 0 {
		polarity = "0"
	}
	return fmt.Sprintf("%s %s %d %s %+g", r.Plover, r.CAMEO, r.Quad, polarity, r.Weight)
}

func TestReadFollowsTheModeTable(t *testing.T) {
	table := rows(t, "modes.txt", "|")
	known := graph.Relations()
	if len(table) != 22 || len(known) != 22 {
		t.Fatalf("the table has %d relations and the code %d; the list is closed at 22", len(table), len(known))
	}
	for i, row := range table {
		r := graph.Relation(row[0])
		if known[i].Relation != r {
			t.Errorf("relation %d is %s, want %s", i+1, known[i].Relation, r)
		}
		for k, column := range columns {
			for _, time := range column.times {
				// Neither a hedge nor a condition moves the reading.
				for _, certainty := range []graph.Certainty{graph.CertaintyAsserted, graph.CertaintyHedged} {
					for _, conditional := range []bool{false, true} {
						f := graph.Facts{Negated: column.negated, Certainty: certainty, Time: time, Conditional: conditional}
						if got := cell(graph.Read(r, f, "")); got != row[k+1] {
							t.Errorf("%s, %s, %+v: got %s, want %s", r, column.name, f, got, row[k+1])
						}
					}
				}
			}
		}
	}
}

func TestModeIsTheFirstThatHolds(t *testing.T) {
	const asserted, hedged = graph.CertaintyAsserted, graph.CertaintyHedged
	cases := []struct {
		conditional, negated bool
		certainty            graph.Certainty
		time                 graph.Time
		want                 graph.Mode
	}{
		{true, true, hedged, graph.Future, graph.Conditional},
		{true, false, asserted, graph.Past, graph.Conditional},
		{false, true, hedged, graph.Future, graph.Negated},
		{false, true, asserted, graph.Past, graph.Negated},
		{false, false, hedged, graph.Future, graph.Hedged},
		{false, false, hedged, graph.Ongoing, graph.Hedged},
		{false, false, asserted, graph.Future, graph.Planned},
		{false, false, asserted, graph.Past, graph.Asserted},
		{false, false, asserted, graph.Ongoing, graph.Asserted},
	}
	for _, c := range cases {
		f := graph.Facts{Negated: c.negated, Certainty: c.certainty, Time: c.time, Conditional: c.conditional}
		if got := f.Mode(); got != c.want {
			t.Errorf("%+v: got %s, want %s", f, got, c.want)
		}
	}
}

func TestFinerCodeStaysOnlyWithTheRelationsRoot(t *testing.T) {
	past := graph.Facts{Certainty: graph.CertaintyAsserted, Time: graph.Past}
	future := graph.Facts{Certainty: graph.CertaintyAsserted, Time: graph.Future}
	if got := graph.Read(graph.Attacks, past, "195").CAMEO; got != "195" {
		t.Errorf("an air strike that happened: got %s, want 195", got)
	}
	if got := graph.Read(graph.Attacks, future, "195").CAMEO; got != "130" {
		t.Errorf("an air strike announced is a threat: got %s, want 130", got)
	}
}

func TestUnknownRelationReadsAsNothing(t *testing.T) {
	past := graph.Facts{Certainty: graph.CertaintyAsserted, Time: graph.Past}
	if got := graph.Read("ADMIRES", past, "999"); got != (graph.Reading{}) {
		t.Errorf("got %+v, want nothing", got)
	}
}

func TestModes(t *testing.T) {
	modes := graph.Modes()
	if len(modes) != 5 || modes[0] != graph.Asserted || modes[4] != graph.Negated {
		t.Errorf("the order of legends is most certain first, got %v", modes)
	}
	for _, m := range modes {
		if !m.Valid() {
			t.Errorf("%s is not valid", m)
		}
	}
	if graph.Mode("certain").Valid() || graph.Mode("").Valid() {
		t.Error("an unknown mode passes")
	}
}
