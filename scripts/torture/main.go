// Command torture does to loads what machines and people do to them, then
// compares the graph with that of an undisturbed load and with its own rebuild.
// Nothing may be lost, nothing doubled. Each part prints its figures:
//
//	kills  the loader, and Neo4j, are killed at random moments
//	lines  the line to Neo4j is slow, cut, reset, unplugged, frozen
//	memory very much is loaded, and the memory that the loader holds is watched
//	disk   the disk of Neo4j fills; needs root on Linux, else it is skipped
//
// It runs the parts that it is given, or all:
//
//	go run ./scripts/torture -program bin/entente -kills 100 -server-kills 20 kills
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"
)

type options struct {
	program     string
	kills       int
	serverKills int
	articles    int
	megabytes   int
	fresh       int
	seed        uint64
	news        string
}

// part is one kind of fault. It loads files into a database that runs, and
// returns them; what was done to it, it tells.
// Without files nothing is compared.
type part struct {
	name  string
	run   func(ctx context.Context, o options, victim database, work string) (files []string, err error)
	small bool // on a small disk of its own
}

// errSkip says why a part cannot run on this machine.
var errSkip = errors.New("skipped")

var parts = []part{
	{"kills", kills, false},
	{"lines", lines, false},
	{"disk", disk, true},
	{"memory", memory, false},
	{"news", news, false},
}

func main() {
	var o options
	flag.StringVar(&o.program, "program", "bin/entente", "the program to torture")
	flag.IntVar(&o.kills, "kills", 5, "kills of the loader")
	flag.IntVar(&o.serverKills, "server-kills", 2, "kills of Neo4j")
	flag.IntVar(&o.articles, "articles", 400, "articles of one load")
	flag.IntVar(&o.megabytes, "megabytes", 20, "megabytes of articles for the memory part")
	flag.IntVar(&o.fresh, "new", 1, "percent of the articles of the memory part that are new")
	flag.Uint64Var(&o.seed, "seed", uint64(time.Now().UnixNano()), "what the moments are drawn from")
	flag.StringVar(&o.news, "news", "", "a file with news for the news part")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1) //nolint:gocritic // stop only unhooks the signal
	}
}

func run(ctx context.Context, o options, names []string) (err error) {
	for _, name := range names {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == name }) {
			return fmt.Errorf("there is no part %s", name)
		}
	}
	if o.program, err = filepath.Abs(o.program); err != nil {
		return err
	}
	fmt.Printf("torture: seed %d, %d articles a load\n", o.seed, o.articles)
	for _, p := range parts {
		if len(names) > 0 && !slices.Contains(names, p.name) {
			continue
		}
		switch err := p.torture(ctx, o); {
		case errors.Is(err, errSkip):
			fmt.Printf("%s: %v\n", p.name, err)
		case err != nil:
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

// torture runs a part on a database of its own, loads the same undisturbed into
// another, and compares.
func (p part) torture(ctx context.Context, o options) (err error) {
	began := time.Now()
	work, err := os.MkdirTemp("", "entente-torture-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	if p.small {
		unmount, problem := mountDisk(ctx, work)
		if problem != nil {
			return problem
		}
		defer func() { err = errors.Join(err, unmount()) }()
	}
	victim := database{program: o.program, folder: filepath.Join(work, "victim")}
	undisturbed := database{program: o.program, folder: filepath.Join(work, "undisturbed")}
	if err := victim.start(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, victim.stop()) }()
	files, err := p.run(ctx, o, victim, work)
	if err != nil || len(files) == 0 {
		return err
	}
	if err := undisturbed.start(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, undisturbed.stop()) }()
	if err := undisturbed.load(ctx, files...); err != nil {
		return err
	}
	err = compare(ctx, victim, undisturbed)
	fmt.Printf("  took %s\n", time.Since(began).Round(time.Second))
	return err
}
