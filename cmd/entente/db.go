package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"entente/graph/localdb"
)

func (p *program) db() *cobra.Command {
	c := &cobra.Command{
		Use:   "db",
		Short: "Manage the local Neo4j",
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	c.AddCommand(
		&cobra.Command{
			Use: "start", Short: "Start the local Neo4j and leave it running",
			RunE: func(cmd *cobra.Command, _ []string) error { return p.dbStart(cmd.Context()) },
		},
		&cobra.Command{
			Use: "stop", Short: "Stop the local Neo4j",
			RunE: func(cmd *cobra.Command, _ []string) error {
				if err := localdb.Stop(cmd.Context(), p.flags.data); err != nil {
					return err
				}
				return p.result(map[string]bool{"running": false}, "stopped")
			},
		},
		&cobra.Command{
			Use: "status", Short: "Tell whether the local Neo4j runs, and how to reach it",
			RunE: func(cmd *cobra.Command, _ []string) error { return p.dbStatus(cmd.Context()) },
		},
		&cobra.Command{
			Use: "rebuild", Short: "Compute all aggregated edges anew from the statements",
			RunE: func(cmd *cobra.Command, _ []string) error { return p.dbRebuild(cmd.Context()) },
		},
		p.dbBackup(), p.dbRestore(), p.dbImport(),
	)
	return c
}

func (p *program) dbStart(ctx context.Context) error {
	progress := p.databaseProgress()
	options := p.localdbOptions(progress.report)
	options.Detach = true
	_, err := localdb.Start(ctx, options)
	progress.end()
	if err != nil {
		return err
	}
	return p.dbStatus(ctx)
}

func (p *program) dbStatus(ctx context.Context) error {
	status, err := localdb.GetStatus(ctx, p.flags.data)
	if err != nil {
		return err
	}
	if !status.Running {
		return p.result(status, "not running; `entente db start` starts it (data: %s)", p.flags.data)
	}
	return p.result(status, "running at %s\nuser %s, password in %s\ndata: %s",
		status.URI, status.User, status.PasswordFile, p.flags.data)
}

func (p *program) dbRebuild(ctx context.Context) error {
	db, err := p.open(ctx)
	if err != nil {
		return err
	}
	if err := errors.Join(db.Rebuild(ctx), db.close(ctx)); err != nil {
		return err
	}
	return p.result(map[string]bool{"rebuilt": true}, "rebuilt")
}
