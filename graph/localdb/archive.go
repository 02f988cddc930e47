package localdb

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/gofrs/flock"

	"entente/graph"
)

// maxClassLine is the longest line of a class list that the JVM takes; it
// refuses the whole list for one longer.
const maxClassLine = 4000

// archive is a class data sharing archive: Neo4j's classes as the JVM wants
// them in memory, which saves a third of the start. It holds for one Java and
// one set of jars. An archive that is missing, broken or refused costs nothing
// but the time it would have saved.
type archive struct {
	File    string   // the archive; empty when making it failed once
	Classes string   // the list of classes that a first run leaves
	Dump    []string // the command line that makes the archive; its output file comes last
}

// archive returns where the archive for the jars in lib is, or will be.
func (f *folder) archive(j *java, lib string) archive {
	key := graph.Hash(j.Program, j.Version, lib)[:16]
	a := archive{
		File:    filepath.Join(f.jarFolder(), "classes-"+key+".jsa"),
		Classes: f.path("run", "classes.lst"),
	}
	a.Dump = append([]string{j.Program, "-Xmx512m", "-XX:+UseSerialGC", "-Xshare:dump"}, opens...)
	a.Dump = append(a.Dump, "-cp", filepath.Join(lib, "*"), "-XX:SharedClassListFile="+a.list(), "-XX:SharedArchiveFile=")
	return a
}

// list is the server's list as the JVM takes it back: a copy, because a server
// that is started again begins its own anew.
func (a archive) list() string { return a.File + ".lst" }

// flags make a server use the archive, or leave the list to make one from.
func (a archive) flags() []string {
	info, err := os.Stat(a.File)
	switch {
	case err != nil:
		return []string{"-XX:+IgnoreUnrecognizedVMOptions", "-XX:DumpLoadedClassList=" + a.Classes}
	case info.Size() > 0:
		return []string{"-XX:+IgnoreUnrecognizedVMOptions", "-XX:SharedArchiveFile=" + a.File}
	}
	return nil
}

// make writes the archive unless it is there. It works at the lowest priority
// beside the running server, and leaves an empty file when the JVM cannot do
// it, so that it is not tried at every start.
func (a archive) make(ctx context.Context) error {
	if _, err := os.Stat(a.File); err == nil || a.File == "" {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(a.File), 0o700); err != nil {
		return err
	}
	guard := flock.New(filepath.Join(filepath.Dir(a.File), "archive.lock"), flock.SetPermissions(0o600))
	if mine, err := guard.TryLock(); err != nil || !mine { // another server's supervisor is at it
		return errors.Join(err, guard.Close())
	}
	defer func() { _ = guard.Close() }()
	defer func() { _ = os.Remove(a.list()) }()
	if err := cleanClasses(a.Classes, a.list()); err != nil {
		return err
	}
	fresh := a.File + ".new"
	err := a.dump(ctx, fresh)
	if ctx.Err() != nil || isFull(err) {
		return errors.Join(err, removeIfThere(fresh))
	}
	if err != nil {
		return errors.Join(err, removeIfThere(fresh), os.WriteFile(a.File, nil, 0o600))
	}
	return errors.Join(os.Rename(fresh, a.File), a.removeOthers())
}

func (a archive) dump(ctx context.Context, fresh string) error {
	if err := removeIfThere(fresh); err != nil {
		return err
	}
	args := append([]string{}, a.Dump[1:]...)
	args[len(args)-1] += fresh
	var output bytes.Buffer
	cmd := exec.CommandContext(ctx, a.Dump[0], args...) //nolint:gosec // made by this package
	cmd.Stdout, cmd.Stderr = &output, &output
	cmd.SysProcAttr = dependent()
	if err := cmd.Start(); err != nil {
		return err
	}
	yieldTo(cmd.Process.Pid)
	if err := cmd.Wait(); err != nil {
		return graph.Errorf(graph.Internal, "%w: %s", err, lastLine(output.String(), "no output"))
	}
	_, err := os.Stat(fresh)
	return err
}

func isFull(err error) bool {
	return err != nil && (isNoSpace(err) || tellsNoSpace(err.Error()))
}

// removeOthers drops the archives of other Javas and of older jars.
func (a archive) removeOthers() error {
	names, err := filepath.Glob(filepath.Join(filepath.Dir(a.File), "classes-*.jsa"))
	for _, name := range names {
		if name != a.File {
			err = errors.Join(err, removeIfThere(name))
		}
	}
	return err
}

// cleanClasses copies a list without the lines that the JVM would stumble over: those too long,
// and a last one that a running server has not finished.
func cleanClasses(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	var kept bytes.Buffer
	lines := bufio.NewReader(bytes.NewReader(text))
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return writeFile(to, kept.Bytes())
		}
		if len(line) < maxClassLine {
			kept.Write(line)
		}
	}
}
