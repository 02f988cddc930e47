package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"entente/graph"
)

func (d *door) putList(t *testing.T, csv string) answer {
	t.Helper()
	return d.send(t, "PUT /api/v1/stakeholders\nContent-Type: text/csv\n\n"+csv)
}

// Lists that are made to break something, and what they are told.
func TestHostileLists(t *testing.T) {
	d := open(t, nil)
	for name, c := range map[string]struct {
		csv    string
		status int
		detail string
	}{
		"no UTF-8":           {"name\nHarbor\n\xff\xfeBloc\n", http.StatusBadRequest, "line 3: the text is not UTF-8"},
		"NUL":                {"name\nHarbor\x00Bloc\n", http.StatusBadRequest, "line 2"},
		"a binary":           {"\x89PNG\r\n\x1a\n\x00\x00", http.StatusBadRequest, "The stakeholder list has"},
		"columns of others":  {"id,label\n1,Harbor Bloc\n", http.StatusBadRequest, "no column is called name"},
		"too many rows":      {"name\n" + manyNames(50_001), http.StatusRequestEntityTooLarge, "more than 50000 rows"},
		"too many names":     {"name,aliases\nHarbor Bloc," + strings.Repeat("a|", 250_001) + "b\n", http.StatusRequestEntityTooLarge, "250000 names"},
		"a long name":        {"name\n" + strings.Repeat("x", 1_000_000) + "\n", http.StatusBadRequest, "line 2, column name"},
		"a parent in a ring": {"name,parent\nHarbor Bloc,Harbor Bloc\n", http.StatusBadRequest, "is the actor itself"},
	} {
		t.Run(name, func(t *testing.T) {
			got := d.putList(t, c.csv)
			p := decode[Problem](t, got)
			if got.status != c.status || !strings.Contains(p.Detail, c.detail) || len(p.Detail) > 10_000 {
				t.Errorf("status %d: %.500q", got.status, p.Detail)
			}
		})
	}
	if kept, err := d.store.Stakeholders(t.Context()); err != nil || kept.Sum != "" {
		t.Errorf("kept: %+v, %v", kept, err)
	}
}

func manyNames(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Bloc %d\n", i)
	}
	return b.String()
}

// Of two lists that are put at once one is kept, and all is read by it.
func TestTwoListsPutAtOnce(t *testing.T) {
	d := open(t, nil)
	answers := make(chan answer, 2)
	for _, csv := range []string{"name,aliases\nFederation,Russia\n", "name,aliases\nBear,Russia\n"} {
		go func() { answers <- d.putList(t, csv) }()
	}
	for range 2 {
		got := <-answers
		if got.status != http.StatusAccepted {
			t.Fatalf("status %d: %s", got.status, got.body)
		}
		batch := decode[graph.Batch](t, got)
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		events, err := d.jobs.Watch(ctx, batch.ID)
		if err != nil {
			t.Fatal(err)
		}
		for range events { // until the batch has ended
		}
		cancel()
	}
	reply := decode[stakeholdersReply](t, d.send(t, "GET /api/v1/stakeholders"))
	if !reply.Applied || len(reply.Rows) != 1 {
		t.Fatalf("%+v", reply)
	}
	dump, err := d.store.Dump(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"Federation": "country-federation", "Bear": "country-bear"}
	for name, id := range want {
		if strings.Contains(dump, "Entity "+id+" ") != (name == reply.Rows[0].Name) {
			t.Errorf("%s is kept, and %s is there: %v", reply.Rows[0].Name, id, name != reply.Rows[0].Name)
		}
	}
}
