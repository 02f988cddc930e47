package localdb

import (
	"bufio"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"entente/graph"
)

// neo4jVersion is the version that is assembled, and the newest of its line.
const neo4jVersion = "5.26.30"

//go:embed jars.lock
var lockText string

// jar is one file that a Neo4j is assembled from.
type jar struct {
	Name   string
	Size   int64
	SHA256 string
}

// lockFile lists the jars of one version: exactly these, with these contents.
type lockFile []jar

// parseLock reads lines of "sha256 size name".
func parseLock(text string) (lockFile, error) {
	var lock lockFile
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		var j jar
		if _, err := fmt.Sscanf(lines.Text(), "%64s %d %s", &j.SHA256, &j.Size, &j.Name); err != nil {
			return nil, internal("jars.lock: %q is not a line of it: %w", lines.Text(), err)
		}
		lock = append(lock, j)
	}
	return lock, lines.Err()
}

// size returns the bytes of all jars.
func (l lockFile) size() int64 {
	var total int64
	for _, j := range l {
		total += j.Size
	}
	return total
}

// complete reports whether dir has every jar in its full size and no other
// jar. It is the cheap look; verify is the certain one.
func (l lockFile) complete(dir string) bool {
	found, err := filepath.Glob(filepath.Join(dir, "*.jar"))
	if err != nil || len(found) != len(l) {
		return false
	}
	for _, j := range l {
		if info, err := os.Stat(filepath.Join(dir, j.Name)); err != nil || info.Size() != j.Size {
			return false
		}
	}
	return true
}

// verify checks that dir has exactly the jars of the lock with the contents of
// the lock; anything else is Refused. report is told the bytes done.
func (l lockFile) verify(ctx context.Context, dir string, report func(done int64)) error {
	if err := l.noOther(dir); err != nil {
		return err
	}
	var done int64
	for _, j := range l {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := j.verify(dir); err != nil {
			return err
		}
		done += j.Size
		report(done)
	}
	return nil
}

func (l lockFile) noOther(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	known := make(map[string]bool, len(l))
	for _, j := range l {
		known[j.Name] = true
	}
	for _, e := range entries {
		if !known[e.Name()] {
			return graph.Errorf(graph.Refused, "%s does not belong to Neo4j %s; it was not run", filepath.Join(dir, e.Name()), neo4jVersion)
		}
	}
	return nil
}

func (j jar) verify(dir string) error {
	file, err := os.Open(filepath.Join(dir, j.Name))
	if os.IsNotExist(err) {
		return graph.Errorf(graph.Refused, "%s is missing from %s", j.Name, dir)
	}
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return err
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != j.SHA256 {
		return graph.Errorf(graph.Refused, "%s is not the file that belongs to Neo4j %s (its SHA-256 is %s, not %s); it was not run",
			filepath.Join(dir, j.Name), neo4jVersion, got, j.SHA256)
	}
	return nil
}
