package localdb

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"entente/graph"
)

// Stored reports whether a server has ever stored anything in dir, which is as
// in Options.
func Stored(dir string) (bool, error) {
	f, err := locate(dir, os.Getenv)
	if err != nil {
		return false, err
	}
	return !f.fresh() || f.settings().Means == meansDocker, nil
}

// replace lets fill make a database under a home of its own, beside the
// present one, whose server may run on. Only then the two change places, and
// the present one is kept until the new one is proven.
func replace(ctx context.Context, o Options, r Replacement, fill func(admin) error) error {
	f, p, err := replaceable(ctx, o, r.Force)
	if err != nil {
		return err
	}
	lock := f.lock("replace.lock")
	mine, err := lock.TryLock()
	if err != nil {
		return lockError(f, err)
	}
	defer func() { _ = lock.Close() }()
	if !mine {
		return graph.Errorf(graph.Conflict, "another program is about to replace the database in %s; wait until it has ended", f.root)
	}
	defer func() { _ = os.RemoveAll(f.path("new")) }()
	if err := f.prepareNew(); err != nil {
		return spaceError(f.root, err)
	}
	if err := fill(admin{adminTool: p.Admin, home: f.path("new")}); err != nil {
		return err
	}
	return f.change(ctx, o, r)
}

// Replaceable tells by its error why the database of the managed server cannot
// be replaced, so that long work need not end in that. It may bring Neo4j's
// files. Errors: Refused, Conflict, Unavailable.
func Replaceable(ctx context.Context, options Options, force bool) error {
	_, _, err := replaceable(ctx, options.withDefaults(), force)
	return err
}

func replaceable(ctx context.Context, o Options, force bool) (*folder, *plan, error) {
	f, err := managed(o)
	if err != nil {
		return nil, nil, err
	}
	p, err := f.adminPlan(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	if f.supervised() && !force && f.usedByOthers() {
		return nil, nil, f.inUse()
	}
	return f, p, nil
}

// prepareNew makes the home of a database to come, with the folder's password.
func (f *folder) prepareNew() error {
	if err := os.RemoveAll(f.path("new")); err != nil {
		return err
	}
	beside := &folder{root: f.path("new"), cache: f.cache, getenv: f.getenv}
	for _, name := range []string{"conf", "data", "logs", "run"} {
		if err := os.MkdirAll(beside.path(name), 0o700); err != nil {
			return err
		}
	}
	text, err := config{Port: boltPort, Memory: shareOf(machineMemory())}.render()
	if err != nil {
		return err
	}
	password, err := f.password(false)
	if err != nil {
		return err
	}
	return errors.Join(writeFile(beside.path("conf", "neo4j.conf"), []byte(text)), beside.writeInitialUser(password))
}

// change puts the new database into the place of the present one, starts a
// server on it, and puts the present one back unless it is proven.
func (f *folder) change(ctx context.Context, o Options, r Replacement) error {
	lock, err := f.lockStart(ctx, o)
	if err != nil {
		return err
	}
	defer func() { _ = lock.Close() }()
	was, err := f.halt(ctx, o, r.Force)
	if err != nil {
		return errors.Join(err, f.resume(ctx, o, was))
	}
	if err := errors.Join(f.settle(), f.swap()); err != nil {
		return errors.Join(err, f.settle(), f.resume(ctx, o, was))
	}
	server, err := f.try(ctx, o, r)
	if err == nil {
		err = f.retire()
	}
	if err == nil && was.Stayed {
		err = f.setStay()
	}
	if err != nil {
		return errors.Join(err, f.abandon(ctx, server), f.settle(), f.resume(ctx, o, was))
	}
	return server.Stop(context.WithoutCancel(ctx))
}

// try starts a server on the new database and lets it be proven. The server
// returned is held; it is to be stopped also beside an error.
func (f *folder) try(ctx context.Context, o Options, r Replacement) (*Server, error) {
	h, err := f.acquire(ctx)
	if err != nil {
		return nil, err
	}
	held := &Server{folder: f, hold: h}
	server, err := f.launch(ctx, o)
	if err != nil {
		return held, err
	}
	server.folder, server.hold = f, h
	if r.Prove != nil {
		o.report(PhaseProve, "Bringing the schema up to date, and looking at what is there")
		err = r.Prove(ctx, server)
	}
	return server, err
}

// abandon ends the server of a database that was not proven.
func (f *folder) abandon(ctx context.Context, s *Server) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopPatience+toolTime)
	defer cancel()
	err := errors.Join(f.clearStay(), f.stop(ctx), f.waitGone(ctx))
	return errors.Join(err, s.Stop(ctx))
}

// The database changes by renaming folders, each of which is done whole or not
// at all. As long as data.old exists it is the true one: settle puts it back,
// at the next start too if this process dies.
const oldData, goneData = "data.old", "data.gone"

// swap puts the new database beside the old one's, under its name.
func (f *folder) swap() error {
	if err := os.Rename(f.path("data"), f.path(oldData)); err != nil {
		return err
	}
	return os.Rename(f.path("new", "data"), f.path("data"))
}

// retire drops the old database: the new one is the true one now.
func (f *folder) retire() error {
	if err := os.Rename(f.path(oldData), f.path(goneData)); err != nil {
		return err
	}
	_ = os.RemoveAll(f.path(goneData)) // what is left the next start clears
	return nil
}

// unproven reports, while the start is locked, whether a replacement was broken
// off: a server that runs is then one of the new database.
func (f *folder) unproven() bool {
	_, err := os.Stat(f.path(oldData))
	return err == nil
}

// settle ends a replacement that was broken off: the old database comes back.
// The start is locked, and no server runs.
func (f *folder) settle() error {
	if f.unproven() {
		if err := errors.Join(os.RemoveAll(f.path("data")), os.Rename(f.path(oldData), f.path("data"))); err != nil {
			return graph.Errorf(graph.Internal, "a replacement of the database was broken off, and %s cannot be renamed back to %s: %w",
				f.path(oldData), filepath.Base(f.path("data")), err)
		}
	}
	if err := os.RemoveAll(f.path(goneData)); err != nil {
		return err
	}
	lock := f.lock("replace.lock")
	defer func() { _ = lock.Close() }()
	if mine, err := lock.TryLock(); err != nil || !mine { // one is being made; it is only left lying
		return nil
	}
	return os.RemoveAll(f.path("new"))
}
