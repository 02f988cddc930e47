package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
)

// isTerminal reports whether a person looks at w.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && isatty.IsTerminal(file.Fd())
}

// openBrowser opens url in the user's browser where there is a screen. That it
// cannot is no error: the address has been printed.
func openBrowser(url string, getenv func(string) string) {
	command, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		command = "open"
	case "windows":
		command, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	default:
		if getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == "" {
			return
		}
	}
	//nolint:gosec,noctx // one of three fixed commands, and an address of our own; the browser may outlive us
	if cmd := exec.Command(command, args...); cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}

// parentCheck is how often a program under `go run` looks for its parent.
const parentCheck = time.Second

// stopWithGoRun returns a context that also ends when the `go run` that
// started us is gone: go run passes no signal on when it is killed, and the
// program would be left behind.
func stopWithGoRun(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	executable, err := os.Executable()
	if err != nil || !strings.Contains(filepath.ToSlash(executable), "/go-build") {
		return ctx, cancel
	}
	parent := os.Getppid()
	go func() {
		ticker := time.NewTicker(parentCheck)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				if os.Getppid() != parent {
					cancel()
				}
			}
		}
	}()
	return ctx, cancel
}
