package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"time"
)

// fault is what is done to the line between the loader and Neo4j, in both
// directions: from before the load to its end, or where it lasts a while, from
// a random moment of the load.
type fault struct {
	name       string
	kind       string // of toxiproxy's toxics; empty unplugs the line
	attributes map[string]int
	lasts      time.Duration
}

// lineFaults are named with their figures. The frozen line outlasts the minute
// that one transaction is given.
var lineFaults = []fault{
	{"latency of 40 ms with a jitter of 30", "latency", map[string]int{"latency": 40, "jitter": 30}, 0},
	{"500 KB/s", "bandwidth", map[string]int{"rate": 500}, 0},
	{"slices of 200 bytes", "slicer", map[string]int{"average_size": 200, "size_variation": 150, "delay": 50}, 0},
	{"closing takes 3 s", "slow_close", map[string]int{"delay": 3000}, 0},
	{"reset by the peer after 300 ms each, for 5 s", "reset_peer", map[string]int{"timeout": 300}, 5 * time.Second},
	{"nothing passes and the line closes after 500 ms, for 5 s", "timeout", map[string]int{"timeout": 500}, 5 * time.Second},
	{"closed after 60 KB each, for 5 s", "limit_data", map[string]int{"bytes": 60_000}, 5 * time.Second},
	{"unplugged for 5 s", "", nil, 5 * time.Second},
	{"frozen for 65 s", "timeout", map[string]int{"timeout": 0}, 65 * time.Second},
}

// lines loads through a proxy, once for each fault. Every load must end well by
// itself.
func lines(ctx context.Context, o options, victim database, work string) (files []string, err error) {
	status, err := victim.status(ctx)
	if err != nil {
		return nil, err
	}
	p, err := startProxy(ctx, work, strings.TrimPrefix(status.URI, "bolt://"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	through := victim
	through.flags = []string{"--neo4j-uri", "bolt://" + p.line, "--neo4j-user", status.User, "--neo4j-password-file", status.PasswordFile}
	moments := rand.New(rand.NewPCG(o.seed, 3)) //nolint:gosec // moments, not secrets
	for _, f := range lineFaults {
		for hit := false; !hit; {
			file := filepath.Join(work, fmt.Sprintf("line-%d.jsonl", len(files)))
			if err := writeArticles(file, len(files)+1, o.articles); err != nil {
				return nil, err
			}
			files = append(files, file)
			began := time.Now()
			if hit, err = f.strike(ctx, p, through, file, moments); err != nil {
				return nil, fmt.Errorf("%s: %w", f.name, err)
			}
			if hit {
				fmt.Printf("lines: %s: loaded in %s\n", f.name, time.Since(began).Round(time.Second))
			}
		}
	}
	return files, nil
}

// strike loads a file while the line is spoiled; false when the load had ended
// before.
func (f fault) strike(ctx context.Context, p *proxy, through database, file string, moments *rand.Rand) (bool, error) {
	if f.lasts == 0 {
		if err := f.begin(ctx, p); err != nil {
			return false, err
		}
		return true, errors.Join(through.load(ctx, file), p.mend(ctx))
	}
	loading, err := through.begin(ctx, file)
	if err != nil {
		return false, err
	}
	select {
	case err := <-loading.ended:
		return false, err
	case <-time.After(time.Second + time.Duration(moments.Int64N(int64(2*time.Second)))):
	}
	if err := f.begin(ctx, p); err != nil {
		return false, errors.Join(err, <-loading.ended)
	}
	select {
	case err := <-loading.ended:
		return false, errors.Join(err, p.mend(ctx))
	case <-time.After(f.lasts):
	}
	return true, errors.Join(p.mend(ctx), <-loading.ended)
}

func (f fault) begin(ctx context.Context, p *proxy) error {
	if f.kind == "" {
		return p.unplug(ctx)
	}
	return p.spoil(ctx, f.kind, f.attributes)
}
