package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph/localdb"
	"entente/graph/store"
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

// A restored database holds what was backed up, to the letter.
func TestRestoreEqualsBackup(t *testing.T) {
	m := newManaged(t)
	file := filepath.Join(t.TempDir(), "entente.dump")
	m.run("db", "start")
	m.run("load", write(t, "first.jsonl", `{"id":"l1","text":"Iran supports the Syrian government. Moscow condemned the United States.","publisher":"Wire"}`))
	saved := m.dump()
	if !strings.Contains(saved, "SUPPORTS") {
		t.Fatalf("nothing to back up: %s", saved)
	}
	m.run("db", "backup", file)
	m.run("load", write(t, "second.jsonl", `{"id":"l2","text":"Turkey attacked the Syrian government."}`))
	changed := m.dump()
	if got := m.try("db", "restore", file); got.code != exitFailed || !strings.Contains(got.stderr, "--overwrite") {
		t.Errorf("a database that holds something: %+v", got)
	}
	if m.dump() != changed {
		t.Error("a refused restore changed the database")
	}
	if got := m.run("db", "restore", file, "--overwrite"); !strings.Contains(got, "1 article with 2 statements") {
		t.Errorf("%s", got)
	}
	if got := m.dump(); got != saved {
		t.Errorf("backed up:\n%s\nrestored:\n%s", saved, got)
	}
}
