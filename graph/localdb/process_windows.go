package localdb

import (
	"errors"
	"math"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"golang.org/x/sys/windows"
)

// identify returns what tells a process from every other that had or will
// have its number: the time of its creation.
func identify(pid int) (string, error) {
	handle, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, uint32(pid))
	if err != nil {
		return "", err
	}
	defer func() { _ = windows.CloseHandle(handle) }()
	var code uint32
	const stillActive = 259
	if err := windows.GetExitCodeProcess(handle, &code); err != nil || code != stillActive {
		return "", os.ErrProcessDone
	}
	var created, exited, kernel, user windows.Filetime
	if err := windows.GetProcessTimes(handle, &created, &exited, &kernel, &user); err != nil {
		return "", err
	}
	return strconv.FormatInt(created.Nanoseconds(), 10), nil
}

// terminate ends the process at once: Windows has no signal to ask it with.
// Neo4j recovers what it had not written out at its next start.
func terminate(pid int) error { return kill(pid) }

func kill(pid int) error {
	p, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	return p.Kill()
}

func detached() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP | windows.DETACHED_PROCESS}
}

func dependent() *syscall.SysProcAttr { return nil }

func stopSignals() <-chan os.Signal {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	return stop
}

func yieldTo(int) {}

// freeSpace returns the bytes that may still be written to a folder's disk, or
// a great number where that cannot be known.
func freeSpace(dir string) uint64 {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return math.MaxUint64
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return math.MaxUint64
	}
	return free
}

func isNoSpace(err error) bool { return errors.Is(err, windows.ERROR_DISK_FULL) }
