package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"entente/loader/source"
)

// folder is a watched folder. What the system tells of changes is only a hint
// where to look: what counts is what stands in the files' stamps.
type folder struct {
	name, root string
	options    Options
	notices    *notices // nil where the system tells nothing
	deaf       bool     // it will not either: no more is asked for
	scanAt     time.Time
	began      bool
	known      map[string]stamp   // of the files that are loaded
	waiting    map[string]waiting // files that are not, or not as they are now
	ripe       time.Time          // when the first of those that wait became quiet; zero when none is
	taken      map[string]stamp   // of the files handed over last
	told       map[string]string  // what cannot be looked at, and what was said of it
}

// stamp is what a file's content is known by without reading it.
type stamp struct {
	size    int64
	changed int64
}

// waiting is a file that waits to be loaded.
type waiting struct {
	stamp stamp
	since time.Time // when it was last seen to change
	quiet bool      // it has not changed for long enough
}

func newFolder(name string, o Options) *folder {
	return &folder{
		name: name, root: filepath.Clean(name), options: o,
		known: map[string]stamp{}, waiting: map[string]waiting{}, told: map[string]string{},
	}
}

func (f *folder) tell(format string, args ...any) {
	f.options.Notice(f.name + ": " + fmt.Sprintf(format, args...))
}

func (f *folder) close() { f.stopListening() }

func (f *folder) look(ctx context.Context, now time.Time) (*Gathering, time.Duration) {
	f.hear(now)
	if !now.Before(f.scanAt) {
		f.scan(now)
	}
	f.settle(now)
	if !f.full(now) {
		return nil, f.options.pace.look
	}
	return &Gathering{Name: f.name, Items: f.items(ctx, f.take())}, 0
}

// hear looks at what the system told of.
func (f *folder) hear(now time.Time) {
	if f.notices == nil {
		return
	}
	heard := f.notices.take()
	if heard.moved { // asks anew for all, by the names that they have now
		f.stopListening()
	}
	if heard.moved || heard.lost {
		f.scanAt = now
	}
	for path := range heard.touched {
		if filepath.Base(path) == source.IgnoreFile {
			f.scanAt = now
			continue
		}
		f.walk(path, func(file string, s stamp) { f.waiting[file] = waiting{stamp: s, since: now} })
	}
}

// scan looks at the whole folder.
func (f *folder) scan(now time.Time) {
	f.startListening()
	known := map[string]stamp{}
	whole := f.walk(f.root, func(file string, s stamp) {
		before, loaded := f.known[file]
		if loaded {
			known[file] = before
		}
		if w, waits := f.waiting[file]; before == s && loaded || waits && w.stamp == s {
			return
		}
		f.waiting[file] = waiting{stamp: s, since: f.since(s, now)}
	})
	if whole { // what is gone is forgotten
		f.known = known
	}
	f.began = true
	f.scanAt = now.Add(f.options.pace.rescan)
	if f.notices == nil {
		f.scanAt = now.Add(f.options.pace.poll)
	}
}

// since is when a file changed that is seen for the first time: what was there
// before the watch began has its own word for that.
func (f *folder) since(s stamp, now time.Time) time.Time {
	if changed := time.Unix(0, s.changed); !f.began && changed.Before(now) {
		return changed
	}
	return now
}

// walk visits the files at a path and asks for notices of the folders there;
// false when something could not be looked at.
func (f *folder) walk(at string, visit func(file string, s stamp)) (whole bool) {
	whole = true
	source.Walk(f.root, at, func(path string, isDir bool, err error) error {
		switch {
		case err != nil && path != f.root && os.IsNotExist(err): // gone since it was told of
		case err != nil:
			whole = false
			f.unseen(path, err)
		case isDir:
			delete(f.told, path)
			f.follow(path)
		default:
			if s, ok := stampOf(path); ok {
				visit(path, s)
			}
		}
		return nil
	})
	return whole
}

// unseen tells once that something cannot be looked at.
func (f *folder) unseen(path string, err error) {
	if path == f.root {
		f.stopListening()
	}
	if reason := err.Error(); f.told[path] != reason {
		f.told[path] = reason
		f.tell("%s cannot be looked at (%v); it is tried again and again", path, err)
	}
}

// stampOf looks at a file; false when it is none, or gone.
func stampOf(path string) (stamp, bool) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return stamp{}, false
	}
	return stamp{size: info.Size(), changed: info.ModTime().UnixNano()}, true
}

func (f *folder) startListening() {
	if f.notices != nil || f.deaf {
		return
	}
	notices, err := f.options.listen()
	if err != nil {
		f.goDeaf(err)
		return
	}
	f.notices = notices
}

func (f *folder) stopListening() {
	if f.notices != nil {
		f.notices.close()
		f.notices = nil
	}
}

func (f *folder) follow(path string) {
	if f.notices == nil {
		return
	}
	if err := f.notices.follow(path); err != nil {
		f.goDeaf(err)
	}
}

func (f *folder) goDeaf(err error) {
	f.stopListening()
	f.deaf, f.scanAt = true, time.Time{}
	f.tell("the system gives no more notices of changes (%v); the folder is looked through every %s instead", err, f.options.pace.poll)
}

// settle looks again at those that have waited: what has not changed meanwhile
// is quiet.
func (f *folder) settle(now time.Time) {
	for path, w := range f.waiting {
		if w.quiet || now.Sub(w.since) < f.options.pace.quiet {
			continue
		}
		s, there := stampOf(path)
		switch {
		case !there:
			delete(f.waiting, path)
			continue
		case s != w.stamp:
			w = waiting{stamp: s, since: now}
		default:
			w.quiet = true
		}
		f.waiting[path] = w
	}
}

// full reports whether it is time to load: all are quiet, or those that are
// have waited for long enough.
func (f *folder) full(now time.Time) bool {
	quiet := 0
	for _, w := range f.waiting {
		if w.quiet {
			quiet++
		}
	}
	switch {
	case quiet == 0:
		f.ripe = time.Time{}
		return false
	case f.ripe.IsZero():
		f.ripe = now
	}
	return quiet == len(f.waiting) || now.Sub(f.ripe) >= f.options.pace.longest
}

// take returns the files that are quiet, in the order of their names; none of
// them waits any more.
func (f *folder) take() []string {
	f.taken, f.ripe = map[string]stamp{}, time.Time{}
	for path, w := range f.waiting {
		if w.quiet {
			f.taken[path] = w.stamp
			delete(f.waiting, path)
		}
	}
	return slices.Sorted(maps.Keys(f.taken))
}

func (f *folder) loaded() {
	maps.Copy(f.known, f.taken)
	f.taken = nil
}

// items reads files. One that is gone is none.
func (f *folder) items(ctx context.Context, files []string) iter.Seq[source.Item] {
	return func(yield func(source.Item) bool) {
		for _, file := range files {
			if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
				continue
			}
			for item := range f.options.Source.Read(ctx, file, nil) {
				if !yield(item) {
					return
				}
			}
		}
	}
}
