package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store/storetest"
	"entente/loader/queue/queuetest"
)

// said is what a process writes, while it does.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// watcher is an `entente load --watch` as a process of its own.
type watcher struct {
	*testing.T
	command        *exec.Cmd
	stdout, stderr said
}

func startWatch(t *testing.T, uri string, args ...string) *watcher {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := storetest.Config(t)
	w := &watcher{T: t, command: exec.CommandContext(t.Context(), self, append([]string{"load", "--watch"}, args...)...)}
	w.command.Env = append(os.Environ(), asProgram+"=1", "HOME="+t.TempDir(), "NEO4J_URI="+uri, "NEO4J_USERNAME="+c.User, "NEO4J_PASSWORD="+c.Password)
	w.command.Stdout, w.command.Stderr = &w.stdout, &w.stderr
	if err := w.command.Start(); err != nil {
		t.Fatal(err)
	}
	return w
}

// until waits until the process has said something.
func (w *watcher) until(from *said, what string) {
	w.Helper()
	for deadline := time.Now().Add(time.Minute); !strings.Contains(from.String(), what); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			w.Fatalf("it does not say %q, but %s\n%s", what, w.stdout.String(), w.stderr.String())
		}
	}
}

// stop tells the process to end, which it does well.
func (w *watcher) stop(how os.Signal) {
	w.Helper()
	if err := w.command.Process.Signal(how); err != nil {
		w.Fatal(err)
	}
	if err := w.command.Wait(); err != nil {
		w.Errorf("told to stop: %v\n%s", err, w.stderr.String())
	}
}

// writeOld writes a file that has been there for long, and so is read at once.
func writeOld(t *testing.T, text string, path ...string) {
	t.Helper()
	writeFile(t, text, path...)
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(path...), old, old); err != nil {
		t.Fatal(err)
	}
}

func writeFile(t *testing.T, text string, path ...string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(path...), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// What is in a folder is loaded, then what arrives while Neo4j is away, and
// what changes, also when a feed beside it cannot be asked; Ctrl-C ends it well.
func TestWatchFolder(t *testing.T) {
	st := storetest.Open(t)
	line := storetest.NewLine(t)
	folder, rejects := t.TempDir(), filepath.Join(t.TempDir(), "rejects.jsonl")
	writeOld(t, "url: https://example.com/a\n\nIran supports the Syrian government.", folder, "a.txt")
	writeFile(t, `{"state":"from before"}`+"\n", rejects)
	w := startWatch(t, line.URI(), folder, "http://127.0.0.1:1/feed", "--rejects", rejects)
	w.until(&w.stderr, "It is asked again in")
	w.until(&w.stdout, "1 article: 1 loaded with 1 statement, 0 unchanged, 0 rejected, 0 failed")

	line.Cut()
	writeFile(t, `{"id":"b","text":"Russia backs the Syrian government."}`+"\n{broken\n", folder, "b.jsonl")
	w.until(&w.stderr, "waiting for the database")
	line.Mend()
	w.until(&w.stdout, "2 articles: 1 loaded with 1 statement, 0 unchanged, 1 rejected, 0 failed")

	changed := "url: https://example.com/a\n\nIran supports the Syrian government. Iran supports Hezbollah."
	writeFile(t, changed, folder, "a.txt")
	w.until(&w.stdout, "1 article: 1 loaded with 2 statements")
	w.stop(os.Interrupt)

	batches, err := st.Batches(t.Context(), 10)
	if err != nil || len(batches) != 3 {
		t.Fatal(batches, err)
	}
	for _, batch := range batches {
		if batch.Name != folder || batch.State != graph.BatchDone {
			t.Errorf("a batch is %+v", batch)
		}
	}
	if text := dumped(t, st); !strings.Contains(text, "Hezbollah") {
		t.Error("the new version is not there")
	}
	written, err := os.ReadFile(rejects)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(written)), "\n")
	var item graph.Item
	if len(lines) != 2 || json.Unmarshal([]byte(lines[1]), &item) != nil || item.Line != 2 {
		t.Errorf("rejects are %s", written)
	}
	// The same again finds all of it loaded.
	w = startWatch(t, line.URI(), folder)
	w.until(&w.stdout, "3 articles: 0 loaded with 0 statements, 2 unchanged, 1 rejected, 0 failed")
	w.stop(syscall.SIGTERM)
}

// A watch that begins while Neo4j is away waits for it, and can be ended.
func TestWatchEndsWhileItWaits(t *testing.T) {
	line := storetest.NewLine(t)
	line.Cut()
	w := startWatch(t, line.URI(), t.TempDir(), "--patience", "1ms")
	w.until(&w.stderr, "waiting for the database")
	w.stop(os.Interrupt)
}

// What arrives is published where a queue is named.
func TestWatchPublishes(t *testing.T) {
	storetest.Open(t)
	url, _ := queuetest.Start(t, t.TempDir(), -1)
	folder := t.TempDir()
	writeOld(t, "Iran supports the Syrian government.", folder, "a.txt")
	w := startWatch(t, storetest.Config(t).URI, folder, "--queue", url, "--detach", "--json")
	w.until(&w.stdout, `"state":"queued"`)
	w.until(&w.stderr, `{"notice":"watching `)
	w.stop(os.Interrupt)
}

func TestWatchUsage(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "news.zip")
	writeFile(t, "", file)
	for args, want := range map[string]string{
		"-":                                   "leave out --watch to load what comes there",
		file:                                  "give the folder that it is in",
		file + ".gone":                        "make it first",
		folder + " --every 59s":               "give 1m or more",
		folder + " --retry-failed":            "leave out --watch",
		folder + " --rejects " + file:         "put it elsewhere",
		"--worker --queue nats://127.0.0.1:1": "leave it out with --worker",
		folder + " --rejects /nowhere/at/all": "cannot be written",
	} {
		got := entente(t, "", map[string]string{"NEO4J_URI": "bolt://127.0.0.1:1"}, append([]string{"load", "--watch"}, strings.Fields(args)...)...)
		if got.code != exitUsage || !strings.Contains(got.stderr, want) {
			t.Errorf("load --watch %s: exit %d, %s", args, got.code, got.stderr)
		}
	}
}
