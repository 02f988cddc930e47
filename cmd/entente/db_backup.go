package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/graph/localdb"
)

const forceHelp = "stop the local Neo4j for a while also when another program uses it"

func (p *program) dbBackup() *cobra.Command {
	var consent localdb.Consent
	c := &cobra.Command{
		Use: "backup FILE", Short: "Write the whole database to a file; a local Neo4j that runs is stopped for that, and started again",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.backup(cmd.Context(), args[0], consent)
		},
	}
	c.Flags().BoolVar(&consent.Overwrite, "overwrite", false, "replace the file if it exists")
	c.Flags().BoolVar(&consent.Force, "force", false, forceHelp)
	return c
}

func (p *program) backup(ctx context.Context, file string, consent localdb.Consent) error {
	progress := p.databaseProgress()
	size, err := localdb.Backup(ctx, p.localdbOptions(progress.report), file, consent)
	progress.end()
	if err != nil {
		return unchanged(err)
	}
	return p.result(map[string]any{"file": file, "bytes": size}, "%s: %d KB", file, (size+1023)/1024)
}

// unchanged says what an interruption left.
func unchanged(err error) error {
	if errors.Is(err, context.Canceled) {
		return graph.Errorf(graph.Unavailable, "interrupted; the database is as it was, and no file was written")
	}
	return err
}
