package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

// Two loaders, each a process, load the same at once: the graph is that of one,
// and their ledgers say done once for each article.
func TestTwoProcessesLoadTheSame(t *testing.T) {
	const articles = 240
	news := filepath.Join(t.TempDir(), "news.jsonl")
	if err := os.WriteFile(news, pairedNews(articles), 0o600); err != nil {
		t.Fatal(err)
	}
	st := storetest.Open(t)
	if alone := <-beginLoad(t, news); alone.err != nil || alone.batch.Counts.Done != articles {
		t.Fatalf("%+v", alone)
	}
	want := graphText(t, st)

	st = storetest.Open(t)
	first, second := beginLoad(t, news), beginLoad(t, news)
	a, b := <-first, <-second
	if a.err != nil || b.err != nil {
		t.Fatalf("%+v\n%+v", a, b)
	}
	if graphText(t, st) != want {
		t.Error("two loaders at once left another graph than one")
	}
	for _, c := range []graph.Counts{a.batch.Counts, b.batch.Counts} {
		if c.Items != articles || c.Done+c.Unchanged != articles {
			t.Errorf("a loader counts %+v", c)
		}
	}
	done := func(l loaded) map[string]bool { return ledger(t, st, l.batch.ID, graph.ItemDone) }
	first1, second1 := done(a), done(b)
	for id := range first1 {
		if second1[id] {
			t.Errorf("both ledgers say that article %s is done", id)
		}
	}
	if len(first1)+len(second1) != articles {
		t.Errorf("the ledgers say done %d and %d times for %d articles", len(first1), len(second1), articles)
	}
	t.Logf("one loaded %d, the other %d", len(first1), len(second1))
}

// pairedNews is a file of articles that share their few actors, enough for
// several transactions.
func pairedNews(articles int) []byte {
	var lines bytes.Buffer
	countries := []string{"Iran", "Cuba", "Serbia", "Egypt", "China"}
	for i := range articles {
		var text strings.Builder
		for j := range 8 {
			fmt.Fprintf(&text, `%s supports %s on day %d of the talks.\n`, countries[(i+j)%5], countries[(i+j+1+j%4)%5], i)
		}
		fmt.Fprintf(&lines, `{"id":"n%d","text":"%s"}`+"\n", i, text.String())
	}
	return lines.Bytes()
}

type loaded struct {
	batch graph.Batch
	said  string
	err   error
}

// beginLoad loads a file by a process of its own into the tests' database.
func beginLoad(t *testing.T, file string) <-chan loaded {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := storetest.Config(t)
	command := exec.CommandContext(t.Context(), self, "load", file, "--json")
	command.Env = append(os.Environ(), asProgram+"=1", "HOME="+t.TempDir(), "NEO4J_URI="+c.URI, "NEO4J_USERNAME="+c.User, "NEO4J_PASSWORD="+c.Password)
	end := make(chan loaded, 1)
	go func() {
		var l loaded
		var said strings.Builder
		command.Stderr = &said
		out, err := command.Output()
		l.said, l.err = said.String(), err
		if err == nil {
			l.err = json.Unmarshal(out, &l.batch)
		}
		end <- l
	}()
	return end
}

func graphText(t *testing.T, st *store.Store) string {
	t.Helper()
	text, err := st.Dump(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// ledger returns the ids of the articles whose items are in a state.
func ledger(t *testing.T, st *store.Store, batch string, state graph.ItemState) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	for item, err := range st.AllItems(context.Background(), batch, state) {
		if err != nil {
			t.Fatal(err)
		}
		ids[item.ArticleID] = true
	}
	return ids
}
