package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

// Bounds of the moment of a kill after the start of a load. Neither is too
// early for the program to be there nor too late for a load of the default
// size.
const (
	earliest = 200 * time.Millisecond
	latest   = 6 * time.Second
)

// serverKillsInARow is how often in a row a Neo4j is killed before it is
// stopped and started in order: its supervisor gives it up at the fifth time.
const serverKillsInARow = 3

// killer is the state of the kills.
type killer struct {
	options options
	victim  database
	work    string
	moments *rand.Rand
	files   []string // one per finished load, and the one under way
	inARow  int      // kills of Neo4j since it was started in order
}

// kills kills in random order as often as asked, and ends with the last load
// run to its end.
func kills(ctx context.Context, o options, victim database, work string) ([]string, error) {
	k := &killer{options: o, victim: victim, work: work, moments: rand.New(rand.NewPCG(o.seed, 1))} //nolint:gosec // moments, not secrets
	if err := k.nextFile(); err != nil {
		return nil, err
	}
	loaders, servers, missed := o.kills, o.serverKills, 0
	for loaders+servers > 0 {
		server := k.moments.IntN(loaders+servers) >= loaders
		killed, err := k.killOnce(ctx, server)
		switch {
		case err != nil:
			return nil, err
		case !killed:
			missed++
		case server:
			servers--
		default:
			loaders--
		}
	}
	fmt.Printf("kills: the loader %d times, Neo4j %d times, in %d loads; %d times the load had ended before\n",
		o.kills, o.serverKills, len(k.files), missed)
	return k.files, victim.load(ctx, k.files[len(k.files)-1])
}

// killOnce starts the load under way and kills it, or Neo4j, at a random
// moment; false when it had ended by then.
func (k *killer) killOnce(ctx context.Context, server bool) (bool, error) {
	moment := earliest + time.Duration(k.moments.Int64N(int64(latest-earliest)))
	loading, err := k.victim.begin(ctx, k.files[len(k.files)-1])
	if err != nil {
		return false, err
	}
	select {
	case err := <-loading.ended:
		return false, errors.Join(err, k.nextFile())
	case <-time.After(moment):
	case <-ctx.Done():
		return false, errors.Join(ctx.Err(), <-loading.ended)
	}
	if !server {
		if err := loading.command.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return false, err
		}
		if err := <-loading.ended; err == nil { // it was quicker
			return false, k.nextFile()
		}
		return true, nil
	}
	return true, k.outlive(ctx, loading)
}

// outlive kills Neo4j under a load, which must wait for it and end well.
func (k *killer) outlive(ctx context.Context, loading *loading) error {
	if err := k.victim.killServer(ctx); err != nil {
		return err
	}
	if err := <-loading.ended; err != nil {
		return fmt.Errorf("the load did not outlive its Neo4j: %w", err)
	}
	if k.inARow++; k.inARow >= serverKillsInARow {
		k.inARow = 0
		if err := errors.Join(k.victim.stop(), k.victim.start(ctx)); err != nil {
			return err
		}
	}
	return k.nextFile()
}

// nextFile writes the articles of the next load.
func (k *killer) nextFile() error {
	path := filepath.Join(k.work, fmt.Sprintf("load-%d.jsonl", len(k.files)))
	k.files = append(k.files, path)
	return writeArticles(path, len(k.files), k.options.articles)
}
