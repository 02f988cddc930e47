package watch

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// fewWatches is set in a process that the system tells of two folders at most.
const fewWatches = "ENTENTE_TEST_FEW_WATCHES"

// A folder with more folders in it than the system tells of is looked through
// instead. The limit is a real one, of a user namespace of the test's own.
func TestFolderWatchesRunOut(t *testing.T) {
	if os.Getenv(fewWatches) == "" {
		if out, err := inNamespace(t, "true"); err != nil {
			t.Skipf("no user namespace with a limit of its own: %v %s", err, out)
		}
		out, err := inNamespace(t, `exec "$0" -test.run='^TestFolderWatchesRunOut$' -test.v`)
		if err != nil || !strings.Contains(out, "--- PASS") {
			t.Errorf("%v: %s", err, out)
		}
		return
	}
	l := newLooking(t, listen)
	l.write("a/a.txt", text)
	l.until("a/a.txt")
	l.write("b/c/d/b.txt", text)
	l.until("b/c/d/b.txt")
	l.write("b/c/d/c.txt", text)
	l.until("b/c/d/c.txt")
	if len(l.said) != 1 || !strings.Contains(l.said[0], "no more notices of changes (no space left on device)") {
		t.Errorf("said %q", l.said)
	}
}

// inNamespace runs a line of shell where the system tells of two folders; $0 is
// this test.
func inNamespace(t *testing.T, line string) (string, error) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	limit := "echo 2 >/proc/sys/user/max_inotify_watches && "
	command := exec.CommandContext(t.Context(), "unshare", "--user", "--map-root-user", "sh", "-c", limit+line, self)
	command.Env = append(os.Environ(), fewWatches+"=1")
	out, err := command.CombinedOutput()
	return string(out), err
}
