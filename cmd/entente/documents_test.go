package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// root is where the documents lie, seen from this package.
const root = "../.."

func document(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// matches returns what the first group of pattern matches in text, once each.
func matches(pattern, text string) []string {
	var found []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		if !slices.Contains(found, m[1]) {
			found = append(found, m[1])
		}
	}
	return found
}

// Back-ticked words that are paths: with a slash inside, or with the name of a
// file. Addresses start with a slash, patterns hold an asterisk.
const (
	pathInside = "`([\\w.][\\w.-]*(?:/[\\w.-]+)+/?)`"
	fileName   = "`([\\w-]+\\.(?:go|md|mod|sum|yml|json|cypher|tsv|txt|sh|ts|tsx|lock)|Makefile|Dockerfile)`"
	firstCell  = "(?m)^\\| `([\\w./-]+)` \\|"
	link       = `\]\(([^)#:]+)\)`
)

func TestPathsInDocumentsExist(t *testing.T) {
	for _, name := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"} {
		text := document(t, name)
		paths := slices.Concat(matches(pathInside, text), matches(fileName, text), matches(link, text))
		if name == "ARCHITECTURE.md" {
			paths = append(paths, matches(firstCell, text)...)
		}
		if len(paths) == 0 {
			t.Errorf("%s names no path; the patterns must be wrong", name)
		}
		for _, path := range paths {
			if _, err := os.Stat(filepath.Join(root, path)); err != nil {
				t.Errorf("%s names %s, which is not there", name, path)
			}
		}
	}
}

func TestMakeTargetsInDocumentsExist(t *testing.T) {
	targets := matches(`(?m)^([a-z][a-z0-9-]*):`, document(t, "Makefile"))
	for _, name := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ".ci/run"} {
		for _, target := range strings.Fields(strings.Join(matches("(?m)(?:^|`)make ([a-z0-9 -]+)", document(t, name)), " ")) {
			if !slices.Contains(targets, target) {
				t.Errorf("%s speaks of `make %s`, which the Makefile does not have", name, target)
			}
		}
	}
}

// The two commands of the quick start are what CI runs.
func TestQuickStartRunsInCI(t *testing.T) {
	blocks := matches("(?s)```sh\n(.*?)```", document(t, "README.md"))
	if len(blocks) < 2 || blocks[0] != "go run ./cmd/entente demo\n" || blocks[1] != "make test\n" {
		t.Fatalf("the README does not start with the two commands: %q", blocks)
	}
	if !strings.Contains(document(t, "scripts/test.sh"), "\n  bin/entente demo ") {
		t.Error("scripts/test.sh does not run the demo")
	}
	if !strings.HasSuffix(document(t, ".ci/run"), "make lint test\n") {
		t.Error(".ci/run is not `make lint test`")
	}
}

func TestCommandsInReadmeExist(t *testing.T) {
	p := program{}
	readme := document(t, "README.md")
	for _, line := range matches("(?m)(?:^|\\| |`)(?:go run \\./cmd/|bin/)?entente ([a-z][a-z -]*)", readme) {
		command, rest, err := p.root().Find(strings.Fields(line))
		if err != nil || command == p.root() {
			t.Errorf("README.md runs `entente %s`: %v", line, err)
			continue
		}
		for _, word := range rest {
			if name, ok := strings.CutPrefix(word, "--"); ok && lookup(command, name) == nil {
				t.Errorf("README.md runs `entente %s`, which has no flag %s", line, word)
			}
		}
	}
}

func lookup(c *cobra.Command, name string) *pflag.Flag {
	if f := c.Flags().Lookup(name); f != nil {
		return f
	}
	return c.Root().PersistentFlags().Lookup(name)
}

// environmentName is the first name that the program asks the environment for
// when it fills this flag.
func environmentName(f *pflag.Flag) string {
	only := pflag.NewFlagSet("", pflag.ContinueOnError)
	only.AddFlag(f)
	var asked string
	_ = new(flags).fromEnvironment(only, func(name string) string { // what it makes of it is tested elsewhere
		if asked == "" {
			asked = name
		}
		return ""
	})
	return asked
}

// The README's table lists every flag with the environment name that sets it.
func TestReadmeListsEveryFlag(t *testing.T) {
	want := map[string]string{}
	add := func(f *pflag.Flag) {
		if f.Name == "help" || f.Hidden {
			return
		}
		want[f.Name] = environmentName(f)
	}
	p := program{}
	commands := []*cobra.Command{p.root()}
	for len(commands) > 0 {
		c := commands[0]
		commands = append(commands[1:], c.Commands()...)
		c.Flags().VisitAll(add)
		c.PersistentFlags().VisitAll(add)
	}
	row := regexp.MustCompile("(?m)^\\| `--([a-z0-9-]+)` \\| `(\\w+)` \\|")
	for _, m := range row.FindAllStringSubmatch(document(t, "README.md"), -1) {
		flag, environment := m[1], m[2]
		if want[flag] != environment {
			t.Errorf("README.md says that %s sets --%s; the program says %q", environment, flag, want[flag])
		}
		delete(want, flag)
	}
	for flag := range want {
		t.Errorf("README.md does not list --%s", flag)
	}
}
