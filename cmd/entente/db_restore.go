package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/graph/localdb"
	"entente/graph/store"
)

const overwriteHelp = "replace a database that holds something; it is kept until the new one is proven"

func (p *program) dbRestore() *cobra.Command {
	var consent localdb.Consent
	c := &cobra.Command{
		Use: "restore FILE", Short: "Put the database of a backup into the place of an empty one, or with --overwrite of any",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.restore(cmd.Context(), args[0], consent)
		},
	}
	c.Flags().BoolVar(&consent.Overwrite, "overwrite", false, overwriteHelp)
	c.Flags().BoolVar(&consent.Force, "force", false, forceHelp)
	return c
}

func (p *program) restore(ctx context.Context, file string, consent localdb.Consent) error {
	if err := p.vacant(ctx, consent.Overwrite); err != nil {
		return err
	}
	var held graph.Summary
	progress := p.databaseProgress()
	err := localdb.Restore(ctx, p.localdbOptions(progress.report), file, localdb.Replacement{
		Force: consent.Force,
		Prove: func(ctx context.Context, server *localdb.Server) error {
			return p.proven(ctx, server, func(st *store.Store) (err error) {
				held, err = st.Summary(ctx)
				return err
			})
		},
	})
	progress.end()
	if err != nil {
		return unchanged(err)
	}
	return p.result(map[string]int{"articles": held.Articles, "statements": held.Statements},
		"restored %s with %s", plural(held.Articles, "article"), plural(held.Statements, "statement"))
}

// vacant refuses to replace a local database that holds something unasked.
func (p *program) vacant(ctx context.Context, overwrite bool) error {
	stored, err := localdb.Stored(p.flags.data)
	if err != nil || !stored || overwrite || p.flags.uri != "" { // localdb refuses an address
		return err
	}
	db, err := p.open(ctx)
	if err != nil {
		return err
	}
	empty, err := db.Empty(ctx)
	if err = errors.Join(err, db.close(ctx)); err != nil || empty {
		return err
	}
	return graph.Errorf(graph.Conflict, "the database in %s holds something; add --overwrite to replace it, or name another folder by --data", p.flags.data)
}

// proven opens a database that is to replace another, brings its schema up to
// date, and looks at it.
func (p *program) proven(ctx context.Context, server *localdb.Server, look func(*store.Store) error) error {
	st, err := p.connect(ctx, server)
	if err != nil {
		return err
	}
	return errors.Join(look(st), st.Close(ctx))
}
