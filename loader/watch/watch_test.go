package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

func created(path string) fsnotify.Event { return fsnotify.Event{Name: path, Op: fsnotify.Create} }

// Several folders are loaded in turn, never two at once, and what could not be
// loaded comes again.
func TestRun(t *testing.T) {
	folders := []string{t.TempDir(), t.TempDir(), t.TempDir()}
	for _, folder := range folders {
		if err := os.WriteFile(filepath.Join(folder, "a.txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var said []string
	w, err := Open(folders, Options{pace: pace{look: 1, again: 1}, Notice: func(s string) { said = append(said, s) }})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	loading, failed, loaded := false, false, map[string]int{}
	w.Run(ctx, func(_ context.Context, g Gathering) error {
		if loading {
			t.Error("two at once")
		}
		loading = true
		defer func() { loading = false }()
		if !failed {
			failed = true
			return errors.New("the disk is full")
		}
		for range g.Items {
			loaded[g.Name]++
		}
		if len(loaded) == len(folders) {
			stop()
		}
		return nil
	})
	for _, folder := range folders {
		if loaded[folder] != 1 {
			t.Errorf("%s was loaded %d times", folder, loaded[folder])
		}
	}
	if len(said) != 1 || !strings.Contains(said[0], "the disk is full; it is tried again") {
		t.Errorf("said %q", said)
	}
}
