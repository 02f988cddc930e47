package watch

import (
	"errors"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// maxTouched is how many paths are kept apart; from then on all is looked at.
const maxTouched = 10_000

// notices collects what the system tells of changes in folders.
type notices struct {
	watcher *fsnotify.Watcher

	mu      sync.Mutex
	folders map[string]bool // that the system tells of
	heard   heard
}

// heard is what was told since it was last asked for.
type heard struct {
	touched map[string]bool // paths that appeared or changed
	lost    bool            // something was not told: look at everything
	moved   bool            // a folder was moved or removed: the system may tell of others by names that are not theirs now
}

func listen() (*notices, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	n := &notices{watcher: watcher, folders: map[string]bool{}, heard: heard{touched: map[string]bool{}}}
	go n.listen()
	return n, nil
}

// listen ends when the watcher is closed.
func (n *notices) listen() {
	for {
		select {
		case event, more := <-n.watcher.Events:
			if !more {
				return
			}
			n.note(event)
		case _, more := <-n.watcher.Errors: // too many at once, or some that cannot be read
			if !more {
				return
			}
			n.mu.Lock()
			n.heard.lost = true
			n.mu.Unlock()
		}
	}
}

func (n *notices) note(e fsnotify.Event) {
	n.mu.Lock()
	defer n.mu.Unlock()
	path := filepath.Clean(e.Name)
	switch {
	case e.Has(fsnotify.Rename|fsnotify.Remove) && n.folders[path]:
		n.heard.moved = true
	case !e.Has(fsnotify.Create) && !e.Has(fsnotify.Write):
	case len(n.heard.touched) < maxTouched:
		n.heard.touched[path] = true
	default:
		n.heard.lost = true
	}
}

// take returns what was heard, and forgets it.
func (n *notices) take() heard {
	n.mu.Lock()
	defer n.mu.Unlock()
	h := n.heard
	n.heard = heard{touched: map[string]bool{}}
	return h
}

// follow asks to be told of a folder. The error is one of a system that has no
// room for more notices: any other concerns this folder only, and whoever walks
// into it meets it too.
func (n *notices) follow(folder string) error {
	n.mu.Lock()
	n.folders[folder] = true
	n.mu.Unlock()
	err := n.watcher.Add(folder)
	for _, full := range []error{syscall.ENOSPC, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM} {
		if errors.Is(err, full) {
			return err
		}
	}
	return nil
}

func (n *notices) close() { _ = n.watcher.Close() } // nothing depends on it
