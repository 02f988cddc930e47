package watch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/loader/source"
)

// looking looks at a real folder by a clock of its own: the folder's time
// passes as fast as it looks.
type looking struct {
	*testing.T
	*folder
	now    time.Time
	said   []string
	before []string // what was wanted before
}

// inBothWays runs a test on a folder of which the system tells, and on one of
// which it does not.
func inBothWays(t *testing.T, test func(l *looking)) {
	t.Run("told", func(t *testing.T) { test(newLooking(t, listen)) })
	t.Run("not told", func(t *testing.T) {
		l := newLooking(t, func() (*notices, error) { return nil, errors.New("no room for more") })
		test(l)
		if n := strings.Count(strings.Join(l.said, "\n"), "looked through every 10s instead"); n != 1 {
			t.Errorf("said %d times that it gets no notices: %q", n, l.said)
		}
	})
}

func newLooking(t *testing.T, listen func() (*notices, error)) *looking {
	l := &looking{T: t, now: time.Now()}
	l.folder = newFolder(t.TempDir(), Options{pace: defaults, listen: listen, Notice: func(s string) { l.said = append(l.said, s) }})
	t.Cleanup(l.close)
	return l
}

func (l *looking) write(name, text string) {
	l.Helper()
	path := filepath.Join(l.root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		l.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		l.Fatal(err)
	}
}

func (l *looking) append(name, text string) {
	l.Helper()
	file, err := os.OpenFile(filepath.Join(l.root, name), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		l.Fatal(err)
	}
	if _, err = file.WriteString(text); errors.Join(err, file.Close()) != nil {
		l.Fatal(err)
	}
}

func (l *looking) rename(from, to string) {
	l.Helper()
	if err := os.Rename(filepath.Join(l.root, from), filepath.Join(l.root, to)); err != nil {
		l.Fatal(err)
	}
}

// once looks once and returns what is to be loaded, which counts as loaded then.
func (l *looking) once() (names []string) {
	g, after := l.look(l.Context(), l.now)
	l.now = l.now.Add(after)
	if g == nil {
		return nil
	}
	for item := range g.Items {
		name, err := filepath.Rel(l.root, item.Name)
		if err != nil {
			l.Fatal(err)
		}
		names = append(names, name)
	}
	l.loaded()
	return names
}

// until looks until all that is wanted is loaded, and nothing else. The system
// may take a moment to tell of a change, in which the folder's time has passed:
// then a file comes in a later batch, or what came before comes once more.
func (l *looking) until(want ...string) {
	l.Helper()
	missing := slices.Clone(want)
	l.patiently(func() bool {
		for _, name := range l.once() {
			switch i := slices.Index(missing, name); {
			case i >= 0:
				missing = slices.Delete(missing, i, i+1)
			case !slices.Contains(want, name) && !slices.Contains(l.before, name):
				l.Fatalf("loads %s, want %v", name, want)
			}
		}
		return len(missing) == 0
	})
	l.before = want
}

// patiently waits for the system.
func (l *looking) patiently(done func() bool) {
	l.Helper()
	for deadline := time.Now().Add(20 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			l.Fatalf("nothing more comes; it said %q", l.said)
		}
	}
}

const text = "Kenya met Ethiopia on Friday."

func TestFolder(t *testing.T) {
	inBothWays(t, func(l *looking) {
		l.write("a.txt", text)
		l.write("sub/b.txt", text)
		l.write("sub/.ententeignore", "*.part")
		l.until("a.txt", "sub/b.txt")

		l.write("c.txt", text)
		l.until("c.txt")
		l.write("a.txt", text+" Chad met Niger.")
		l.until("a.txt")
		l.write("new/day/deep/d.txt", text)
		l.until("new/day/deep/d.txt")
		l.write("new/day/e.txt", text)
		l.until("new/day/e.txt")

		l.write("sub/f.part", text[:9]) // a download, in a name that is left out
		l.write(".f.txt", text)         // and a hidden one
		l.write("g.txt", text)
		l.until("g.txt")
		l.rename("sub/f.part", "sub/f.txt")
		l.rename(".f.txt", "sub/h.txt")
		l.until("sub/f.txt", "sub/h.txt")

		l.rename("new/day", "sub/month") // with what is in it
		l.until("sub/month/deep/d.txt", "sub/month/e.txt")
		l.write("sub/month/deep/i.txt", text)
		l.until("sub/month/deep/i.txt")

		if err := os.RemoveAll(filepath.Join(l.root, "sub")); err != nil {
			t.Fatal(err)
		}
		l.write("j.txt", text)
		l.until("j.txt")
		l.write("sub/b.txt", text)
		l.until("sub/b.txt")
	})
}

// What an ignore file no longer names is loaded.
func TestFolderIgnoreFileChanges(t *testing.T) {
	inBothWays(t, func(l *looking) {
		l.write(".ententeignore", "old/")
		l.write("old/a.txt", text)
		l.write("b.txt", text)
		l.until("b.txt")
		l.write(".ententeignore", "")
		l.until("old/a.txt")
		l.write("old/c.txt", text)
		l.until("old/c.txt")
	})
}

// A file that is being written is not read, however long that takes, and holds
// back the others for a while only.
func TestFolderHalfWritten(t *testing.T) {
	inBothWays(t, func(l *looking) {
		l.once()
		l.write("a.txt", "Kenya ")
		for range 40 {
			l.append("a.txt", "met ")
			l.now = l.now.Add(defaults.quiet * 3 / 4)
			if got := l.once(); got != nil {
				t.Fatalf("loads %v", got)
			}
		}
		l.write("b.txt", text)
		l.patiently(func() bool {
			l.append("a.txt", "met ")
			got := l.once()
			if slices.Contains(got, "a.txt") {
				t.Fatalf("loads %v", got)
			}
			return slices.Equal(got, []string{"b.txt"})
		})
		l.until("a.txt")
	})
}

// Many files that arrive while others do are few batches.
func TestFolderBurst(t *testing.T) {
	inBothWays(t, func(l *looking) {
		l.once()
		const files = 1000
		loaded, batches := map[string]bool{}, 0
		load := func() {
			got := l.once()
			if got != nil {
				batches++
			}
			for _, name := range got {
				loaded[name] = true
			}
		}
		for i := range files {
			l.write(fmt.Sprintf("day%d/%d.txt", i%7, i), text)
			if i%10 == 0 {
				load()
			}
		}
		l.patiently(func() bool { load(); return len(loaded) == files })
		if batches > 20 {
			t.Errorf("%d files in %d batches", files, batches)
		}
		t.Logf("%d batches", batches)
	})
}

// What the system had no room to tell is found all the same.
func TestFolderLostNotices(t *testing.T) {
	raw, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	if err != nil {
		t.Skip("no inotify here:", err)
	}
	room, err := strconv.Atoi(strings.TrimSpace(string(raw)))
	if err != nil || room > 1<<18 {
		t.Skipf("the queue of notices has room for %s", raw)
	}
	l := newLooking(t, listen)
	l.write("a.txt", "")
	l.write("b.txt", "")
	l.until("a.txt", "b.txt")
	l.notices.mu.Lock() // whoever reads the queue waits
	for range room {
		l.append("a.txt", "a")
		l.append("b.txt", "b")
	}
	l.write("c.txt", text)
	l.notices.mu.Unlock()
	l.patiently(func() bool {
		l.notices.mu.Lock()
		defer l.notices.mu.Unlock()
		return l.notices.heard.lost
	})
	l.until("a.txt", "b.txt", "c.txt")
}

// More paths than are kept apart are found by looking at everything.
func TestFolderManyNotices(t *testing.T) {
	n := &notices{folders: map[string]bool{}, heard: heard{touched: map[string]bool{}}}
	for i := range maxTouched + 1 {
		n.note(created(strconv.Itoa(i)))
	}
	if h := n.take(); !h.lost || len(h.touched) != maxTouched {
		t.Errorf("lost %v, %d paths", h.lost, len(h.touched))
	}
	if h := n.take(); h.lost || len(h.touched) != 0 {
		t.Errorf("again: %+v", h)
	}
}

// A folder that goes away is waited for.
func TestFolderGoneAndBack(t *testing.T) {
	inBothWays(t, func(l *looking) {
		l.write("a.txt", text)
		l.until("a.txt")
		away := l.root + " away"
		if err := os.Rename(l.root, away); err != nil {
			t.Fatal(err)
		}
		l.patiently(func() bool {
			l.once()
			return strings.Contains(strings.Join(l.said, "\n"), "cannot be looked at")
		})
		for range 50 {
			l.once()
		}
		if n := strings.Count(strings.Join(l.said, "\n"), "cannot be looked at"); n != 1 {
			t.Errorf("said %d times: %q", n, l.said)
		}
		if err := os.Rename(away, l.root); err != nil {
			t.Fatal(err)
		}
		l.write("b.txt", text)
		l.until("b.txt") // a.txt is known
	})
}

// What was there before the watch began is loaded at once; what was just
// written waits.
func TestFolderAtFirst(t *testing.T) {
	l := newLooking(t, listen)
	l.write("old.txt", text)
	l.now = l.now.Add(time.Minute)
	if got := l.once(); !slices.Equal(got, []string{"old.txt"}) {
		t.Errorf("loads %v", got)
	}
	l.write("new.txt", text)
	l.notices.close()
	l.scanAt = time.Time{}
	if got := l.once(); got != nil {
		t.Errorf("loads %v", got)
	}
}

// A gathering may be read again, and what is gone by then is left out.
func TestFolderReadAgain(t *testing.T) {
	l := newLooking(t, listen)
	l.write("a.txt", text)
	l.write("b.txt", text)
	l.now = l.now.Add(time.Minute)
	g, _ := l.look(t.Context(), l.now)
	count := func() (n int) {
		for item := range g.Items {
			if item.Reject != nil {
				t.Error(item.Reject.Reason)
			}
			n++
		}
		return n
	}
	if n := count(); n != 2 {
		t.Errorf("%d items", n)
	}
	if err := os.Remove(filepath.Join(l.root, "a.txt")); err != nil {
		t.Fatal(err)
	}
	if n := count(); n != 1 {
		t.Errorf("%d items of what is left", n)
	}
}

func TestOpenSaysWhatCannotBeWatched(t *testing.T) {
	file := filepath.Join(t.TempDir(), "news.zip")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		source.Stdin:   "leave out --watch",
		file:           "give the folder that it is in",
		file + ".gone": "make it first",
	} {
		if _, err := Open([]string{t.TempDir(), name}, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
