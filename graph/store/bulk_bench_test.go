package store_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/localdb"
	"entente/graph/store"
)

// BenchmarkImport imports b.N articles of five statements each on average, and
// tells what each step takes.
func BenchmarkImport(b *testing.B) {
	dir := b.TempDir()
	bulk, err := store.NewBulk(dir)
	if err != nil {
		b.Fatal(err)
	}
	lap := laps(b)
	c, statements, calls := newCorpus(11, max(100, b.N/100)), 0, 500
	var saving time.Duration
	for first := 0; first < b.N; first += calls {
		var parcels []graph.Parcel
		for i := first; i < min(b.N, first+calls); i++ {
			p := c.article(fmt.Sprintf("article-%d", i), "corpus/1", 1+c.chance.IntN(9))
			statements += len(p.Statements)
			parcels = append(parcels, p)
		}
		begun := time.Now()
		if _, err := bulk.Save(context.Background(), "batch", parcels); err != nil {
			b.Fatal(err)
		}
		saving += time.Since(begun)
	}
	b.ReportMetric(float64(statements), "statements")
	b.ReportMetric(saving.Seconds(), "s-save")
	lap("generate")
	if err := bulk.Finish(); err != nil {
		b.Fatal(err)
	}
	lap("finish")
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.HeapAlloc>>20), "MB-live")
	b.ReportMetric(float64(memory.Sys>>20), "MB-go")
	err = localdb.Import(b.Context(), localdb.Options{Dir: b.TempDir(), Getenv: withoutNeo4j}, dir, bulk.Arguments(), localdb.Replacement{
		Prove: func(ctx context.Context, server *localdb.Server) error {
			lap("importer")
			s, err := store.Open(ctx, store.Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database})
			if err != nil {
				return err
			}
			defer func() { _ = s.Close(ctx) }()
			if err := s.Migrate(ctx); err != nil {
				return err
			}
			lap("schema")
			err = bulk.Settle(ctx, s)
			lap("settle")
			return err
		},
	})
	if err != nil {
		b.Fatal(err)
	}
}

// laps reports the time since the last lap.
func laps(b *testing.B) func(name string) {
	last := time.Now()
	return func(name string) {
		b.ReportMetric(time.Since(last).Seconds(), "s-"+name)
		last = time.Now()
	}
}

// withoutNeo4j is a getenv that names no Neo4j, so that a local one is started.
func withoutNeo4j(name string) string {
	switch name {
	case "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE":
		return ""
	}
	return os.Getenv(name)
}
