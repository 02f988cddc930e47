package localdb

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"entente/graph"
)

// process names one process of this machine for good: the number alone may be
// given again to another.
type process struct {
	PID      int    `json:"pid"`
	Identity string `json:"identity"` // what the system says of its start
}

func describe(pid int) process {
	identity, _ := identify(pid)
	return process{pid, identity}
}

// alive reports whether this very process, not another of its number, runs.
func (p process) alive() bool {
	if p.PID <= 0 || p.Identity == "" {
		return false
	}
	identity, err := identify(p.PID)
	return err == nil && identity == p.Identity
}

// state is what a supervisor tells other processes, in run/state.json.
type state struct {
	Phase      Phase     `json:"phase"`
	URI        string    `json:"uri"`
	How        string    `json:"how"`
	Started    time.Time `json:"started"`
	Supervisor process   `json:"supervisor"`
	Server     process   `json:"server"`
}

// state returns what the last supervisor wrote, when it did.
func (f *folder) state() (s state, ok bool) {
	err := readJSON(f.path("run", "state.json"), &s)
	return s, err == nil
}

// Status is what is known of the managed server of a folder.
type Status struct {
	Running      bool      `json:"running"`
	Phase        Phase     `json:"phase,omitempty"` // start, recover, ready, restart or stop while its supervisor lives
	URI          string    `json:"uri,omitempty"`
	User         string    `json:"user,omitempty"`
	Database     string    `json:"database,omitempty"`
	PasswordFile string    `json:"password_file,omitempty"` // its only line is the password
	How          string    `json:"how,omitempty"`
	Started      time.Time `json:"started,omitzero"`
	PID          int       `json:"pid,omitempty"`       // of the server
	Stays        bool      `json:"stays,omitempty"`     // it runs until Stop, also without users
	Dir          string    `json:"directory,omitempty"` // of the server's files
}

// GetStatus tells whether the managed server of dir runs; dir is as in
// Options. It starts and changes nothing.
func GetStatus(_ context.Context, dir string) (Status, error) {
	f, err := locate(dir, os.Getenv)
	if err != nil {
		return Status{}, err
	}
	status := Status{Dir: f.root}
	s, ok := f.state()
	if !ok || !s.Supervisor.alive() {
		return status, nil
	}
	status.Running = s.Phase != PhaseStop
	status.Phase, status.URI, status.How, status.Started = s.Phase, s.URI, s.How, s.Started
	status.User, status.Database, status.PasswordFile = defaultUser, defaultDatabase, f.passwordFile()
	status.PID, status.Stays = s.Server.PID, f.stays()
	return status, nil
}

// Stop stops the managed server of dir, whoever uses it, and returns when it
// is gone. A server that does not run is no error.
func Stop(ctx context.Context, dir string) error {
	f, err := locate(dir, os.Getenv)
	if err != nil {
		return err
	}
	return f.stop(ctx)
}

func (f *folder) stop(ctx context.Context) error {
	s, ok := f.state()
	if !ok {
		return nil
	}
	if s.Supervisor.alive() {
		if err := terminate(s.Supervisor.PID); err != nil {
			return graph.Errorf(graph.Internal, "the local Neo4j cannot be stopped: %w", err)
		}
		if err := f.waitGone(ctx); err != nil {
			return err
		}
	}
	return f.stopOrphan(ctx)
}

func (f *folder) stays() bool {
	_, err := os.Stat(f.path("run", "stay"))
	return err == nil
}

func (f *folder) waitGone(ctx context.Context) error {
	err := poll(ctx, func() (bool, error) { return !f.supervised(), nil })
	if err != nil {
		return graph.Errorf(graph.Timeout, "the local Neo4j is still stopping; its log is %s", f.path("logs", "debug.log"))
	}
	return nil
}

// supervised reports whether a supervisor lives for this folder.
func (f *folder) supervised() bool {
	lock := f.lock("server.lock")
	free, err := lock.TryRLock()
	_ = lock.Close()
	return err != nil || !free
}

// stopOrphan ends a server whose supervisor was killed. It is ours for
// certain: its number and its start are those that the supervisor wrote down.
func (f *folder) stopOrphan(ctx context.Context) error {
	s, ok := f.state()
	if !ok || !s.Server.alive() {
		return nil
	}
	if err := terminate(s.Server.PID); err != nil && s.Server.alive() {
		return graph.Errorf(graph.Conflict, "a Neo4j left behind (process %d) cannot be stopped: %w", s.Server.PID, err)
	}
	patience, cancel := context.WithTimeout(ctx, stopPatience)
	defer cancel()
	gone := func() (bool, error) { return !s.Server.alive(), nil }
	if err := poll(patience, gone); err == nil || ctx.Err() != nil {
		return err
	}
	if err := kill(s.Server.PID); err != nil && s.Server.alive() {
		return graph.Errorf(graph.Conflict, "a Neo4j left behind (process %d) cannot be stopped: %w", s.Server.PID, err)
	}
	return poll(ctx, gone)
}

// hold keeps the server alive as long as this process has it. The system lets
// go of it when the process ends, in whatever way.
type hold struct{ lock *flock.Flock }

// holds keeps each hold that nobody let go of in the memory of the process:
// the garbage collector would close its file, and the server would stop under
// a process that dropped the Server but still talks to it.
var holds sync.Map

// acquire waits for a server that is just stopping and takes a hold.
func (f *folder) acquire(ctx context.Context) (*hold, error) {
	lock := f.lock("users.lock")
	if _, err := lock.TryRLockContext(ctx, lockRetry); err != nil {
		_ = lock.Close()
		return nil, lockError(f, err)
	}
	h := &hold{lock}
	holds.Store(h, true)
	return h, nil
}

// release lets go of a hold and, when it was the last one on a server that
// does not stay, waits until the server is gone.
func (f *folder) release(ctx context.Context, h *hold) error {
	holds.Delete(h)
	if err := h.lock.Close(); err != nil {
		return internal("the hold on the local Neo4j cannot be let go: %w", err)
	}
	if f.stays() {
		return nil
	}
	err := poll(ctx, func() (bool, error) {
		return !f.supervised() || f.usedByOthers(), nil
	})
	if err != nil {
		return graph.Errorf(graph.Timeout, "the local Neo4j is still stopping; its log is %s", f.path("logs", "debug.log"))
	}
	return nil
}

// usedByOthers reports whether a process has a hold: then the lock can be
// shared but not had alone. A supervisor that stops has it alone.
func (f *folder) usedByOthers() bool {
	lock := f.lock("users.lock")
	defer func() { _ = lock.Close() }()
	if alone, err := lock.TryLock(); alone || err != nil {
		return false
	}
	shared, err := lock.TryRLock()
	return err == nil && shared
}

func lockError(f *folder, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return graph.Errorf(graph.Conflict, "files in %s cannot be locked (%w); name a data folder on a local disk", f.path("run"), err)
}
