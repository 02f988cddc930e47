package localdb

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/graph"
)

// adminTool is Neo4j's own administration, run from its jars. Its zero value
// says that the server does not run on jars of ours.
type adminTool struct {
	jre *java
	lib string
	env []string
}

// copying are the flags of the tool's Java where it only copies files.
var copying = []string{"-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"}

// admin is the tool at work on the files under one home, of which no server
// runs.
type admin struct {
	adminTool
	home   string
	dir    string              // where relative names begin; "" for home
	report func(percent int64) // may be nil
}

// run runs one command of the tool. What it copies comes by in and goes by
// out; both may be nil.
func (a admin) run(ctx context.Context, flags []string, in io.Reader, out io.Writer, args ...string) error {
	words := &adminWords{report: a.report}
	line := slices.Concat(flags, opens, []string{"-Dfile.encoding=UTF-8", "-cp", filepath.Join(a.lib, "*"), "org.neo4j.cli.AdminTool"}, args)
	cmd := exec.CommandContext(ctx, a.jre.Program, line...) //nolint:gosec // made by this package
	cmd.Env = append(os.Environ(), a.env...)
	cmd.Env = append(cmd.Env, "NEO4J_HOME="+a.home, "NEO4J_CONF="+filepath.Join(a.home, "conf"))
	cmd.Dir = cmp.Or(a.dir, a.home)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, words, words
	if out != nil {
		cmd.Stdout = out
	}
	cmd.SysProcAttr = dependent()
	cmd.Cancel = func() error { return terminate(cmd.Process.Pid) }
	cmd.WaitDelay = stopPatience
	// The system ties a child's life to the thread that started it.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return words.error(a.home, err)
	}
	return nil
}

var (
	copiedPercent = regexp.MustCompile(`^(?:Files: .* data:|[-. ]*\.) +(\d+)(?:\.\d+)?%`) // of a copy, and of a step of an import
	adminTime     = regexp.MustCompile(`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+[+-]\d{4} `)
)

// maxAdminWords bounds what is kept of the tool's words, in bytes.
const maxAdminWords = 16 << 10

// adminWords reads what the tool says: how far it is, and why it failed.
type adminWords struct {
	report func(percent int64)
	told   int64
	rest   []byte
	kept   []string
	size   int
}

func (w *adminWords) Write(p []byte) (int, error) {
	w.rest = append(w.rest, p...)
	for {
		line, rest, whole := bytes.Cut(w.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		w.rest = rest
		w.line(strings.TrimSpace(string(line)))
	}
}

func (w *adminWords) line(line string) {
	if match := copiedPercent.FindStringSubmatch(line); match != nil {
		percent, _ := strconv.ParseInt(match[1], 10, 64) // digits
		if percent != w.told && w.report != nil {
			w.told = percent
			w.report(percent)
		}
		return
	}
	if line == "" || w.size+len(line) > maxAdminWords || adminTime.MatchString(line) || strings.HasPrefix(line, "at ") {
		return
	}
	w.size += len(line)
	w.kept = append(w.kept, line)
}

// error says in the tool's words why it failed.
func (w *adminWords) error(home string, err error) error {
	w.line(strings.TrimSpace(string(w.rest)))
	text := strings.Join(w.kept, " ")
	switch {
	case tellsNoSpace(text):
		return graph.Errorf(graph.NoSpace, "the disk became full (%s). Free some space and try again", clip(text))
	case strings.Contains(text, wordsUnclean):
		return errUnclean
	case text == "":
		text = err.Error()
	}
	// The reason comes last.
	return graph.Errorf(graph.Unavailable, "Neo4j's administration tool failed on %s: %s", home,
		clip(strings.ToValidUTF8(text[max(0, len(text)-maxWords):], "")))
}

// wordsUnclean is what the tool says of a database whose server was killed.
const wordsUnclean = "Please recover database before running the dump"

// errUnclean says that the database must be recovered by a start first.
var errUnclean = graph.Errorf(graph.Conflict, "the database was not closed cleanly; start it once, so that it is recovered")

// adminPlan finds the tool for a folder's own database.
func (f *folder) adminPlan(ctx context.Context, o Options) (*plan, error) {
	remembered := f.settings()
	if remembered.Means == meansDocker {
		return nil, f.byHand()
	}
	password, err := f.password(!f.fresh())
	if err != nil {
		return nil, err
	}
	p, err := f.find(ctx, remembered, password, o)
	if err == nil && p.Admin.jre == nil {
		err = f.byHand()
	}
	return p, err
}

// byHand says what to do where Neo4j runs in Docker: its files belong to the
// container.
func (f *folder) byHand() error {
	mounted := "docker run --rm -i --volume " + f.containerName() + ":/data " + image + " neo4j-admin database "
	return graph.Errorf(graph.Refused, "the local Neo4j runs in Docker, which keeps its files in a volume of its own. Stop it (`entente db stop`), then do it by hand: "+
		"back up by `%sdump neo4j --to-stdout > FILE`, restore by `%sload neo4j --from-stdin --overwrite-destination=true < FILE`. "+
		"With Java 17 and Maven installed, and another data folder, Entente does both itself", mounted, mounted)
}

// managed opens the folder of the server that Entente runs itself.
func managed(o Options) (*folder, error) {
	if o.URI != "" {
		return nil, graph.Errorf(graph.Refused, "this works on the files of the local Neo4j, and %s is another server. "+
			"Use neo4j-admin where that one runs, or leave the address out (--neo4j-uri, NEO4J_URI)", o.URI)
	}
	return openFolder(o.Dir, o.Getenv)
}

// halted is how a server was before it was stopped for a while.
type halted struct{ Ran, Stayed bool }

// halt stops the server, if it runs; the start is locked. One that other
// processes use is stopped only by force.
func (f *folder) halt(ctx context.Context, o Options, force bool) (halted, error) {
	s, err := f.running(ctx, o)
	if err != nil {
		return halted{}, err
	}
	if s == nil {
		return halted{}, f.stopOrphan(ctx)
	}
	if !force && f.usedByOthers() {
		return halted{}, f.inUse()
	}
	was := halted{Ran: true, Stayed: f.stays()}
	o.report(PhaseStop, "Stopping Neo4j")
	// Not left half stopped: who resumes it has to know that it is gone.
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopPatience+toolTime)
	defer cancel()
	return was, f.stop(patience)
}

func (f *folder) inUse() error {
	return graph.Errorf(graph.Conflict, "another program uses the local Neo4j in %s, which has to be stopped for this. End that program, or add --force", f.root)
}

// resume starts the server again if it ran; the start is locked.
func (f *folder) resume(ctx context.Context, o Options, was halted) error {
	if !was.Ran {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), resumePatience)
	defer cancel()
	h, err := f.acquire(ctx)
	if err != nil {
		return err
	}
	o.Detach = was.Stayed
	if _, err = f.startLocked(ctx, o); err != nil {
		err = graph.Errorf(graph.CodeOf(err), "Neo4j was stopped for this and does not start again: %w", err)
	}
	return errors.Join(err, f.release(ctx, h))
}

// resumePatience bounds a start that nobody waits for any more.
const resumePatience = 10 * time.Minute
