//go:build unix && !linux

package localdb

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// identify returns what tells a process from every other that had or will
// have its number: its start and its command.
func identify(pid int) (string, error) {
	out, err := exec.Command("ps", "-ww", "-o", "lstart=,command=", "-p", strconv.Itoa(pid)).Output()
	text := strings.Join(strings.Fields(string(out)), " ")
	if err != nil || text == "" || strings.HasSuffix(text, "<defunct>") {
		return "", os.ErrProcessDone
	}
	return text, nil
}

// dependent has nothing to ask for: these systems cannot bind a child's life to
// its parent's. The next start finds what was left behind.
func dependent() *syscall.SysProcAttr { return nil }
