package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"entente/graph"
)

// sampled is how often the memory of a load is looked at.
const sampled = 100 * time.Millisecond

// news loads a file of real news in one command, and then again, when
// everything must be unchanged and the graph the same.
func news(ctx context.Context, o options, victim database, _ string) ([]string, error) {
	file, err := filepath.Abs(o.news)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(file); o.news == "" || errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%w: no file with news is named", errSkip)
	}
	first, err := watched(ctx, victim, file)
	if err != nil {
		return nil, err
	}
	s, err := victim.open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.Close(context.WithoutCancel(ctx)) }() // only read
	before, err := count(ctx, s)
	if err != nil {
		return nil, err
	}
	second, err := watched(ctx, victim, file)
	if err != nil {
		return nil, err
	}
	after, err := count(ctx, s)
	if err != nil {
		return nil, err
	}
	fmt.Printf("  the second time %.0f times as fast\n", first.took.Seconds()/second.took.Seconds())
	if counts := second.batch.Counts; counts.Done+counts.Failed > 0 || counts.Unchanged != first.batch.Counts.Done+first.batch.Counts.Unchanged {
		return nil, fmt.Errorf("not everything was unchanged: %+v", counts)
	}
	if _, lost := before.without(after).size(); lost > 0 {
		return nil, fmt.Errorf("the second load changed %d lines of the graph", lost)
	}
	if _, more := after.without(before).size(); more > 0 {
		return nil, fmt.Errorf("the second load added %d lines to the graph", more)
	}
	return nil, nil
}

type watchedLoad struct {
	batch graph.Batch
	took  time.Duration
}

// watched loads a file and prints what came of it, and the most memory that
// the process held in each tenth of its time.
func watched(ctx context.Context, victim database, file string) (watchedLoad, error) {
	var load watchedLoad
	command := victim.command(ctx, "load", file)
	var out bytes.Buffer
	var said strings.Builder
	command.Stdout, command.Stderr = &out, &said
	began := time.Now()
	if err := command.Start(); err != nil {
		return load, err
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	var held []int
	for running := true; running; {
		select {
		case err := <-ended:
			if err != nil {
				return load, fmt.Errorf("entente load: %w: %s", err, said.String())
			}
			running = false
		case <-time.After(sampled):
			if now, err := resident(command); err == nil { // it may have ended
				held = append(held, now)
			}
		}
	}
	load.took = time.Since(began)
	if err := json.Unmarshal(out.Bytes(), &load.batch); err != nil {
		return load, err
	}
	c := load.batch.Counts
	fmt.Printf("news: %d articles: %d done with %d statements, %d unchanged, %d rejected, %d failed, in %s (%.0f articles/s)\n",
		c.Items, c.Done, c.Statements, c.Unchanged, c.Rejected, c.Failed, load.took.Round(time.Second/10), float64(c.Items)/load.took.Seconds())
	var peaks [tenths]int
	for i, now := range held {
		tenth := &peaks[tenths*i/len(held)]
		*tenth = max(*tenth, now)
	}
	fmt.Printf("  the loader held at most, in each tenth of its time, %v MB\n", peaks)
	return load, nil
}
