package localdb

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
)

func TestParseJavaVersion(t *testing.T) {
	cases := []struct {
		output  string
		version string
		feature int
		ok      bool
	}{
		{"openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime Environment (build 17.0.15+6)", "17.0.15", 17, true},
		{`java version "1.8.0_292"`, "1.8.0_292", 8, true},
		{`openjdk version "21" 2023-09-19`, "21", 21, true},
		{`openjdk version "25-ea" 2025-09-16`, "25-ea", 25, true},
		{"Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version \"11.0.2\" 2019-01-15", "11.0.2", 11, true},
		{"The operation couldn't be completed. Unable to locate a Java Runtime.", "", 0, false},
		{`openjdk version "x"`, "x", 0, false},
		{"", "", 0, false},
	}
	for _, c := range cases {
		version, feature, ok := parseJavaVersion(c.output)
		if version != c.version || feature != c.feature || ok != c.ok {
			t.Errorf("%q: got %q, %d, %v; want %q, %d, %v", c.output, version, feature, ok, c.version, c.feature, c.ok)
		}
	}
}

// program writes a program that prints a text.
func program(t *testing.T, name, output string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("#!/bin/sh\necho '"+output+"' >&2\n"), 0o700); err != nil {
		t.Fatal(err)
	}
}

func TestFindJavaTellsWhatIsWrong(t *testing.T) {
	old := t.TempDir()
	program(t, filepath.Join(old, "bin", "java"), `java version "1.8.0_292"`)
	cases := []struct {
		name   string
		getenv func(string) string
		parts  []string
	}{
		{"nothing", environ(), []string{"`java` is not on the PATH"}},
		{"old Java", environ("PATH", filepath.Join(old, "bin")), []string{"which is Java 1.8.0_292"}},
		{"empty JAVA_HOME", environ("JAVA_HOME", t.TempDir()), []string{"JAVA_HOME names a folder without a usable `bin/java`", "not on the PATH"}},
		{"old JAVA_HOME", environ("JAVA_HOME", old), []string{"JAVA_HOME names " + old, "Java 1.8.0_292"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			found, problem := findJava(t.Context(), c.getenv)
			if found != nil {
				t.Fatalf("found %+v", found)
			}
			for _, part := range c.parts {
				if !strings.Contains(problem, part) {
					t.Errorf("%q does not tell %q", problem, part)
				}
			}
		})
	}
}

func TestABrokenJavaHomeIsPassedOver(t *testing.T) {
	found, problem := findJava(t.Context(), environ("JAVA_HOME", t.TempDir(), "PATH", os.Getenv("PATH")))
	if found == nil {
		t.Fatal(problem)
	}
	if found.Home != "" {
		t.Errorf("JAVA_HOME %q would be handed to Maven", found.Home)
	}
}

func TestFindInstalled(t *testing.T) {
	with := func(jars ...string) string {
		home := t.TempDir()
		for _, jar := range jars {
			name := filepath.Join(home, "lib", jar)
			if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, nil, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		return home
	}
	archive := with("neo4j-server-5.26.3.jar")
	program(t, filepath.Join(archive, "bin", "neo4j"), "")
	links := t.TempDir()
	if err := os.Symlink(filepath.Join(archive, "bin", "neo4j"), filepath.Join(links, "neo4j")); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name    string
		getenv  func(string) string
		version string
		problem string // part of it
	}{
		{"NEO4J_HOME", environ("NEO4J_HOME", with("neo4j-server-5.26.30.jar")), "5.26", ""},
		{"a link on the PATH", environ("PATH", links), "5.26", ""},
		{"nothing", environ(), "", "NEO4J_HOME is not set"},
		{"too old", environ("NEO4J_HOME", with("neo4j-server-4.4.9.jar")), "", "version 4.4, and 5.26 is needed"},
		{"too new", environ("NEO4J_HOME", with("neo4j-server-2026.1.0.jar")), "", "version 2026.1"},
		{"Enterprise", environ("NEO4J_HOME", with("neo4j-server-5.26.3.jar", "neo4j-enterprise-kernel-5.26.3.jar")), "", "Enterprise"},
		{"another folder", environ("NEO4J_HOME", with()), "", "no Neo4j in its folder lib"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			found, problem := findInstalled(c.getenv)
			if (found != nil) != (c.version != "") || !strings.Contains(problem, c.problem) {
				t.Fatalf("got %+v, %q", found, problem)
			}
			if found != nil && found.Version != c.version {
				t.Errorf("version %q, want %q", found.Version, c.version)
			}
		})
	}
}

func TestWithoutAnyWayOneErrorNamesAll(t *testing.T) {
	getenv := environ("HOME", t.TempDir(), "PATH", t.TempDir())
	_, err := Start(t.Context(), Options{Dir: t.TempDir(), Getenv: getenv})
	if graph.CodeOf(err) != graph.Unavailable {
		t.Fatalf("code %s: %v", graph.CodeOf(err), err)
	}
	golden(t, "no-way.txt", err.Error()+"\n")
}

func TestGivenAddressIsTakenAsItIs(t *testing.T) {
	getenv := environ("NEO4J_URI", "bolt://db:7687", "NEO4J_PASSWORD", "secret", "NEO4J_DATABASE", "news")
	server, err := Start(t.Context(), Options{Getenv: getenv})
	if err != nil {
		t.Fatal(err)
	}
	if server.URI != "bolt://db:7687" || server.User != "neo4j" || server.Password != "secret" || server.Database != "news" || server.Managed {
		t.Errorf("%+v", server)
	}
	if err := server.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestStartErrors(t *testing.T) {
	notAFolder := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(notAFolder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	forgotten := t.TempDir()
	if err := os.MkdirAll(filepath.Join(forgotten, "neo4j", "data", "databases", "neo4j"), 0o700); err != nil {
		t.Fatal(err)
	}
	inDocker := t.TempDir()
	if err := os.MkdirAll(filepath.Join(inDocker, "neo4j"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"settings.json": `{"port":1,"means":"docker"}`, "password": "secret\n"} {
		if err := os.WriteFile(filepath.Join(inDocker, "neo4j", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cases := []struct {
		name   string
		dir    string
		getenv func(string) string
		code   graph.Code
		parts  []string
	}{
		{"no home", "", environ(), graph.Invalid, []string{"HOME is not set"}},
		{"a file where the folder should be", notAFolder, environ(), graph.Invalid, []string{"name another data folder"}},
		{"the password file is gone", forgotten, environ(), graph.Unauthorized, []string{"password file", "is gone", "Put the file back"}},
		{"the data is in a volume", inDocker, environ(), graph.Unavailable, []string{"Docker volume entente-neo4j-", "`docker` is not on the PATH", "Start Docker"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Start(t.Context(), Options{Dir: c.dir, Getenv: c.getenv})
			if graph.CodeOf(err) != c.code {
				t.Fatalf("code %s, want %s: %v", graph.CodeOf(err), c.code, err)
			}
			for _, part := range c.parts {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not tell %q", err, part)
				}
			}
		})
	}
}

func TestStartEndsWithItsContext(t *testing.T) {
	f, err := openFolder(t.TempDir(), environ())
	if err != nil {
		t.Fatal(err)
	}
	lock := f.lock("start.lock")
	if held, err := lock.TryLock(); err != nil || !held {
		t.Fatal(held, err)
	}
	defer func() { _ = lock.Close() }()
	ctx, cancel := context.WithCancel(t.Context())
	waiting := func(p Progress) {
		if strings.Contains(p.Message, "another process") {
			cancel()
		}
	}
	_, err = Start(ctx, Options{Dir: filepath.Dir(f.root), Progress: waiting, Getenv: environ()})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
