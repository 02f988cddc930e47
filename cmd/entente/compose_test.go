package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

// repository is the root of the checkout, seen from this package.
const repository = "../.."

// compose reads docker-compose.yml as an engine would: with the schema and the
// consistency checks of the Compose Specification.
func compose(t *testing.T) *types.Project {
	t.Helper()
	options, err := cli.NewProjectOptions([]string{filepath.Join(repository, "docker-compose.yml")},
		cli.WithWorkingDirectory(repository), cli.WithResolvedPaths(true))
	if err != nil {
		t.Fatal(err)
	}
	project, err := options.LoadProject(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return project
}

func service(t *testing.T, p *types.Project, name string) types.ServiceConfig {
	t.Helper()
	s, err := p.GetService(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestComposeFileIsSafe(t *testing.T) {
	project := compose(t)
	for name, s := range project.Services {
		if s.Privileged || s.NetworkMode == "host" {
			t.Errorf("%s may do more than it needs", name)
		}
		for _, port := range s.Ports {
			if port.HostIP != "127.0.0.1" {
				t.Errorf("%s publishes %s beyond this machine", name, port.Published)
			}
		}
		for key, value := range s.Environment {
			secret := strings.Contains(key, "PASSWORD") || strings.Contains(key, "AUTH")
			if secret && (!strings.HasSuffix(key, "_FILE") || value == nil || !strings.HasPrefix(*value, "/run/entente/")) {
				t.Errorf("%s has a secret in its environment: %s", name, key)
			}
		}
	}
}

func TestComposeRunsNeo4j(t *testing.T) {
	s := service(t, compose(t), "neo4j")
	if s.Image != "neo4j:5.26-community" {
		t.Errorf("image %s", s.Image)
	}
	if s.HealthCheck == nil || s.HealthCheck.Disable || len(s.HealthCheck.Test) == 0 {
		t.Error("its health is not checked")
	}
	for _, setting := range []string{
		"NEO4J_server_memory_heap_max__size", "NEO4J_server_memory_pagecache_size", "NEO4J_dbms_memory_transaction_total_max",
	} {
		if value := s.Environment[setting]; value == nil || *value == "" {
			t.Errorf("%s is not set", setting)
		}
	}
	if s.DependsOn["password"].Condition != types.ServiceConditionCompletedSuccessfully {
		t.Error("it starts before it has a password")
	}
}

func TestComposeRunsEntente(t *testing.T) {
	s := service(t, compose(t), "entente")
	root, err := filepath.Abs(repository)
	if err != nil {
		t.Fatal(err)
	}
	if s.Build == nil || s.Build.Context != root {
		t.Errorf("built from %+v", s.Build)
	}
	if s.DependsOn["neo4j"].Condition != types.ServiceConditionHealthy {
		t.Error("it does not wait for a healthy Neo4j")
	}
	if !s.ReadOnly || s.User == "" || strings.HasPrefix(s.User, "0") || len(s.CapDrop) != 1 || s.CapDrop[0] != "ALL" {
		t.Errorf("it may do more than it needs: read-only %v, user %q, dropped %v", s.ReadOnly, s.User, s.CapDrop)
	}
}

func TestComposeScalesByWorkers(t *testing.T) {
	project, err := compose(t).WithProfiles([]string{"scale"})
	if err != nil {
		t.Fatal(err)
	}
	nats, worker := service(t, project, "nats"), service(t, project, "worker")
	if nats.Image != "nats:2.12-alpine" || len(nats.Ports) != 0 {
		t.Errorf("image %s, ports %v", nats.Image, nats.Ports)
	}
	if got := strings.Join(worker.Command, " "); got != "load --worker --queue nats://nats:4222" || worker.GetScale() != 2 {
		t.Errorf("%d workers run %q", worker.GetScale(), got)
	}
	if !worker.ReadOnly || worker.User == "" || strings.HasPrefix(worker.User, "0") || len(worker.CapDrop) != 1 {
		t.Errorf("a worker may do more than it needs: read-only %v, user %q, dropped %v", worker.ReadOnly, worker.User, worker.CapDrop)
	}
}

// The script that makes the password runs here as it stands; only the folder is
// another, and the owners are those of this test.
func TestComposeMakesAPasswordOnce(t *testing.T) {
	s := service(t, compose(t), "password")
	dir := t.TempDir()
	script := strings.ReplaceAll(strings.Join(s.Command, "\n"), "/secrets", dir)
	script = "chown() { :; }\n" + script
	run := func() string {
		t.Helper()
		if out, err := exec.Command(s.Entrypoint[0], append(s.Entrypoint[1:], script)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		password, err := os.ReadFile(filepath.Join(dir, "password"))
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(password))
	}
	first := run()
	if len(first) != 32 || strings.ContainsAny(first, "/+-=") {
		t.Errorf("password %q", first)
	}
	if again := run(); again != first {
		t.Error("a second start makes another password")
	}
	auth, err := os.ReadFile(filepath.Join(dir, "auth"))
	if err != nil || string(auth) != "neo4j/"+first {
		t.Errorf("auth %q, %v", auth, err)
	}
}

// instruction is one line of a Dockerfile, continuation lines joined.
type instruction struct{ name, rest string }

func dockerfile(t *testing.T) []instruction {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	var all []instruction
	for line := range strings.Lines(strings.ReplaceAll(string(text), "\\\n", " ")) {
		line = strings.TrimSpace(line)
		if name, rest, ok := strings.Cut(line, " "); ok && !strings.HasPrefix(line, "#") {
			all = append(all, instruction{strings.ToUpper(name), strings.TrimSpace(rest)})
		}
	}
	return all
}

// ignored reports whether .dockerignore keeps a path out of the build. Its
// patterns here are plain paths, and names at any depth after "**/".
func ignored(patterns []string, name string) bool {
	for _, pattern := range patterns {
		base, anywhere := strings.CutPrefix(pattern, "**/")
		if anywhere {
			if ok, _ := filepath.Match(base, filepath.Base(name)); ok {
				return true
			}
		} else if name == pattern {
			return true
		}
	}
	return false
}

// buildContext copies what an engine would send to the build.
func buildContext(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, ".dockerignore"))
	if err != nil {
		t.Fatal(err)
	}
	patterns := strings.Fields(string(text))
	to := t.TempDir()
	err = filepath.WalkDir(repository, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(repository, name)
		switch {
		case err != nil:
			return err
		case ignored(patterns, filepath.ToSlash(relative)) && entry.IsDir():
			return filepath.SkipDir
		case ignored(patterns, filepath.ToSlash(relative)):
			return nil
		case entry.IsDir():
			return os.MkdirAll(filepath.Join(to, relative), 0o700)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, relative), data, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// The image's build steps, run as plain commands, give a program that works.
func TestImageBuilds(t *testing.T) {
	folder, out := buildContext(t), t.TempDir()
	stages, users, health := 0, "", false
	for _, i := range dockerfile(t) {
		switch i.name {
		case "FROM":
			stages++
		case "USER":
			users = i.rest
		case "HEALTHCHECK":
			health = true
		case "RUN":
			if stages != 1 {
				t.Errorf("the last stage runs %q; it should only copy", i.rest)
			}
			step := exec.Command("sh", "-c", strings.ReplaceAll(i.rest, "/out/", out+"/"))
			step.Dir = folder
			if output, err := step.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", i.rest, err, output)
			}
		}
	}
	if stages != 2 || users == "" || strings.HasPrefix(users, "0") || strings.HasPrefix(users, "root") || !health {
		t.Errorf("%d stages, user %q, health checked: %v", stages, users, health)
	}
	output, err := exec.Command(filepath.Join(out, "entente"), "version").Output()
	if err != nil || !bytes.Contains(output, []byte("entente ")) {
		t.Errorf("%q, %v", output, err)
	}
}
