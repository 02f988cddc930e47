package localdb

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
)

func TestLockListsOneVersion(t *testing.T) {
	lock, err := parseLock(lockText)
	if err != nil {
		t.Fatal(err)
	}
	if len(lock) != 214 || lock.size() != 128047271 {
		t.Errorf("%d jars, %d bytes", len(lock), lock.size())
	}
	if want := "neo4j-server-" + neo4jVersion + ".jar"; !strings.Contains(lockText, want) || !strings.Contains(string(pom), neo4jVersion) {
		t.Errorf("the lock or the pom is not of version %s", neo4jVersion)
	}
}

func TestParseLockRefusesOtherLines(t *testing.T) {
	for _, text := range []string{"abc", "abc x name.jar", "abc 12"} {
		if _, err := parseLock(text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

// jars writes files and returns their lock.
func jars(t *testing.T, dir string, contents map[string]string) lockFile {
	t.Helper()
	var lock lockFile
	for name, text := range contents {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(text))
		lock = append(lock, jar{name, int64(len(text)), hex.EncodeToString(sum[:])})
	}
	return lock
}

func TestVerify(t *testing.T) {
	write := func(name, text string) func(string) error {
		return func(dir string) error { return os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600) }
	}
	cases := []struct {
		name     string
		change   func(dir string) error
		complete bool
		problem  string
	}{
		{"untouched", func(string) error { return nil }, true, ""},
		{"one byte changed", write("a.jar", "alpHa"), true, "a.jar is not the file that belongs to Neo4j"},
		{"cut", write("a.jar", "alp"), false, "a.jar is not the file"},
		{"missing", func(dir string) error { return os.Remove(filepath.Join(dir, "b.jar")) }, false, "b.jar is missing"},
		{"one more", write("c.jar", "x"), false, "c.jar does not belong"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			lock := jars(t, dir, map[string]string{"a.jar": "alpha", "b.jar": "beta"})
			if err := c.change(dir); err != nil {
				t.Fatal(err)
			}
			if got := lock.complete(dir); got != c.complete {
				t.Errorf("complete: %v", got)
			}
			err := lock.verify(t.Context(), dir, func(int64) {})
			if c.problem == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if graph.CodeOf(err) != graph.Refused || !strings.Contains(err.Error(), c.problem) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// mavenOutput is what Maven 3 prints, on a host of no meaning.
const mavenOutput = `[INFO] Scanning for projects...
[INFO] Downloading from central: https://repository.example/org/neo4j/neo4j/5.26.30/neo4j-5.26.30.pom
[INFO] Downloaded from central: https://repository.example/org/neo4j/neo4j/5.26.30/neo4j-5.26.30.pom (28 kB at 26 kB/s)
[INFO] Downloaded from central: https://repository.example/org/ow2/asm/asm/9.7.1/asm-9.7.1.jar (126 kB at 1.6 MB/s)
Downloaded from central: https://repository.example/org/other/other-1.jar (1 kB at 1 kB/s)
[ERROR] Failed to execute goal on project localdb: Could not transfer artifact from/to central (https://repository.example/maven2): No space left on device
[ERROR] Re-run Maven using the -X switch
`

func TestDownloadFollowsMaven(t *testing.T) {
	var last Progress
	d := newDownload(lockFile{{"asm-9.7.1.jar", 126093, ""}, {"jna.jar", 1000, ""}}, t.TempDir(), func(p Progress) { last = p })
	for _, part := range strings.SplitAfter(mavenOutput, "a") { // as a pipe may cut it
		if _, err := d.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	if last.Phase != PhaseDownload || last.Done != 126093 || last.Total != 127093 || !strings.Contains(last.Message, "3 files") {
		t.Errorf("%+v", last)
	}
	err := mavenError(os.ErrInvalid, d.complaints())
	if graph.CodeOf(err) != graph.NoSpace || strings.Contains(err.Error(), "repository.example") {
		t.Errorf("%s: %v", graph.CodeOf(err), err)
	}
}

func TestDownloadCountsCopies(t *testing.T) {
	dir := t.TempDir()
	lock := jars(t, dir, map[string]string{"a.jar": "alpha", "b.jar": "beta"})
	var last Progress
	d := newDownload(lock, dir, func(p Progress) { last = p })
	d.follow()()
	if last.Done != 9 || last.Total != 9 {
		t.Errorf("%+v", last)
	}
}

func TestLeftoversOfAKilledAssemblyGo(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"download-1/lib", "lib"} {
		if err := os.MkdirAll(filepath.Join(home, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := removeLeftovers(home); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(home); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}
