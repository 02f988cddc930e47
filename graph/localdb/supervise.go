package localdb

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"

	"entente/graph"
)

// superviseVariable makes this executable a supervisor instead of what it is.
const superviseVariable = "ENTENTE_LOCALDB_SUPERVISE"

// task is what a supervisor is to do. It comes on standard input, because it
// holds the password.
type task struct {
	Root     string
	How      string
	Address  string
	URI      string
	User     string
	Password string
	Command  []string
	Env      []string
	Cleanup  []string
	Salvage  []string // added to Command when the transaction log is torn
	Archive  archive
}

// event is one line that a supervisor tells the process that started it.
type event struct {
	Progress Progress   `json:"progress"`
	Code     graph.Code `json:"code,omitempty"` // of the error that ended it
	Error    string     `json:"error,omitempty"`
}

// Every executable that can start a server must be able to supervise it, tests
// included, and must do so before anything else in it runs.
func init() { Supervise() }

// Supervise is the supervisor: when Start ran this executable as one it does
// that work and does not return. Otherwise it returns at once. Importing this
// package already calls it; a main function calls it only to be plain about it.
func Supervise() {
	if os.Getenv(superviseVariable) == "" {
		return
	}
	if err := os.Unsetenv(superviseVariable); err != nil {
		os.Exit(1)
	}
	// The system ties a child's life to the thread that started it.
	runtime.LockOSThread()
	if err := runSupervisor(); err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

func runSupervisor() error {
	s := &supervisor{events: json.NewEncoder(os.Stdout), signals: stopSignals()}
	if err := json.NewDecoder(os.Stdin).Decode(&s.task); err != nil {
		return err
	}
	s.folder = &folder{root: s.task.Root, getenv: os.Getenv}
	err := s.run()
	if err != nil {
		s.tell(event{Progress: Progress{Phase: PhaseFailed, Message: err.Error()}, Code: graph.CodeOf(err), Error: err.Error()})
	}
	return err
}

// supervise starts a supervisor for the task and returns when the server is
// ready or was given up. Progress goes on being reported for as long as the
// supervisor lives.
func (f *folder) supervise(ctx context.Context, t *task, o Options) error {
	self, err := os.Executable()
	if err != nil {
		return internal("the program cannot find itself to start a supervisor: %w", err)
	}
	cmd := exec.Command(self) //nolint:gosec,noctx // this very program; it must outlive ctx
	cmd.Env = append(os.Environ(), superviseVariable+"=1")
	cmd.Dir = f.root
	cmd.SysProcAttr = detached()
	log, err := os.OpenFile(f.path("logs", "supervisor.log"), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }()
	cmd.Stderr = log
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return internal("the supervisor of the local Neo4j does not start: %w", err)
	}
	if err := errors.Join(json.NewEncoder(stdin).Encode(t), stdin.Close()); err != nil { //nolint:gosec // a pipe between two processes of ours
		return errors.Join(err, cmd.Process.Kill(), cmd.Wait())
	}
	ready := make(chan error, 1)
	go func() {
		follow(stdout, o.Progress, ready)
		_ = cmd.Wait() // its error came as an event
	}()
	select {
	case err := <-ready:
		return err
	case <-ctx.Done():
		_ = terminate(cmd.Process.Pid) // the hold is let go anyway
		return ctx.Err()
	}
}

// follow reads a supervisor's events to the end. The first that settles the
// start goes to ready.
func follow(events io.Reader, report func(Progress), ready chan<- error) {
	settle := func(err error) {
		if ready != nil {
			ready <- err
			ready = nil
		}
	}
	lines := bufio.NewScanner(events)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			continue
		}
		switch {
		case e.Error != "" && ready != nil:
			settle(&graph.Error{Code: e.Code, Message: e.Error})
			continue
		case e.Progress.Phase == PhaseReady:
			report(e.Progress)
			settle(nil)
			continue
		}
		report(e.Progress)
	}
	settle(graph.Errorf(graph.Unavailable, "the supervisor of the local Neo4j ended without a word"))
}
