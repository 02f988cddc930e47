package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph/localdb"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

// managed is a data folder whose own Neo4j runs until the test ends.
type managed struct {
	t      *testing.T
	folder string
}

func newManaged(t *testing.T) managed {
	t.Helper()
	m := managed{t, t.TempDir()}
	t.Cleanup(func() {
		if err := localdb.Stop(context.Background(), m.folder); err != nil {
			t.Error(err)
		}
	})
	return m
}

// run runs a command line on the folder; it must succeed.
func (m managed) run(args ...string) string {
	m.t.Helper()
	got := m.try(args...)
	if got.code != exitDone {
		m.t.Fatalf("entente %s: %+v", strings.Join(args, " "), got)
	}
	return got.stdout
}

func (m managed) try(args ...string) outcome {
	m.t.Helper()
	env := map[string]string{"HOME": os.Getenv("HOME"), "PATH": os.Getenv("PATH"), "JAVA_HOME": os.Getenv("JAVA_HOME"), "ENTENTE_DATA": m.folder}
	return entente(m.t, "", env, args...)
}

// open connects to the folder's server, which runs.
func (m managed) open() *store.Store {
	m.t.Helper()
	server, err := localdb.Start(m.t.Context(), localdb.Options{Dir: m.folder, Detach: true, Getenv: func(name string) string {
		if strings.HasPrefix(name, "NEO4J_") {
			return ""
		}
		return os.Getenv(name)
	}})
	if err != nil {
		m.t.Fatal(err)
	}
	st, err := store.Open(m.t.Context(), store.Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database})
	if err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() { _ = st.Close(context.Background()) })
	return st
}

// dump is all that the folder's database holds.
func (m managed) dump() string {
	m.t.Helper()
	text, err := m.open().Dump(m.t.Context())
	if err != nil {
		m.t.Fatal(err)
	}
	return text
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// What is imported is what a load leaves, and a restored database holds what
// was backed up, to the letter.
func TestImportBackUpRestore(t *testing.T) {
	news := write(t, "first.jsonl", `{"id":"l1","text":"Iran supports the Syrian government. Moscow condemned the United States.","publisher":"Wire"}
{broken
{"id":"l2","text":"Iran supports the Syrian government. Moscow condemned the United States.","publisher":"Post"}
`)
	loaded := storetest.Open(t)
	c := storetest.Config(t)
	env := map[string]string{"NEO4J_URI": c.URI, "NEO4J_USERNAME": c.User, "NEO4J_PASSWORD": c.Password}
	if got := entente(t, "", env, "load", news); got.code != exitRejects {
		t.Fatalf("%+v", got)
	}
	want, err := loaded.Dump(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := entente(t, "", env, "db", "import", news); got.code != exitFailed || !strings.Contains(got.stderr, "another server") {
		t.Errorf("into another server: %+v", got)
	}

	m := newManaged(t)
	folder := t.TempDir()
	file, rejects := filepath.Join(folder, "entente.dump"), filepath.Join(folder, "rejects.jsonl")
	if got := m.try("db", "import", news, "--rejects", rejects, "--keep", filepath.Join(folder, "files")); got.code != exitRejects || !strings.Contains(got.stdout, "2 loaded with 4 statements, 0 unchanged, 1 rejected") {
		t.Fatalf("%+v", got)
	}
	if text, err := os.ReadFile(rejects); err != nil || strings.Count(string(text), "\n") != 1 {
		t.Errorf("rejects: %s, %v", text, err)
	}
	saved := m.dump()
	if saved != want {
		t.Errorf("loaded:\n%s\nimported:\n%s", want, saved)
	}
	m.run("db", "backup", file)
	m.run("load", write(t, "second.jsonl", `{"id":"l3","text":"Turkey attacked the Syrian government."}`))
	changed := m.dump()
	for _, args := range [][]string{{"restore", file}, {"import", news}} {
		if got := m.try("db", args[0], args[1]); got.code != exitFailed || !strings.Contains(got.stderr, "--overwrite") {
			t.Errorf("%s over a database that holds something: %+v", args[0], got)
		}
	}
	if m.dump() != changed {
		t.Error("what was refused changed the database")
	}
	if got := m.run("db", "restore", file, "--overwrite"); !strings.Contains(got, "2 articles with 4 statements") {
		t.Errorf("%s", got)
	}
	if got := m.dump(); got != saved {
		t.Errorf("backed up:\n%s\nrestored:\n%s", saved, got)
	}
}
