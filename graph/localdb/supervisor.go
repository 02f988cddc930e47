package localdb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"entente/graph"
)

const (
	// stopPatience is what a server gets to write everything out before it is
	// killed; what it had not written it recovers at its next start.
	stopPatience = 90 * time.Second
	// sickPatience is what it gets when it does not answer anyway.
	sickPatience = 10 * time.Second
	// readyCheck is how often a starting server is asked.
	readyCheck = 100 * time.Millisecond
	// healthCheck is how often a running server is asked, and healthFailures
	// how many silences in a row mean that it will not answer any more.
	healthCheck    = 20 * time.Second
	healthFailures = 6
	// A server that ends maxCrashes times within crashWindow is given up.
	maxCrashes  = 5
	crashWindow = 10 * time.Minute
	maxBackOff  = 30 * time.Second
	// leastSpace is the free space that a start asks for, and fullSpace what
	// counts as none, in bytes.
	leastSpace = 64 << 20
	fullSpace  = 1 << 20
)

// supervisor runs one server: it starts it again when it ends by itself, and
// stops it when nobody holds it any more or a signal asks for it.
type supervisor struct {
	task      task
	folder    *folder
	events    *json.Encoder
	signals   <-chan os.Signal
	ready     bool // it was, at least once
	salvaging bool // this run may cut a torn log
	started   time.Time
}

func (s *supervisor) tell(e event) {
	_ = s.events.Encode(e) // the process that listened may be gone
}

func (s *supervisor) report(phase Phase, message string) {
	s.tell(event{Progress: Progress{Phase: phase, Message: message}})
}

// run returns nil when the server was stopped as asked.
func (s *supervisor) run() error {
	lock := s.folder.lock("server.lock")
	ctx, cancel := context.WithTimeout(context.Background(), toolTime)
	_, err := lock.TryLockContext(ctx, lockRetry)
	cancel()
	if err != nil {
		return lockError(s.folder, err)
	}
	defer func() { _ = lock.Close() }()
	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	go func() { <-s.signals; cancel() }()
	go s.untilUnused(cancel)
	err = s.keepRunning(ctx)
	return errors.Join(err, s.folder.clearStay(), removeIfThere(s.folder.path("run", "state.json")))
}

// untilUnused calls stop when no process has a hold and the server is not to
// stay. The lock is then kept: whoever wants a hold waits for the end.
func (s *supervisor) untilUnused(stop func()) {
	for {
		lock := s.folder.lock("users.lock")
		err := lock.Lock()
		if err == nil && !s.folder.stays() {
			stop()
			return
		}
		_ = lock.Close()
		if err == nil { // it stays: users come and go, and only Stop ends it
			return
		}
		time.Sleep(lockRetry) // an interrupted wait
	}
}

// keepRunning runs the server until ctx ends, again and again when it ends by
// itself.
func (s *supervisor) keepRunning(ctx context.Context) error {
	var crashes []time.Time
	for {
		err := s.runOnce(ctx)
		if ctx.Err() != nil {
			return nil //nolint:nilerr // it ended because it was asked to
		}
		if errors.Is(err, errTorn) {
			s.salvaging = true
			s.report(PhaseRecover, "The disk was full in the middle of a write. Neo4j is started again without what was not written whole")
			continue
		}
		s.salvaging = false
		if !s.ready || graph.CodeOf(err) == graph.Unauthorized || errors.Is(err, errUnusable) {
			return err
		}
		crashes = append(recent(crashes, time.Now()), time.Now())
		if len(crashes) >= maxCrashes {
			return graph.Errorf(graph.Unavailable, "the local Neo4j ended %d times within %s and was given up: %w", maxCrashes, crashWindow, err)
		}
		s.note(PhaseRestart, process{})
		s.report(PhaseRestart, "Neo4j ended by itself and is started again. "+err.Error())
		select {
		case <-ctx.Done():
		case <-time.After(backOff(len(crashes))):
		}
	}
}

// recent drops the crashes that lie too far back to count.
func recent(crashes []time.Time, now time.Time) []time.Time {
	for len(crashes) > 0 && now.Sub(crashes[0]) > crashWindow {
		crashes = crashes[1:]
	}
	return crashes
}

// backOff is the pause before the server is started again: 1 s, doubled with
// each crash.
func backOff(crashes int) time.Duration {
	return min(time.Second<<(crashes-1), maxBackOff)
}

// runOnce runs the server from its start to its end and returns why it ended.
func (s *supervisor) runOnce(ctx context.Context) error {
	s.cleanUp()
	s.report(PhaseStart, "Starting Neo4j")
	console, err := os.Create(s.consoleLog())
	if err != nil {
		return err
	}
	defer func() { _ = console.Close() }()
	tail := newTail(s.folder.path("logs", "debug.log"))
	args := s.task.Command[1:]
	if s.salvaging {
		args = slices.Concat(args, s.task.Salvage)
	}
	cmd := exec.Command(s.task.Command[0], args...) //nolint:gosec,noctx // made by this package; ended by stop
	cmd.Env = append(os.Environ(), s.task.Env...)
	cmd.Dir = s.folder.root
	cmd.Stdout, cmd.Stderr = console, console
	cmd.SysProcAttr = dependent()
	if err := cmd.Start(); err != nil {
		return graph.Errorf(graph.Unavailable, "Neo4j cannot be started: %w", err)
	}
	server := describe(cmd.Process.Pid)
	s.started = time.Now()
	s.note(PhaseStart, server)
	ended := make(chan exit, 1)
	go func() { ended <- exit{cmd.Wait()} }()
	return s.attend(ctx, server, ended, tail)
}

func (s *supervisor) consoleLog() string { return s.folder.path("logs", "console.log") }

// attend watches one run of the server until it has ended.
func (s *supervisor) attend(ctx context.Context, server process, ended <-chan exit, tail *tail) error {
	err := s.untilReady(ctx, server, ended, tail)
	if err == nil {
		err = s.untilSick(ctx, ended, tail)
	}
	var gone endedError
	if errors.As(err, &gone) {
		return s.lastWords(gone)
	}
	s.note(PhaseStop, server)
	patience := stopPatience
	if ctx.Err() == nil {
		patience = sickPatience
	}
	return errors.Join(err, s.stop(server, ended, patience))
}

// exit is how a process ended; its error is nil for code 0.
type exit struct{ err error }

// endedError says that the server ended by itself.
type endedError exit

func (e endedError) Error() string {
	if e.err == nil {
		return "it ended by itself"
	}
	return e.err.Error()
}

// untilReady returns nil when the server has answered.
func (s *supervisor) untilReady(ctx context.Context, server process, ended <-chan exit, tail *tail) error {
	ticker := time.NewTicker(readyCheck)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case e := <-ended:
			return endedError(e)
		case <-ticker.C:
		}
		if err := s.readLog(server, tail); err != nil {
			return err
		}
		if freeSpace(s.folder.root) < fullSpace { // Neo4j would neither start nor end
			return graph.Errorf(graph.NoSpace, "the disk of %s became full while Neo4j started; free some space and start again", s.folder.root)
		}
		err := probe(ctx, s.task.Address, s.task.User, s.task.Password)
		if graph.CodeOf(err) == graph.Unauthorized {
			return s.wrongPassword()
		}
		if err == nil {
			s.ready = true
			s.note(PhaseReady, server)
			s.report(PhaseReady, "Neo4j is ready at "+s.task.URI)
			go s.archive(ctx)
			return nil
		}
	}
}

// archive makes the next start faster. That it fails is only worth a line.
func (s *supervisor) archive(ctx context.Context) {
	if err := s.task.Archive.make(ctx); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "no class archive was made:", err)
	}
}

func (s *supervisor) wrongPassword() error {
	return graph.Errorf(graph.Unauthorized, "the local Neo4j in %s does not take the password in %s: "+
		"one of them was changed. Put the right password into that file; or delete the folder %s to start with an empty database "+
		"and load the articles again", s.folder.root, s.folder.passwordFile(), s.folder.root)
}

// untilSick returns when the server has ended, does not answer any more, needs
// a new start because the disk was full, or ctx ends.
func (s *supervisor) untilSick(ctx context.Context, ended <-chan exit, tail *tail) error {
	wasFull := false
	ticker := time.NewTicker(healthCheck)
	defer ticker.Stop()
	for silences := 0; silences < healthFailures; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case e := <-ended:
			return endedError(e)
		case <-ticker.C:
		}
		wasFull = wasFull || slices.ContainsFunc(tail.lines(), tellsNoSpace)
		if wasFull && freeSpace(s.folder.root) > leastSpace { // Neo4j takes no more writes in this run
			return graph.Errorf(graph.NoSpace, "the disk had been full and has room again")
		}
		if err := probe(ctx, s.task.Address, s.task.User, s.task.Password); err == nil || graph.CodeOf(err) == graph.Unauthorized {
			silences = 0
		} else {
			silences++
		}
	}
	return graph.Errorf(graph.Unavailable, "it did not answer for %s", healthFailures*healthCheck)
}

// stop ends the server: politely, then not.
func (s *supervisor) stop(server process, ended <-chan exit, patience time.Duration) error {
	if err := terminate(server.PID); err != nil && server.alive() {
		return internal("the server cannot be stopped: %w", err)
	}
	select {
	case <-ended: // how it ended says nothing: it was told to
	case <-time.After(patience):
		if err := kill(server.PID); err != nil {
			return internal("the server cannot be killed: %w", err)
		}
		<-ended
	}
	s.cleanUp()
	return nil
}

// cleanUp removes what a run may have left outside its process.
func (s *supervisor) cleanUp() {
	if len(s.task.Cleanup) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), toolTime)
	defer cancel()
	_ = exec.CommandContext(ctx, s.task.Cleanup[0], s.task.Cleanup[1:]...).Run() //nolint:gosec // nothing left is the usual case, and an error
}

// note tells other processes how things are.
func (s *supervisor) note(phase Phase, server process) {
	_ = writeJSON(s.folder.path("run", "state.json"), state{
		Phase: phase, URI: s.task.URI, How: s.task.How, Started: s.started,
		Supervisor: describe(os.Getpid()), Server: server,
	})
}

// lastWords makes an error of what the server said before it ended.
func (s *supervisor) lastWords(gone endedError) error {
	text, err := os.ReadFile(s.consoleLog())
	if err != nil {
		text = []byte(err.Error())
	}
	words := meaningful(string(text))
	switch {
	case tellsNoSpace(string(text)):
		return graph.Errorf(graph.NoSpace, "the disk of %s is full, so Neo4j ended; free some space and start again (%s)", s.folder.root, words)
	case strings.Contains(string(text), "Address already in use"):
		_, port, _ := net.SplitHostPort(s.task.Address)
		return graph.Errorf(graph.Conflict, "port %s was taken before Neo4j could have it", port)
	case words == "":
		words = gone.Error()
	}
	return graph.Errorf(graph.Unavailable, "Neo4j ended (%w). Its last words: %s. More is in %s", gone, words, s.folder.path("logs"))
}
