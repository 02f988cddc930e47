package main

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
	"github.com/spf13/cobra"

	"entente/graph"
	"entente/graph/localdb"
	"entente/graph/store"
	"entente/loader"
	"entente/loader/source"
)

// importing is what the import command is told beside how to read.
type importing struct {
	localdb.Consent
	rejects string
	keep    string
}

func (p *program) dbImport() *cobra.Command {
	var reading reading
	var how importing
	c := &cobra.Command{
		Use:   "import PATH|URL|-...",
		Short: "Load very many articles into an empty local database, by Neo4j's offline importer; the same as load otherwise",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			reader, err := reading.reader(p.getenv)
			if err != nil {
				return err
			}
			options := loader.Options{Batch: graph.Batch{Name: batchName(args)}, Workers: reading.workers}
			return p.runImport(cmd.Context(), reader, p.inputs(cmd.Context(), reading, args), options, reading.list, how)
		},
	}
	reading.flags(c.Flags())
	c.Flags().StringVar(&how.rejects, "rejects", "", "file to write what was rejected or failed to, one JSON object a line, each with its reason")
	c.Flags().StringVar(&how.keep, "keep", "", "empty folder for the files that the importer reads, which stay there; it needs two to three times the space of the articles")
	c.Flags().BoolVar(&how.Overwrite, "overwrite", false, overwriteHelp)
	c.Flags().BoolVar(&how.Force, "force", false, forceHelp)
	return c
}

// runImport reads everything before it touches the database.
func (p *program) runImport(ctx context.Context, reader *loader.Reader, items iter.Seq[source.Item], o loader.Options, list graph.StakeholderList, how importing) error {
	progress := p.databaseProgress()
	err := localdb.Replaceable(ctx, p.localdbOptions(progress.report), how.Force)
	progress.end()
	if err == nil {
		err = p.vacant(ctx, how.Overwrite)
	}
	if err != nil {
		return err
	}
	dir, leave, err := p.importFolder(how.keep)
	if err != nil {
		return err
	}
	defer leave()
	bulk, err := store.NewBulk(dir)
	if err != nil {
		return err
	}
	bulk.KeepStakeholders(list)
	batch, err := p.readBulk(ctx, bulk, reader, items, o, how.rejects)
	if err = errors.Join(err, bulk.Close()); err != nil {
		return unchanged(err)
	}
	progress = p.databaseProgress()
	err = localdb.Import(ctx, p.localdbOptions(progress.report), dir, bulk.Arguments(), localdb.Replacement{
		Force: how.Force,
		Prove: func(ctx context.Context, server *localdb.Server) error {
			return p.proven(ctx, server, func(st *store.Store) error { return bulk.Settle(ctx, st) })
		},
	})
	progress.end()
	if err != nil {
		return unchanged(err)
	}
	return p.loaded(batch)
}

// readBulk writes the files of an import.
func (p *program) readBulk(ctx context.Context, bulk *store.Bulk, reader *loader.Reader, items iter.Seq[source.Item], o loader.Options, file string) (graph.Batch, error) {
	rejects, err := openRejects(file)
	if err != nil {
		return graph.Batch{}, err
	}
	o.Progress = rejects.report
	batch, err := p.loadInto(ctx, bulk, reader, items, o)
	if err = errors.Join(err, rejects.close()); err != nil {
		return batch, err
	}
	return batch, bulk.Finish()
}

// importFolder is where the files of an import go: the user's, else one among
// the program's data, which leave removes. What a killed import left there the
// next one removes.
func (p *program) importFolder(keep string) (dir string, leave func(), err error) {
	if keep != "" {
		return keep, func() {}, emptyFolder(keep)
	}
	if err := os.MkdirAll(p.flags.data, 0o700); err != nil {
		return "", nil, graph.Errorf(graph.Invalid, "the data folder cannot be made: %w", err)
	}
	dir = filepath.Join(p.flags.data, "import")
	lock := flock.New(dir+".lock", flock.SetPermissions(0o600))
	mine, err := lock.TryLock()
	if err != nil || !mine {
		return "", nil, graph.Errorf(graph.Conflict, "another import is under way in %s; wait until it has ended, or name another folder by --data", p.flags.data)
	}
	leave = func() {
		_ = os.RemoveAll(dir)
		_ = lock.Close()
	}
	if err := errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o700)); err != nil {
		leave()
		return "", nil, graph.Errorf(graph.Invalid, "the folder for the files of the import cannot be made: %w", err)
	}
	return dir, leave, nil
}

// emptyFolder makes the user's folder, or finds it empty.
func emptyFolder(keep string) error {
	if err := os.MkdirAll(keep, 0o700); err != nil {
		return usageError{graph.FieldError("keep", "The folder for the files cannot be made: %v", err)}
	}
	entries, err := os.ReadDir(keep)
	if err == nil && len(entries) > 0 {
		err = usageError{graph.FieldError("keep", "The folder %s is not empty; name another one for the files.", keep)}
	}
	return err
}
