package localdb

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"strconv"

	"github.com/gofrs/flock"

	"entente/graph"
)

// portAttempts is how often another port is tried when a stranger took the
// chosen one before the server could.
const portAttempts = 3

// start returns the folder's server, started when it does not run.
func (f *folder) start(ctx context.Context, o Options) (*Server, error) {
	h, err := f.acquire(ctx)
	if err != nil {
		return nil, err
	}
	server, err := f.startAlone(ctx, o)
	if err != nil {
		return nil, errors.Join(err, h.lock.Close())
	}
	server.folder, server.hold = f, h
	if o.Detach {
		server.hold = nil
		return server, h.lock.Close()
	}
	return server, nil
}

// startAlone starts or finds the server while no other process does the same.
func (f *folder) startAlone(ctx context.Context, o Options) (*Server, error) {
	lock, err := f.lockStart(ctx, o)
	if err != nil {
		return nil, err
	}
	defer func() { _ = lock.Close() }()
	return f.startLocked(ctx, o)
}

// lockStart keeps other processes from starting the server until the lock is
// closed.
func (f *folder) lockStart(ctx context.Context, o Options) (*flock.Flock, error) {
	lock := f.lock("start.lock")
	if held, err := lock.TryLock(); err == nil && !held {
		o.report(PhaseFind, "Waiting for another process that starts or replaces the local Neo4j")
	}
	if _, err := lock.TryLockContext(ctx, lockRetry); err != nil {
		_ = lock.Close()
		return nil, lockError(f, err)
	}
	return lock, nil
}

// startLocked starts or finds the server; the start is locked.
func (f *folder) startLocked(ctx context.Context, o Options) (*Server, error) {
	s, err := f.running(ctx, o)
	if err != nil {
		return nil, err
	}
	if s != nil && !f.unproven() {
		return f.join(s, o)
	}
	if err := f.stop(ctx); err != nil { // its database is another's, or none runs
		return nil, err
	}
	if err := errors.Join(f.clearStay(), f.stopOrphan(ctx), f.settle()); err != nil {
		return nil, err
	}
	if o.Detach {
		if err := f.setStay(); err != nil {
			return nil, err
		}
	}
	return f.launch(ctx, o)
}

// join uses a server that runs. One that was started to stay goes on staying
// when a process that does not ask for it joins.
func (f *folder) join(s *state, o Options) (*Server, error) {
	password, err := f.password(true)
	if err == nil && o.Detach {
		err = f.setStay()
	}
	if err != nil {
		return nil, err
	}
	o.report(PhaseReady, "Neo4j is running already at "+s.URI)
	return f.server(s.URI, password, s.How), nil
}

func (f *folder) setStay() error { return os.WriteFile(f.path("run", "stay"), nil, 0o600) }

// running returns the state of a server that runs and is ready, waiting for
// one that is just starting; nil when there is none.
func (f *folder) running(ctx context.Context, o Options) (*state, error) {
	var found *state
	shown := Phase("")
	err := poll(ctx, func() (bool, error) {
		if !f.supervised() {
			return true, nil
		}
		s, ok := f.state()
		if !ok || !s.Supervisor.alive() {
			return false, nil
		}
		if s.Phase == PhaseReady {
			found = &s
			return true, nil
		}
		if s.Phase != shown {
			shown = s.Phase
			o.report(PhaseStart, "Waiting for the local Neo4j, which is busy starting or stopping")
		}
		return false, nil
	})
	return found, err
}

func (f *folder) server(uri, password, how string) *Server {
	return &Server{URI: uri, User: defaultUser, Password: password, Database: defaultDatabase, Managed: true, How: how}
}

// launch prepares the folder and starts the server.
func (f *folder) launch(ctx context.Context, o Options) (*Server, error) {
	if free := freeSpace(f.root); free < leastSpace {
		return nil, graph.Errorf(graph.NoSpace, "the disk of %s has %d MB left, and Neo4j needs %d MB to start; free some space or name another data folder",
			f.root, free/mebibyte, leastSpace/mebibyte)
	}
	remembered := f.settings()
	fresh := f.fresh() && remembered.Means != meansDocker
	password, err := f.password(!fresh)
	if err != nil {
		return nil, err
	}
	p, err := f.find(ctx, remembered, password, o)
	if err != nil {
		return nil, err
	}
	if fresh && p.Means != meansDocker {
		if err := f.writeInitialUser(password); err != nil {
			return nil, err
		}
	}
	return f.tryPorts(ctx, p, remembered.Port, password, o)
}

// tryPorts starts the server on the remembered port, or on another when
// something else has it.
func (f *folder) tryPorts(ctx context.Context, p *plan, port int, password string, o Options) (*Server, error) {
	for attempt := 1; ; attempt++ {
		port, err := freePort(ctx, port)
		if err != nil {
			return nil, err
		}
		t, err := f.prepare(p, port, password)
		if err != nil {
			return nil, err
		}
		err = f.supervise(ctx, t, o)
		if err == nil {
			return f.server(t.URI, password, p.How), nil
		}
		if graph.CodeOf(err) != graph.Conflict || attempt == portAttempts {
			return nil, err
		}
		if err := f.waitGone(ctx); err != nil {
			return nil, err
		}
	}
}

// prepare writes what the server reads, and returns what its supervisor does.
func (f *folder) prepare(p *plan, port int, password string) (*task, error) {
	c := config{Port: port, Memory: shareOf(machineMemory())}
	text, err := c.render()
	if err != nil {
		return nil, err
	}
	if err := writeFile(f.path("conf", "neo4j.conf"), []byte(text)); err != nil {
		return nil, err
	}
	if err := writeJSON(f.path("settings.json"), settings{Port: port, Means: p.Means}); err != nil {
		return nil, err
	}
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	return &task{
		Root: f.root, How: p.How, Address: address, URI: "bolt://" + address, User: defaultUser, Password: password,
		Command: p.Command(c), Env: p.Env, Salvage: p.Salvage, Cleanup: p.Cleanup, Archive: p.Archive,
	}, nil
}

// freePort returns the wanted loopback port when nobody has it, else one that
// the system picks.
func freePort(ctx context.Context, wanted int) (int, error) {
	var config net.ListenConfig
	for _, port := range []int{wanted, 0} {
		listener, err := config.Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err != nil {
			continue
		}
		address, ok := listener.Addr().(*net.TCPAddr)
		if err := listener.Close(); err != nil || !ok {
			continue
		}
		return address.Port, nil
	}
	return 0, graph.Errorf(graph.Unavailable, "no port on 127.0.0.1 can be listened on")
}

// clearStay forgets that the server was to stay.
func (f *folder) clearStay() error { return removeIfThere(f.path("run", "stay")) }

func removeIfThere(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
