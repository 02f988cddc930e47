// Command torture kills the loader, and Neo4j, at random moments of loads, runs
// each load again, and then compares the graph with that of an undisturbed
// load and with its own rebuild. Nothing may be lost, nothing doubled.
//
//	go run ./scripts/torture -program bin/entente -kills 100 -server-kills 20
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

// Bounds of the moment of a kill after the start of a load. Neither is too
// early for the program to be there nor too late for a load of the default
// size.
const (
	earliest = 200 * time.Millisecond
	latest   = 6 * time.Second
)

// serverKills is how often in a row a Neo4j is killed before it is stopped and
// started in order: its supervisor gives it up at the fifth time.
const serverKillsInARow = 3

// notBegun begins what is said where Neo4j was away before the load began; one
// that had begun says how far it came.
const notBegun = `"error":"Neo4j at `

type options struct {
	program     string
	kills       int
	serverKills int
	articles    int
	seed        uint64
}

func main() {
	var o options
	flag.StringVar(&o.program, "program", "bin/entente", "the program to kill")
	flag.IntVar(&o.kills, "kills", 5, "kills of the loader")
	flag.IntVar(&o.serverKills, "server-kills", 2, "kills of Neo4j")
	flag.IntVar(&o.articles, "articles", 400, "articles of one load")
	flag.Uint64Var(&o.seed, "seed", uint64(time.Now().UnixNano()), "what the moments are drawn from")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1) //nolint:gocritic // stop only unhooks the signal
	}
}

func run(ctx context.Context, o options) (err error) {
	work, err := os.MkdirTemp("", "entente-torture-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	program, err := filepath.Abs(o.program)
	if err != nil {
		return err
	}
	t := &torture{options: o, work: work, moments: rand.New(rand.NewPCG(o.seed, 1))} //nolint:gosec // moments, not secrets
	t.victim = database{program: program, folder: filepath.Join(work, "victim")}
	if err := t.victim.start(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.victim.stop()) }()
	fmt.Printf("torture: seed %d, %d articles a load\n", o.seed, o.articles)
	if err := t.killAll(ctx); err != nil {
		return err
	}
	undisturbed := database{program: program, folder: filepath.Join(work, "undisturbed")}
	if err := undisturbed.start(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, undisturbed.stop()) }()
	for _, file := range t.files {
		if err := undisturbed.load(ctx, file); err != nil {
			return err
		}
	}
	return compare(ctx, t.victim, undisturbed)
}

// torture is the state of the kills.
type torture struct {
	options options
	work    string
	moments *rand.Rand
	victim  database
	files   []string // one per finished load, and the one under way
	inARow  int      // kills of Neo4j since it was started in order
}

// killAll kills in random order as often as asked, and ends with the last load
// run to its end.
func (t *torture) killAll(ctx context.Context) error {
	if err := t.nextFile(); err != nil {
		return err
	}
	loaders, servers, missed := t.options.kills, t.options.serverKills, 0
	for loaders+servers > 0 {
		server := t.moments.IntN(loaders+servers) >= loaders
		killed, err := t.killOnce(ctx, server)
		switch {
		case err != nil:
			return err
		case !killed:
			missed++
		case server:
			servers--
		default:
			loaders--
		}
	}
	fmt.Printf("killed: the loader %d times, Neo4j %d times; %d times the load had ended or not begun\n",
		t.options.kills, t.options.serverKills, missed)
	return t.victim.load(ctx, t.files[len(t.files)-1])
}

// killOnce starts the load under way and kills it, or Neo4j, at a random
// moment; false when it had ended by then.
func (t *torture) killOnce(ctx context.Context, server bool) (bool, error) {
	moment := earliest + time.Duration(t.moments.Int64N(int64(latest-earliest)))
	loading, err := t.victim.begin(ctx, t.files[len(t.files)-1])
	if err != nil {
		return false, err
	}
	select {
	case err := <-loading.ended:
		return false, errors.Join(err, t.nextFile())
	case <-time.After(moment):
	case <-ctx.Done():
		return false, errors.Join(ctx.Err(), <-loading.ended)
	}
	if !server {
		if err := loading.command.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return false, err
		}
		if err := <-loading.ended; err == nil { // it was quicker
			return false, t.nextFile()
		}
		return true, nil
	}
	return t.outlive(ctx, loading)
}

// outlive kills Neo4j under a load, which must wait for it and end well. A load
// that had not begun yet may give up: it is run again, and does not count.
func (t *torture) outlive(ctx context.Context, loading *loading) (bool, error) {
	if err := t.victim.killServer(ctx); err != nil {
		return false, err
	}
	err := <-loading.ended
	if t.inARow++; t.inARow >= serverKillsInARow {
		t.inARow = 0
		if err := errors.Join(t.victim.stop(), t.victim.start(ctx)); err != nil {
			return false, err
		}
	}
	switch {
	case err == nil:
		return true, t.nextFile()
	case strings.Contains(err.Error(), notBegun):
		return false, t.victim.ready(ctx)
	}
	return false, fmt.Errorf("the load did not outlive its Neo4j: %w", err)
}

// nextFile writes the articles of the next load.
func (t *torture) nextFile() error {
	path := filepath.Join(t.work, fmt.Sprintf("load-%d.jsonl", len(t.files)))
	t.files = append(t.files, path)
	return writeArticles(path, len(t.files), t.options.articles)
}
