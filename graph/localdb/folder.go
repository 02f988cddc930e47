package localdb

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"entente/graph"
)

// lockRetry is how often a held lock is tried again. Waiting for one has no
// limit of its own: the caller's context has.
const lockRetry = 50 * time.Millisecond

// folder is where one managed server keeps everything. Its files:
//
//	password           the password, and nothing else, readable by its owner only
//	settings.json      what is remembered from one start to the next
//	conf/ data/ logs/ plugins/ import/
//	run/state.json     the processes that run now
//	run/start.lock     held while a process starts the server
//	run/server.lock    held by the supervisor as long as it lives
//	run/users.lock     held, shared, by each process that uses the server
//	run/stay           exists when the server stays without users
//	run/replace.lock   held while a process makes another database to replace this one
//	new/               the home of that other database
//	data.old/          the database that was replaced, until the new one is proven
type folder struct {
	root   string
	cache  string // for files that all folders share
	getenv func(string) string
}

// settings are remembered from one start to the next.
type settings struct {
	Port  int    `json:"port"`
	Means string `json:"means"` // how the data came to be: docker keeps it in a volume, the others in data/
}

// openFolder makes the server's folder under dir, or under the user's data
// folder when dir is empty.
func openFolder(dir string, getenv func(string) string) (*folder, error) {
	f, err := locate(dir, getenv)
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"", "conf", "data", "logs", "plugins", "import", "run"} {
		if err := os.MkdirAll(f.path(name), 0o700); err != nil {
			return nil, spaceError(f.root, graph.Errorf(graph.Invalid,
				"the folder for the local Neo4j cannot be made: %w; name another data folder", err))
		}
	}
	return f, nil
}

func locate(dir string, getenv func(string) string) (*folder, error) {
	if dir == "" {
		base, err := userFolder(getenv, "XDG_DATA_HOME", ".local/share", "Library/Application Support")
		if err != nil {
			return nil, err
		}
		dir = filepath.Join(base, "entente")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "the data folder cannot be found: %w", err)
	}
	cache, err := userFolder(getenv, "XDG_CACHE_HOME", ".cache", "Library/Caches")
	if err != nil { // no home: what could be shared is kept with the data
		cache = dir
	}
	return &folder{root: filepath.Join(dir, "neo4j"), cache: filepath.Join(cache, "entente"), getenv: getenv}, nil
}

// userFolder is where this system keeps a user's files of one sort.
func userFolder(getenv func(string) string, xdg, unix, mac string) (string, error) {
	if base := getenv(xdg); filepath.IsAbs(base) {
		return base, nil
	}
	if base := getenv("LOCALAPPDATA"); runtime.GOOS == "windows" && base != "" {
		return base, nil
	}
	home := getenv("HOME")
	switch {
	case home == "":
		return "", graph.FieldError("data", "HOME is not set, so there is no folder to keep data in; set HOME or name a data folder")
	case runtime.GOOS == "darwin":
		return filepath.Join(home, mac), nil
	}
	return filepath.Join(home, unix), nil
}

func (f *folder) path(parts ...string) string {
	return filepath.Join(append([]string{f.root}, parts...)...)
}

func (f *folder) lock(name string) *flock.Flock {
	return flock.New(f.path("run", name), flock.SetPermissions(0o600))
}

// fresh reports whether no server has ever stored anything here.
func (f *folder) fresh() bool {
	entries, err := os.ReadDir(f.path("data", "databases"))
	return err != nil || len(entries) == 0
}

// settings returns what is remembered. A missing or damaged file costs that,
// not the data.
func (f *folder) settings() settings {
	var s settings
	if readJSON(f.path("settings.json"), &s) != nil {
		return settings{}
	}
	return s
}

func (f *folder) passwordFile() string { return f.path("password") }

// password returns the password of the folder's server; a new one when there
// is no server yet.
func (f *folder) password(known bool) (string, error) {
	text, err := os.ReadFile(f.passwordFile())
	if err == nil && strings.TrimSpace(string(text)) != "" {
		return strings.TrimSpace(string(text)), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", graph.Errorf(graph.Unauthorized, "the password of the local Neo4j cannot be read: %w", err)
	}
	if known {
		return "", graph.Errorf(graph.Unauthorized, "the local Neo4j in %s has data, but its password file %s is gone. "+
			"Put the file back; or delete the folder %s to start with an empty database and load the articles again",
			f.root, f.passwordFile(), f.root)
	}
	password := rand.Text()
	return password, writeFile(f.passwordFile(), []byte(password+"\n"))
}

// writeFile replaces a file whole, readable by its owner only: whoever reads
// at the same time sees the old text or the new.
func writeFile(name string, data []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary.Name()) }()
	_, err = temporary.Write(data)
	if err == nil {
		err = temporary.Sync()
	}
	if err = errors.Join(err, temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), name)
}

func writeJSON(name string, value any) error {
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(name, append(data, '\n'))
}

func readJSON(name string, value any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, value)
}

// poll calls done until it reports true or an error, or ctx ends.
func poll(ctx context.Context, done func() (bool, error)) error {
	ticker := time.NewTicker(lockRetry)
	defer ticker.Stop()
	for {
		if ok, err := done(); ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}

// spaceError turns an error that comes from a full disk into one that says so.
func spaceError(dir string, err error) error {
	if err == nil || graph.CodeOf(err) == graph.NoSpace || !(isNoSpace(err) || tellsNoSpace(err.Error())) {
		return err
	}
	return graph.Errorf(graph.NoSpace, "the disk of %s is full; free about 600 MB or name another data folder (%w)", dir, err)
}

// tellsNoSpace reports whether another program's words are about a full disk.
func tellsNoSpace(text string) bool {
	text = strings.ToLower(text)
	for _, sign := range []string{"no space left on device", "disk quota exceeded", "not enough space on the disk"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}
