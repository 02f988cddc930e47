package extract

import (
	"strings"
	"testing"

	"entente/graph"
)

// TestRowsThatDoNotLoad holds the rules of frames/*.tsv.
func TestRowsThatDoNotLoad(t *testing.T) {
	good := []string{"back", "S V T", "SUPPORTS", "051", "0.9", "[Russia] backs {Iran}."}
	for name, change := range map[string]struct {
		column int
		value  string
	}{
		"no target marked":        {5, "[Russia] backs Iran."},
		"no example":              {5, ""},
		"unknown relation":        {2, "LIKES"},
		"no trigger":              {1, "S T"},
		"preposition, no slot":    {1, "S V with"},
		"confidence out of range": {4, "1.5"},
	} {
		cells := append([]string(nil), good...)
		cells[change.column] = change.value
		l := &lexicon{rows: map[string][]*row{}, verbs: map[string][]candidate{}, particles: map[string]bool{}}
		if err := l.readRow(cells); err == nil {
			t.Errorf("%s: the row loads", name)
		}
	}
}

// TestRelations holds that every relation has rows.
func TestRelations(t *testing.T) {
	l, err := openLexicon()
	if err != nil {
		t.Fatal(err)
	}
	count := map[graph.Relation]int{}
	for _, r := range l.all {
		count[r.relation]++
	}
	for _, info := range graph.Relations() {
		if count[info.Relation] == 0 {
			t.Errorf("no row gives %s", info.Relation)
		}
	}
	if len(l.all) < 400 {
		t.Errorf("only %d rows", len(l.all))
	}
}

// TestInflect holds the forms that rules and tables give.
func TestInflect(t *testing.T) {
	for lemma, want := range map[string]string{
		"back": "back backed backing backs", "deploy": "deploy deployed deploying deploys",
		"ban": "ban banned banning bans", "accuse": "accuse accused accuses accusing", "ally": "allied allies ally allying",
		"permit": "permit permits permitted permitting", "veto": "veto vetoed vetoes vetoing", "visit": "visit visited visiting visits",
	} {
		forms := inflect(lemma, "", "")
		for _, w := range strings.Fields(want) {
			if forms[w] == 0 {
				t.Errorf("%s has no form %s: %v", lemma, w, forms)
			}
		}
		if len(forms) != len(strings.Fields(want)) {
			t.Errorf("%s has forms %v", lemma, forms)
		}
	}
}

// TestPrecision holds what New says of a word it does not know.
func TestPrecision(t *testing.T) {
	if _, err := New("exact"); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v", err)
	}
	if x, err := New(""); err != nil || x.threshold != thresholds[Balanced] {
		t.Errorf("got %v, %v", x, err)
	}
}
