//go:build unix

package localdb

import (
	"errors"
	"math"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

func terminate(pid int) error { return unix.Kill(pid, unix.SIGTERM) }

func kill(pid int) error { return unix.Kill(pid, unix.SIGKILL) }

// detached gives a child a session of its own: a Ctrl-C meant for us does not
// reach it.
func detached() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

// stopSignals delivers the signals that ask the supervisor to stop. Those of a
// closing terminal or pipe are caught and dropped.
func stopSignals() <-chan os.Signal {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, unix.SIGTERM, unix.SIGINT)
	dropped := make(chan os.Signal, 1)
	signal.Notify(dropped, unix.SIGHUP, unix.SIGPIPE)
	return stop
}

// yieldTo lets every other process go before this one.
func yieldTo(pid int) { _ = unix.Setpriority(unix.PRIO_PROCESS, pid, 19) }

// freeSpace returns the bytes that may still be written to a folder's disk, or
// a great number where that cannot be known.
func freeSpace(dir string) uint64 {
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		return math.MaxUint64
	}
	return uint64(fs.Bavail) * uint64(fs.Bsize) //nolint:gosec,unconvert // types differ between systems
}

func isNoSpace(err error) bool {
	return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT)
}
