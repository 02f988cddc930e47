package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// A disk of its own for the part, and what is left free on it when the load
// begins.
const (
	diskSize = "900m"
	diskFree = 6 << 20
)

// mountDisk puts a small file system of its own on a folder.
func mountDisk(ctx context.Context, folder string) (unmount func() error, err error) {
	if out, err := exec.CommandContext(ctx, "mount", "-t", "tmpfs", "-o", "size="+diskSize, "tmpfs", folder).CombinedOutput(); err != nil { //nolint:gosec // a folder just made
		return nil, fmt.Errorf("%w: a small disk cannot be mounted, which takes root on Linux: %s", errSkip, strings.TrimSpace(string(out)))
	}
	return func() error { return exec.Command("umount", folder).Run() }, nil //nolint:gosec,noctx // also after a Ctrl-C
}

// disk fills the disk of Neo4j in the middle of a load. The load must end and
// name the cause, as must the next one as long as nothing is done; after some
// space was freed and Neo4j started anew the same command must complete.
func disk(ctx context.Context, o options, victim database, work string) ([]string, error) {
	file := filepath.Join(work, "load.jsonl")
	if err := writeArticles(file, 1, 3*o.articles); err != nil {
		return nil, err
	}
	ballast := filepath.Join(work, "ballast")
	if err := fill(ballast); err != nil {
		return nil, err
	}
	impatient := victim
	impatient.flags = []string{"--patience", "20s"}
	for _, when := range []string{"in mid-load", "again, with nothing done"} {
		err := impatient.load(ctx, file)
		if err == nil {
			return nil, fmt.Errorf("the disk did not fill: the load ended well with %d MB free", diskFree>>20)
		}
		fmt.Printf("disk: %s: %s\n", when, said(err))
		if !strings.Contains(err.Error(), "full disk") && !strings.Contains(err.Error(), "is full") {
			return nil, fmt.Errorf("the load does not name the cause: %w", err)
		}
	}
	if err := errors.Join(victim.stop(), os.Remove(ballast), victim.start(ctx)); err != nil {
		return nil, err
	}
	return []string{file}, victim.load(ctx, file)
}

// said is the last line that a command said.
func said(err error) string {
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	return lines[len(lines)-1]
}

// fill leaves little free on the disk that holds the ballast.
func fill(ballast string) (err error) {
	file, err := os.Create(ballast)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	n, err := io.CopyN(file, zeros{}, 1<<30)
	if !errors.Is(err, syscall.ENOSPC) {
		return errors.Join(errors.New("the disk is not the small one"), err)
	}
	return file.Truncate(n - diskFree)
}

type zeros struct{}

// Read gives zeros.
func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
