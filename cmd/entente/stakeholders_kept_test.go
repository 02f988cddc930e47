package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

func TestStakeholdersAreKept(t *testing.T) {
	st := storetest.Open(t)
	c := storetest.Config(t)
	env := map[string]string{"HOME": t.TempDir(), "NEO4J_URI": c.URI, "NEO4J_USERNAME": c.User, "NEO4J_PASSWORD": c.Password}
	const csv = "name,aliases\nIslamic Republic,Iran\n"
	file := listFile(t, csv)
	step := func(in, want string, args ...string) {
		t.Helper()
		if got := entente(t, in, env, args...); got.code != exitDone || !strings.Contains(got.stdout, want) {
			t.Fatalf("%v: %q is not in %+v", args, want, got)
		}
	}
	step("", "no list of stakeholders", "stakeholders", "show")
	step("Russia backs Iran.", "1 loaded", "load", "-")
	plain := graphText(t, st)
	step("", "1 article: 1 loaded", "stakeholders", "set", file)
	listed := graphText(t, st)
	if strings.Contains(listed, "country-iran") || !strings.Contains(listed, "country-islamic-republic") {
		t.Errorf("the graph does not follow the list:\n%s", listed)
	}
	step("", "0 articles", "stakeholders", "set", file)
	step("", csv, "stakeholders", "show", "--csv")
	step("", "list.csv: 1 actor", "stakeholders", "show")
	step("Cuba backs Iran.", "1 loaded", "load", "-") // no flag: by the list that is kept
	if text := graphText(t, st); strings.Contains(text, "country-iran") {
		t.Errorf("a load without the flag forgets the list:\n%s", text)
	}
	step("", "2 articles: 2 loaded", "stakeholders", "remove")
	step("Cuba backs Iran.", "1 unchanged", "load", "-")
	if _, err := st.Remove(t.Context(), []string{graph.Article{Text: "Cuba backs Iran."}.Identify().Key}); err != nil {
		t.Fatal(err)
	}
	if got := graphText(t, st); got != plain {
		t.Errorf("the removed list left\n%s\nwant\n%s", got, plain)
	}
	step("Russia backs Iran.", "1 unchanged", "load", "-", "--stakeholders", file) // sets it, and reads anew first
	if got := graphText(t, st); got != listed {
		t.Errorf("a list given to load left\n%s\nwant\n%s", got, listed)
	}
	if got := entente(t, "", env, "stakeholders", "set", listFile(t, "name,kind\nA,tribe\n")); got.code != exitUsage || !strings.Contains(got.stderr, "line 2, column kind") {
		t.Errorf("a bad list: %+v", got)
	}
}

// TestKilledWhileReadingAnew holds that a process that is killed while it reads
// what is loaded by a new list leaves what the same command completes.
func TestKilledWhileReadingAnew(t *testing.T) {
	const articles = 600
	news := filepath.Join(t.TempDir(), "news.jsonl")
	if err := os.WriteFile(news, pairedNews(articles), 0o600); err != nil {
		t.Fatal(err)
	}
	file := listFile(t, "name,aliases\nIslamic Republic,Iran\nHavana Bloc,Cuba|Serbia\n")
	c := storetest.Config(t)
	env := map[string]string{"HOME": t.TempDir(), "NEO4J_URI": c.URI, "NEO4J_USERNAME": c.User, "NEO4J_PASSWORD": c.Password}
	st := storetest.Open(t)
	if got := entente(t, "", env, "load", "--stakeholders", file, news); got.code != exitDone {
		t.Fatalf("%+v", got)
	}
	want := graphText(t, st)

	st = storetest.Open(t)
	if got := entente(t, "", env, "load", news); got.code != exitDone {
		t.Fatalf("%+v", got)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), self, "stakeholders", "set", file)
	command.Env = append(os.Environ(), asProgram+"=1", "HOME="+t.TempDir(), "NEO4J_URI="+c.URI, "NEO4J_USERNAME="+c.User, "NEO4J_PASSWORD="+c.Password)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	awaitDone(t, st, "Stakeholder list list.csv")
	_ = command.Process.Kill() // by kill -9; it may have ended
	_ = command.Wait()
	before, err := st.Stakeholders(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	again := entente(t, "", env, "stakeholders", "set", file)
	if again.code != exitDone {
		t.Fatalf("%+v", again)
	}
	t.Logf("applied when killed: %v; then %s", before.Applied, again.stdout)
	if graphText(t, st) != want {
		t.Error("the graph is another one than that loaded with the list")
	}
	if kept, err := st.Stakeholders(t.Context()); err != nil || !kept.Applied {
		t.Errorf("the list does not count as applied: %v", err)
	}
}

// awaitDone waits until the ledger says that an article of a batch is done.
func awaitDone(t *testing.T, st *store.Store, name string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	for {
		batches, err := st.Batches(ctx, 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(batches) > 0 && batches[0].Name == name {
			page, err := st.Items(ctx, graph.ItemsQuery{Batch: batches[0].ID, State: graph.ItemDone})
			if err != nil {
				t.Fatal(err)
			}
			if page.Total > 0 {
				return
			}
		}
	}
}
