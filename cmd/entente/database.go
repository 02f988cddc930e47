package main

import (
	"context"
	"errors"
	"time"

	"entente/graph/localdb"
	"entente/graph/store"
	"entente/loader"
)

// stopTime is what a part gets to stop in.
const stopTime = 20 * time.Second

// database is a store and the server behind it, which may be ours to stop.
type database struct {
	*store.Store
	server *localdb.Server
}

// open finds or starts Neo4j, connects and brings the schema up to date.
func (p *program) open(ctx context.Context) (*database, error) {
	return p.openBy(ctx, p.connect)
}

// openPatiently is open that waits for a Neo4j that is away, and says so.
func (p *program) openPatiently(ctx context.Context, patience time.Duration) (*database, error) {
	progress := p.loadProgress()
	defer progress.end()
	tell := func(notice string) { progress.report(loader.Event{Notice: notice}) }
	return p.openBy(ctx, func(ctx context.Context, server *localdb.Server) (st *store.Store, err error) {
		err = loader.Patiently(ctx, patience, tell, func() error {
			st, err = p.connect(ctx, server)
			return err
		})
		return st, err
	})
}

func (p *program) openBy(ctx context.Context, connect func(context.Context, *localdb.Server) (*store.Store, error)) (*database, error) {
	progress := p.databaseProgress()
	server, err := localdb.Start(ctx, p.localdbOptions(progress.report))
	progress.end()
	if err != nil {
		return nil, err
	}
	st, err := connect(ctx, server)
	if err != nil {
		return nil, errors.Join(err, stopServer(ctx, server))
	}
	return &database{st, server}, nil
}

func (p *program) localdbOptions(progress func(localdb.Progress)) localdb.Options {
	return localdb.Options{
		Dir: p.flags.data, URI: p.flags.uri, User: p.flags.user, Password: p.flags.password,
		Database: p.flags.database, Progress: progress, Getenv: p.getenv,
	}
}

func (p *program) connect(ctx context.Context, server *localdb.Server) (*store.Store, error) {
	st, err := store.Open(ctx, store.Config{
		URI: server.URI, User: server.User, Password: server.Password, Database: server.Database,
	})
	if err != nil {
		return nil, err
	}
	if err := st.Migrate(ctx); err != nil {
		return nil, errors.Join(err, st.Close(ctx))
	}
	return st, nil
}

// close lets go of the store and stops a server that open started. It works
// also after ctx was canceled.
func (d *database) close(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	return errors.Join(d.Close(ctx), d.server.Stop(ctx))
}

func stopServer(ctx context.Context, server *localdb.Server) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	return server.Stop(ctx)
}
