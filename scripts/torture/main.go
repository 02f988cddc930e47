// Command torture does to loads what machines and people do to them, then
// compares the graph with that of an undisturbed load and with its own rebuild.
// Nothing may be lost, nothing doubled. Each part prints its figures:
//
//	kills  the loader, and Neo4j, are killed at random moments
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
	seed        uint64
}

// part is one kind of fault. It loads files into a database that runs, and
// returns them; what was done to it, it tells.
type part struct {
	name string
	run  func(ctx context.Context, o options, victim database, work string) (files []string, err error)
}

var parts = []part{
	{"kills", kills},
}

func main() {
	var o options
	flag.StringVar(&o.program, "program", "bin/entente", "the program to torture")
	flag.IntVar(&o.kills, "kills", 5, "kills of the loader")
	flag.IntVar(&o.serverKills, "server-kills", 2, "kills of Neo4j")
	flag.IntVar(&o.articles, "articles", 400, "articles of one load")
	flag.Uint64Var(&o.seed, "seed", uint64(time.Now().UnixNano()), "what the moments are drawn from")
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
		if err := p.torture(ctx, o); err != nil {
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
	victim := database{program: o.program, folder: filepath.Join(work, "victim")}
	undisturbed := database{program: o.program, folder: filepath.Join(work, "undisturbed")}
	if err := victim.start(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, victim.stop()) }()
	files, err := p.run(ctx, o, victim, work)
	if err != nil {
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
