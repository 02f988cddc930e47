package localdb

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"
)

// downloadCheck is how often the size of the copied files is looked at.
const downloadCheck = 200 * time.Millisecond

// maxComplaints is how many of Maven's error lines are kept: the first one names
// the cause, the rest say where to read more.
const maxComplaints = 1

var (
	downloadedLine = regexp.MustCompile(`^(?:\[INFO\] )?Downloaded from [^ ]+: \S*/([^/ ]+)`)
	errorLine      = regexp.MustCompile(`^\[ERROR\]\s+(.+)$`)
	address        = regexp.MustCompile(`\(?\bhttps?://\S+`)
)

// download follows what Maven does. Its words tell which jars came over the
// network; jars that were in the local repository show only as copies in lib.
// Both are counted with the lock's sizes, and the larger count is the progress.
type download struct {
	sizes  map[string]int64
	total  int64
	lib    string
	report func(Progress)

	mu      sync.Mutex
	rest    []byte // an unfinished line
	files   int    // that came over the network, descriptions and Maven's own parts included
	fetched int64
	shown   int64
	errors  []string
}

func newDownload(lock lockFile, lib string, report func(Progress)) *download {
	d := &download{sizes: make(map[string]int64, len(lock)), total: lock.size(), lib: lib, report: report, shown: -1}
	for _, j := range lock {
		d.sizes[j.Name] = j.Size
	}
	return d
}

// Write takes Maven's output as it comes.
func (d *download) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rest = append(d.rest, p...)
	for {
		line, rest, whole := bytes.Cut(d.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		d.line(strings.TrimSpace(string(line)))
		d.rest = rest
	}
}

func (d *download) line(line string) {
	if match := downloadedLine.FindStringSubmatch(line); match != nil {
		d.files++
		d.fetched += d.sizes[match[1]]
		d.show(max(d.shown, d.fetched), true)
	}
	if match := errorLine.FindStringSubmatch(line); match != nil && len(d.errors) < maxComplaints {
		d.errors = append(d.errors, strings.TrimSpace(address.ReplaceAllString(match[1], "")))
	}
}

// show reports how far it is, when that is news.
func (d *download) show(done int64, news bool) {
	if done <= d.shown && !news {
		return
	}
	d.shown = done
	message := "Bringing Neo4j " + neo4jVersion + " by Maven (once)"
	if d.files > 0 {
		message = fmt.Sprintf("%s: %d files downloaded", message, d.files)
	}
	d.report(Progress{PhaseDownload, message, done, d.total})
}

// follow looks at the copies until the returned function is called.
func (d *download) follow() (stop func()) {
	quit, gone := make(chan struct{}), make(chan struct{})
	look := func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.show(max(d.fetched, d.copied()), false)
	}
	go func() {
		defer close(gone)
		ticker := time.NewTicker(downloadCheck)
		defer ticker.Stop()
		for {
			look()
			select {
			case <-quit:
				look()
				return
			case <-ticker.C:
			}
		}
	}()
	return func() { close(quit); <-gone }
}

func (d *download) copied() int64 {
	var bytes int64
	names, err := filepath.Glob(filepath.Join(d.lib, "*.jar"))
	if err != nil {
		return 0
	}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil {
			bytes += info.Size()
		}
	}
	return bytes
}

// complaints returns Maven's own words about what went wrong.
func (d *download) complaints() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.errors
}
