package quality

import (
	"context"
	"os"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"

	"entente/graph"
	"entente/loader/syntax"
)

// speed takes the articles apart and reads them on one core. The process has
// one core only meanwhile, the collection of garbage included.
func speed(ctx context.Context, a *syntax.Analyzer, articles []graph.Article) Speed {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	out := Speed{Articles: len(articles)}
	start := time.Now()
	for _, article := range articles {
		if ctx.Err() != nil {
			return out
		}
		for _, s := range a.Analyze(article).Sentences {
			out.Words += len(s.Tokens)
		}
	}
	out.Seconds = time.Since(start).Seconds()
	out.WordsPerSecond = float64(out.Words) / out.Seconds
	out.PeakBytes = peak()
	return out
}

// peak is the most memory that the process has had: what the system says, or,
// where it does not say, what the Go runtime has now.
func peak() uint64 {
	status, _ := os.ReadFile("/proc/self/status") // not there on all systems
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" {
			kilobytes, _ := strconv.ParseUint(fields[1], 10, 64)
			return kilobytes << 10
		}
	}
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
