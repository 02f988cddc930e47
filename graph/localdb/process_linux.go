package localdb

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// identify returns what tells a process from every other that had or will
// have its number: the boot and the tick in which it started.
func identify(pid int) (string, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return "", err
	}
	// The second field is the program's name in parentheses and may hold
	// anything, so fields are counted from its end.
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	const stateField, startField = 0, 19
	if len(fields) <= startField || fields[stateField][0] == 'Z' {
		return "", os.ErrProcessDone
	}
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(string(boot)) + "/" + string(fields[startField]), nil
}

// dependent makes the system end a child when the thread that started it is
// gone, even by a signal that cannot be caught. A Ctrl-C does not reach the
// child: its parent decides.
func dependent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM, Setsid: true}
}
