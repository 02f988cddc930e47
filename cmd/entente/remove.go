package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"
)

func (p *program) remove() *cobra.Command {
	return &cobra.Command{
		Use:   "remove ARTICLE...",
		Short: "Remove articles, named by id, key or address, with all that they alone support",
		Args:  cobra.MinimumNArgs(1),
		RunE:  func(cmd *cobra.Command, args []string) error { return p.runRemove(cmd.Context(), args) },
	}
}

func (p *program) runRemove(ctx context.Context, names []string) error {
	db, err := p.open(ctx)
	if err != nil {
		return err
	}
	removal, err := db.Store.Remove(ctx, names)
	if err = errors.Join(err, db.close(ctx)); err != nil {
		return err
	}
	return p.result(removal, "removed %s (%s) with %s",
		plural(removal.Articles, "article"), plural(removal.Versions, "version"), plural(removal.Statements, "statement"))
}
