package main

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"entente/cmd/entente/sample"
	"entente/graph"
	"entente/loader"
	"entente/loader/extract"
	"entente/loader/quality/judged"
	"entente/web"
)

func (p *program) serve() *cobra.Command {
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve the explorer and the API, with a local Neo4j where none is named",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.runServer(cmd.Context(), func(context.Context, *database, *loader.Reader) error { return nil })
		},
	}
	p.flags.server(c.Flags())
	return c
}

func (p *program) demo() *cobra.Command {
	c := &cobra.Command{
		Use:   "demo",
		Short: "Start everything, load the sample reports on the Syria talks, and open the explorer",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.runServer(cmd.Context(), p.loadSample)
		},
	}
	p.flags.server(c.Flags())
	return c
}

func (p *program) loadSample(ctx context.Context, db *database, reader *loader.Reader) error {
	batch, err := p.loadInto(ctx, db.Store, reader, sample.Items(ctx), loader.Options{Batch: graph.Batch{Name: sample.Name}})
	if err != nil {
		return p.loadError(batch, err)
	}
	p.say("sample reports: %d loaded, %d already there", batch.Counts.Done, batch.Counts.Unchanged)
	return nil
}

// runServer takes the port first, so that a taken one is told before anything
// is started, then opens the database, prepares it and serves until ctx ends.
func (p *program) runServer(ctx context.Context, prepare func(context.Context, *database, *loader.Reader) error) error {
	ctx, stop := stopWithGoRun(ctx)
	defer stop()
	listener, err := p.takePort(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // the server closes it first in the good case
	reader, err := loader.NewReader(extract.Balanced)
	if err != nil {
		return err
	}
	db, err := p.open(ctx)
	if err != nil {
		return err
	}
	if err := prepare(ctx, db, reader); err != nil {
		return errors.Join(err, db.close(ctx))
	}
	return errors.Join(p.serveUntilDone(ctx, listener, db, reader), db.close(ctx))
}

func (p *program) serveUntilDone(ctx context.Context, listener net.Listener, db *database, reader *loader.Reader) error {
	relations, err := judged.Relations()
	if err != nil {
		return err
	}
	jobs := loader.NewJobs(db.Store, reader)
	server, err := web.New(web.Config{
		Store: db.Store, Jobs: jobs, Sample: sample.Items, Version: version, Judged: relations,
		Neo4j:    web.Neo4j{URI: db.server.URI, Managed: db.server.Managed},
		Insecure: p.flags.insecure, TempDir: filepath.Join(p.flags.data, "uploads"), Log: p.logger(),
	})
	if err != nil {
		return err
	}
	if err := db.Warm(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	p.announce(listener.Addr().String())
	err = server.Serve(ctx, listener)
	p.say("stopping")
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	return errors.Join(err, jobs.Close(ctx))
}

func (p *program) announce(address string) {
	url := "http://" + address
	_ = p.result(map[string]string{"listening": url}, "listening on %s", url) // a closed pipe must not stop the server
	if !p.flags.noBrowser && isTerminal(p.stdout) {
		openBrowser(url, p.getenv)
	}
}

// takePort listens where the flags say. The default port gives way to a free
// one when it is taken; a port that was asked for does not.
func (p *program) takePort(ctx context.Context) (net.Listener, error) {
	if err := web.CheckListen(p.flags.listen, p.flags.insecure); err != nil {
		return nil, usageError{err}
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", p.flags.listen)
	if errors.Is(err, syscall.EADDRINUSE) && p.flags.listen == defaultListen {
		p.say("%s is taken; using a free port", defaultListen)
		listener, err = config.Listen(ctx, "tcp", "127.0.0.1:0")
	}
	switch {
	case err == nil:
		return listener, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, graph.Errorf(graph.Conflict, "%s is taken by another program; use another port, or --listen 127.0.0.1:0 for a free one", p.flags.listen)
	}
	return nil, graph.Errorf(graph.Invalid, "cannot listen on %s: %w", p.flags.listen, err)
}
