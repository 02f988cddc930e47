package web

import (
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"entente/graph"
)

// folderPrefix marks the folders of servers inside Config.TempDir.
const folderPrefix = "server-"

// folder is a place on disk that is one server's alone. The server is alive as
// long as it holds the lock, which the system takes from it when it dies; an
// open file that nobody refers to is closed, so the lock is kept here.
type folder struct {
	dir  string
	lock *flock.Flock
}

// ownFolder makes a folder for this server and removes those of dead ones.
func ownFolder(parent string) (folder, error) {
	own, err := claim(parent)
	if err != nil {
		return folder{}, graph.Errorf(graph.Unavailable, "no folder for uploads can be made in %s: %w", parent, err)
	}
	return own, nil
}

func claim(parent string) (own folder, err error) {
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return own, err
	}
	gate := flock.New(filepath.Join(parent, "lock")) // so that no one takes a folder for dead before it is locked
	if err := gate.Lock(); err != nil {
		return own, err
	}
	defer func() { _ = gate.Close() }()
	old, err := filepath.Glob(filepath.Join(parent, folderPrefix+"*"))
	if err != nil {
		return own, err
	}
	for _, dir := range old {
		removeDead(dir)
	}
	dir, err := os.MkdirTemp(parent, folderPrefix)
	if err != nil {
		return own, err
	}
	own = folder{dir, lockOf(dir)}
	return own, own.lock.Lock()
}

func lockOf(dir string) *flock.Flock { return flock.New(filepath.Join(dir, "lock")) }

// removeDead removes the folder of a server that holds its lock no more. What
// cannot be removed now is tried again at the next start.
func removeDead(dir string) {
	lock := lockOf(dir)
	if free, err := lock.TryLock(); err != nil || !free {
		return
	}
	_ = os.RemoveAll(dir)
	_ = lock.Close()
}
