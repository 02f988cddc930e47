package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"entente/graph/store"
	"entente/graph/store/storetest"
	"entente/loader/queue/queuetest"
)

// BenchmarkQueue loads the first Reuters articles of the folder that DATA names
// by one loader, and through a queue by one worker, two and four, each a
// process that reads one article at a time, and reports articles a second,
// published and loaded.
func BenchmarkQueue(b *testing.B) {
	news := reuters(b, 2_000)
	b.Run("alone", func(b *testing.B) {
		for b.Loop() {
			storetest.Open(b)
			start := time.Now()
			runProcess(b, "load", news)
			b.ReportMetric(2_000/time.Since(start).Seconds(), "loaded/s")
		}
	})
	for _, workers := range []int{1, 2, 4} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			for b.Loop() {
				st := storetest.Open(b)
				address, stop := queuetest.Start(b, b.TempDir(), -1)
				start := time.Now()
				runProcess(b, "load", "--queue", address, "--detach", news)
				b.ReportMetric(2_000/time.Since(start).Seconds(), "published/s")
				start = time.Now()
				for range workers {
					worker := processOf(b, "load", "--worker", "--queue", address, "--workers", "1")
					if err := worker.Start(); err != nil {
						b.Fatal(err)
					}
					defer func() { _ = worker.Process.Signal(os.Interrupt); _ = worker.Wait() }()
				}
				settled(b, st)
				b.ReportMetric(2_000/time.Since(start).Seconds(), "loaded/s")
				stop()
			}
		})
	}
}

// settled waits until the newest load has ended.
func settled(b *testing.B, st *store.Store) {
	b.Helper()
	for {
		batches, err := st.Batches(b.Context(), 1)
		if err != nil || len(batches) != 1 {
			b.Fatal(batches, err)
		}
		if batches[0].State.Final() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func processOf(b *testing.B, args ...string) *exec.Cmd {
	b.Helper()
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	c := storetest.Config(b)
	command := exec.CommandContext(b.Context(), self, args...)
	command.Env = append(os.Environ(), asProgram+"=1", "HOME="+b.TempDir(), "NEO4J_URI="+c.URI, "NEO4J_USERNAME="+c.User, "NEO4J_PASSWORD="+c.Password)
	return command
}

func runProcess(b *testing.B, args ...string) {
	b.Helper()
	if out, err := processOf(b, args...).CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
}

// reuters writes the first articles of the news to a file.
func reuters(b *testing.B, n int) string {
	b.Helper()
	in, err := os.Open(filepath.Join(os.Getenv("DATA"), "news", "reuters21578.jsonl.gz"))
	if err != nil {
		b.Skipf("DATA names no data folder: %v", err)
	}
	defer func() { _ = in.Close() }() // only read
	unpacked, err := gzip.NewReader(in)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "news.jsonl")
	out, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewReader(unpacked)
	for range n {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			b.Fatal(err)
		}
		if _, err := out.Write(line); err != nil {
			b.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}
