package localdb

import (
	"context"
	_ "embed"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"entente/graph"
)

//go:embed pom.xml
var pom []byte

// mavenGoal resolves the jars that pom.xml names, and copies them.
const mavenGoal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"

// jarFolder is where the assembled jars are kept: one copy for all data folders
// of a user.
func (f *folder) jarFolder() string { return filepath.Join(f.cache, "neo4j-"+neo4jVersion) }

// assemble returns a folder with the verified jars of Neo4j. It runs Maven when
// they are not there yet; two processes at once do it once.
func (f *folder) assemble(ctx context.Context, maven string, jre *java, o Options) (lib string, err error) {
	lock, err := parseLock(lockText)
	if err != nil {
		return "", err
	}
	home := f.jarFolder()
	if err := os.MkdirAll(home, 0o700); err != nil {
		return "", graph.Errorf(graph.Invalid, "the folder for Neo4j's files cannot be made: %w", err)
	}
	guard := flock.New(filepath.Join(home, "lock"), flock.SetPermissions(0o600))
	if _, err := guard.TryLockContext(ctx, lockRetry); err != nil {
		return "", lockError(f, err)
	}
	defer func() { _ = guard.Close() }()
	lib = filepath.Join(home, "lib")
	if lock.complete(lib) {
		return lib, lock.verified(ctx, lib)
	}
	if err := removeLeftovers(home); err != nil {
		return "", err
	}
	return lib, f.resolve(ctx, lock, maven, jre, lib, o)
}

// removeLeftovers clears what a broken or killed assembly left. The lock is
// held, so nobody works there.
func removeLeftovers(home string) error {
	names, err := filepath.Glob(filepath.Join(home, "download-*"))
	for _, name := range append(names, filepath.Join(home, "lib")) {
		err = errors.Join(err, os.RemoveAll(name))
	}
	return err
}

// assembled reports whether the jars are there, so that Maven is not needed.
func (f *folder) assembled() bool {
	lock, err := parseLock(lockText)
	return err == nil && lock.complete(filepath.Join(f.jarFolder(), "lib"))
}

func (f *folder) verifyJars(ctx context.Context, lock lockFile, lib string, o Options) error {
	total, shown := lock.size(), int64(0)
	return lock.verify(ctx, lib, func(done int64) {
		if done-shown > total/20 || done == total {
			shown = done
			o.Progress(Progress{PhaseVerify, "Checking the files of Neo4j " + neo4jVersion, done, total})
		}
	})
}

// verified checks jars that were right when they were brought. It takes a
// tenth of a second, so every start does it.
func (l lockFile) verified(ctx context.Context, lib string) error {
	err := l.verify(ctx, lib, func(int64) {})
	if graph.CodeOf(err) == graph.Refused {
		return graph.Errorf(graph.Refused, "%w. Delete the folder %s, so that Maven brings Neo4j anew", err, lib)
	}
	return err
}

// resolve lets Maven bring the jars into a temporary folder beside lib, which
// takes lib's name when every jar is the right one.
func (f *folder) resolve(ctx context.Context, lock lockFile, maven string, jre *java, lib string, o Options) error {
	work, err := os.MkdirTemp(filepath.Dir(lib), "download-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	if err := os.WriteFile(filepath.Join(work, "pom.xml"), pom, 0o600); err != nil {
		return err
	}
	fresh := filepath.Join(work, "lib")
	if err := f.runMaven(ctx, lock, maven, jre, work, fresh, o); err != nil {
		return err
	}
	if err := f.verifyJars(ctx, lock, fresh, o); err != nil {
		return graph.Errorf(graph.CodeOf(err), "%w. Maven gave a wrong file: delete it from the local Maven repository, "+
			"check where Maven downloads from, and start again", err)
	}
	return os.Rename(fresh, lib)
}

// runMaven runs the goal and reports how many of the lock's bytes it has
// brought.
func (f *folder) runMaven(ctx context.Context, lock lockFile, maven string, jre *java, work, lib string, o Options) error {
	args := []string{"-B", "-f", filepath.Join(work, "pom.xml"), mavenGoal, "-DincludeScope=runtime", "-DoutputDirectory=" + lib}
	cmd := exec.CommandContext(ctx, maven, args...) //nolint:gosec // the user's own mvn
	cmd.Dir = work
	cmd.Env = environment(jre)
	cmd.Cancel = func() error { return terminate(cmd.Process.Pid) }
	cmd.WaitDelay = 5 * time.Second
	watch := newDownload(lock, lib, o.Progress)
	cmd.Stdout, cmd.Stderr = watch, watch
	stop := watch.follow()
	err := cmd.Run()
	stop()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return mavenError(err, watch.complaints())
	}
	return nil
}

// environment is ours, with a JAVA_HOME that Maven can use: a broken one would
// stop it although the PATH has a good Java.
func environment(jre *java) []string {
	var env []string
	for _, pair := range os.Environ() {
		name, _, _ := strings.Cut(pair, "=")
		if name != "JAVA_HOME" && name != superviseVariable {
			env = append(env, pair)
		}
	}
	if jre.Home != "" {
		env = append(env, "JAVA_HOME="+jre.Home)
	}
	return env
}

func mavenError(err error, complaints []string) error {
	text := strings.Join(complaints, "; ")
	if text == "" {
		text = err.Error()
	}
	if tellsNoSpace(text) {
		return graph.Errorf(graph.NoSpace, "the disk was full while Maven brought Neo4j: %s", text)
	}
	return graph.Errorf(graph.Unavailable, "Maven could not bring Neo4j %s (%s)", neo4jVersion, text)
}
