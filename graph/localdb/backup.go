package localdb

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"entente/graph"
)

// Consent is what the user agreed to beforehand.
type Consent struct {
	Overwrite bool // what stands in the way is replaced
	Force     bool // a server that other programs use is stopped for a while
}

// Backup writes the database of the managed server to a file of Neo4j's own
// format, and returns its size. A server that runs is stopped for that and
// started again, also when ctx ends. The file appears when it is whole. Users
// and passwords are not in it. Errors: Refused where the server is not run
// from files of ours, NotFound when there is no database, Conflict when the
// file exists or others use the server, NoSpace, Unavailable.
func Backup(ctx context.Context, options Options, file string, consent Consent) (int64, error) {
	o := options.withDefaults()
	f, err := managed(o)
	if err != nil {
		return 0, err
	}
	if err := vacant(file, consent.Overwrite); err != nil {
		return 0, err
	}
	p, err := f.adminPlan(ctx, o)
	if err != nil {
		return 0, err
	}
	partial, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return 0, graph.Errorf(graph.Invalid, "the backup cannot be written: %w", err)
	}
	defer func() { _ = os.Remove(partial.Name()) }()
	size, err := f.backup(ctx, o, p, partial, consent.Force)
	if err = errors.Join(err, partial.Close()); err != nil {
		return 0, spaceError(filepath.Dir(file), err)
	}
	return size, os.Rename(partial.Name(), file)
}

// vacant refuses to write over a file unasked.
func vacant(file string, overwrite bool) error {
	info, err := os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return graph.Errorf(graph.Invalid, "%s is a folder; name the file to write", file)
	case err == nil && !overwrite:
		return graph.Errorf(graph.Conflict, "%s exists; name another file, or add --overwrite", file)
	}
	return nil
}

func (f *folder) backup(ctx context.Context, o Options, p *plan, to *os.File, force bool) (int64, error) {
	lock, err := f.lockStart(ctx, o)
	if err != nil {
		return 0, err
	}
	defer func() { _ = lock.Close() }()
	was, err := f.halt(ctx, o, force)
	if err == nil {
		err = f.dump(ctx, o, p, to)
	}
	if err = errors.Join(err, f.resume(ctx, o, was)); err != nil {
		return 0, err
	}
	if err := to.Sync(); err != nil {
		return 0, err
	}
	info, err := to.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// dump writes the database, of which no server runs. One whose server was
// killed is started once, so that Neo4j brings it into order.
func (f *folder) dump(ctx context.Context, o Options, p *plan, to *os.File) error {
	if err := f.settle(); err != nil {
		return err
	}
	if f.fresh() {
		return graph.Errorf(graph.NotFound, "%s holds no database yet, so there is nothing to back up", f.root)
	}
	a := admin{adminTool: p.Admin, home: f.root, report: func(percent int64) {
		o.Progress(Progress{PhaseBackup, "Writing the backup", percent, 100})
	}}
	write := func() error {
		return a.run(ctx, copying, nil, to, "database", "dump", defaultDatabase, "--to-stdout")
	}
	err := write()
	if !errors.Is(err, errUnclean) {
		return err
	}
	if err := errors.Join(f.resume(ctx, o, halted{Ran: true}), f.stop(ctx)); err != nil {
		return err
	}
	if _, err := to.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return errors.Join(to.Truncate(0), write())
}

// Replacement says how another database comes into the place of the present
// one.
type Replacement struct {
	Force bool // a server that other programs use is stopped for a while
	// Prove looks at the new database on a server that is ready. When it
	// returns an error the present database comes back. It may be nil.
	Prove func(ctx context.Context, s *Server) error
}

// Restore puts the database of a file that Backup wrote into the place of the
// managed server's. The present one is kept until a server has started on the
// new one and r.Prove has found it good; when anything fails, ctx ends or this
// process dies it is as it was. A server that ran runs again afterwards, one
// that did not is stopped. Users and passwords stay the folder's. Errors:
// Invalid when the file is no whole dump, Refused where the server is not run
// from files of ours, Conflict when others use the server, NoSpace,
// Unavailable, and what r.Prove returns.
func Restore(ctx context.Context, options Options, file string, r Replacement) error {
	if err := isDump(file); err != nil {
		return err
	}
	o := options.withDefaults()
	return replace(ctx, o, r, func(a admin) error {
		a.report = func(percent int64) {
			o.Progress(Progress{PhaseRestore, "Reading the backup", percent, 100})
		}
		size, err := a.dumpSize(ctx, file)
		if err != nil {
			return err
		}
		if free := freeSpace(a.home); free < size+leastSpace {
			return graph.Errorf(graph.NoSpace, "the database of %s takes %d MB, and the disk of %s has %d MB left; free some space",
				file, size/mebibyte, a.home, free/mebibyte)
		}
		return a.readDump(ctx, file, nil)
	})
}

// Dumps begin with one of these, by how they are compressed.
const (
	zstdDump  = "DZV1"
	plainDump = "DGV1"
)

// isDump refuses a file that Neo4j did not write, before anything is stopped.
func isDump(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return graph.Errorf(graph.Invalid, "the backup cannot be read: %w", err)
	}
	defer func() { _ = file.Close() }()
	head := make([]byte, len(zstdDump))
	_, err = io.ReadFull(file, head)
	if err != nil || (string(head) != zstdDump && string(head) != plainDump) {
		return graph.Errorf(graph.Invalid, "%s is not a dump of Neo4j; name a file that `entente db backup` or `neo4j-admin database dump` wrote", name)
	}
	return nil
}

var dumpBytes = regexp.MustCompile(`(?m)^Bytes: (\d+)`)

// dumpSize returns how many bytes the dump's database takes.
func (a admin) dumpSize(ctx context.Context, name string) (uint64, error) {
	var told strings.Builder
	if err := a.readDump(ctx, name, &told, "--info"); err != nil {
		return 0, err
	}
	match := dumpBytes.FindStringSubmatch(told.String())
	if match == nil {
		return 0, graph.Errorf(graph.Invalid, "Neo4j cannot tell what %s holds: %s", name, clip(told.String()))
	}
	return strconv.ParseUint(match[1], 10, 64)
}

func (a admin) readDump(ctx context.Context, name string, out io.Writer, args ...string) error {
	file, err := os.Open(name)
	if err != nil {
		return graph.Errorf(graph.Invalid, "the backup cannot be read: %w", err)
	}
	defer func() { _ = file.Close() }()
	err = a.run(ctx, copying, file, out, append([]string{"database", "load", defaultDatabase, "--from-stdin"}, args...)...)
	if graph.CodeOf(err) == graph.Unavailable && ctx.Err() == nil {
		return graph.Errorf(graph.Invalid, "%s is damaged or not whole, or of a Neo4j later than %s: %w", name, neo4jVersion, err)
	}
	return err
}
