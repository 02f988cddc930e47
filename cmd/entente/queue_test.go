package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
	"entente/loader/queue/queuetest"
)

// newsOf writes so many articles, a line each, and returns the file.
func newsOf(t *testing.T, n int) string {
	t.Helper()
	var lines bytes.Buffer
	names := []string{"Iran", "Russia", "Turkey", "China", "Egypt", "France", "Germany"}
	for i := range n {
		a, b := names[i%7], names[(i/7+1+i%7)%7]
		fmt.Fprintf(&lines, `{"id":"q%d","text":"%s criticized %s on day %d. Russia backs the Syrian government."}`+"\n", i, a, b, i)
	}
	path := filepath.Join(t.TempDir(), "news.jsonl")
	if err := os.WriteFile(path, lines.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func dumped(t *testing.T, st *store.Store) string {
	t.Helper()
	text, err := st.Dump(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Four workers, each a process, of which two are killed in mid-load, leave the
// graph of one loader; a third one ends well when it is told to.
func TestWorkersKilledInMidLoad(t *testing.T) {
	st := storetest.Open(t)
	c := storetest.Config(t)
	env := map[string]string{"NEO4J_URI": c.URI, "NEO4J_USERNAME": c.User, "NEO4J_PASSWORD": c.Password}
	news := newsOf(t, 600)
	if got := entente(t, "", env, "load", news); got.code != exitDone {
		t.Fatalf("alone: %+v", got)
	}
	want := dumped(t, st)

	st = storetest.Open(t)
	url, _ := queuetest.Start(t, t.TempDir(), -1)
	binary := filepath.Join(t.TempDir(), "entente")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	published := entente(t, "", env, "load", "--queue", url, "--detach", news)
	if published.code != exitDone || !strings.Contains(published.stdout, "600 published") {
		t.Fatalf("publish: %+v", published)
	}
	workers := make([]*exec.Cmd, 4)
	said := make([]bytes.Buffer, len(workers))
	for i := range workers {
		w := exec.CommandContext(t.Context(), binary, "load", "--worker", "--queue", url, "--workers", "1", "--data", t.TempDir())
		w.Env = append(os.Environ(), "NEO4J_URI="+c.URI, "NEO4J_USERNAME="+c.User, "NEO4J_PASSWORD="+c.Password)
		w.Stderr = &said[i]
		if err := w.Start(); err != nil {
			t.Fatal(err)
		}
		workers[i] = w
	}
	batches, err := st.Batches(t.Context(), 1)
	if err != nil || len(batches) != 1 {
		t.Fatal(batches, err)
	}
	batch := batches[0]
	killed := 0
	for deadline := time.Now().Add(3 * time.Minute); batch.State != graph.BatchDone; time.Sleep(20 * time.Millisecond) {
		if batch, err = st.CountBatch(t.Context(), batch.ID); err != nil {
			t.Fatal(err)
		}
		if killed < 2 && batch.Counts.Done > 0 && batch.Counts.Queued > 0 {
			if err := workers[killed].Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = workers[killed].Wait()
			killed++
		}
		if time.Now().After(deadline) {
			t.Fatalf("after two kills: %+v\n%s", batch, said[3].String())
		}
	}
	if killed != 2 {
		t.Errorf("%d workers were killed in mid-load, want 2", killed)
	}
	for i, w := range workers[2:] {
		if err := w.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if err := w.Wait(); err != nil {
			t.Errorf("a worker that was told to stop: %v: %s", err, said[i+2].String())
		}
	}
	if batch.Counts.Items != 600 || batch.Counts.Failed+batch.Counts.Rejected != 0 {
		t.Errorf("batch %+v", batch)
	}
	if got := dumped(t, st); got != want {
		t.Error("workers left another graph than one loader")
	}
	again := entente(t, "", env, "load", "--queue", url, news)
	if again.code != exitDone || !strings.Contains(again.stdout, "600 unchanged") {
		t.Errorf("published again: %+v", again)
	}
}
