package localdb

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestParseRecovery(t *testing.T) {
	cases := []struct {
		line    string
		percent int64
		ok      bool
	}{
		{"2026-11-23 12:58:10.082+0000 INFO  [o.n.k.r.Recovery] [neo4j/801162ea]  10% completed", 10, true},
		{"2026-11-23 12:58:11.979+0000 INFO  [o.n.k.r.Recovery] [neo4j/801162ea] 100% completed", 100, true},
		{"2026-11-23 12:58:09.867+0000 INFO  [o.n.k.r.Recovery] [neo4j/801162ea] TransactionLogsRecovery", 0, false},
		{"2026-11-23 12:58:09.867+0000 INFO  [o.n.k.i.i.IndexPopulation] [neo4j/801162ea] 10% completed", 0, false},
		{"", 0, false},
	}
	for _, c := range cases {
		p, ok := parseRecovery(c.line)
		if ok != c.ok || p.Done != c.percent {
			t.Errorf("%q: %+v, %v", c.line, p, ok)
		}
	}
}

func TestTailReadsOnlyWhatIsNewAndWhole(t *testing.T) {
	name := filepath.Join(t.TempDir(), "debug.log")
	add := func(text string) {
		t.Helper()
		file, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteString(text); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	const line = "x INFO  [o.n.k.r.Recovery] [neo4j/8]  "
	add(line + "90% completed\n")
	tail := newTail(name)
	add(line + "10% completed\n" + line + "20% comp")
	if got := tail.lines(); len(got) != 1 || got[0] != line+"10% completed\n" {
		t.Errorf("got %q", got)
	}
	add("leted\n")
	if got := tail.lines(); len(got) != 1 || got[0] != line+"20% completed\n" {
		t.Errorf("got %q", got)
	}
	if err := os.Truncate(name, 0); err != nil {
		t.Fatal(err)
	}
	add(line + "5% completed\n")
	if got := tail.lines(); len(got) != 1 || got[0] != line+"5% completed\n" {
		t.Errorf("after the log was begun anew: %q", got)
	}
}

func TestBackOffIsBounded(t *testing.T) {
	if backOff(1) != time.Second || backOff(3) != 4*time.Second || backOff(20) != maxBackOff {
		t.Errorf("%s, %s, %s", backOff(1), backOff(3), backOff(20))
	}
	now := time.Now()
	old := []time.Time{now.Add(-2 * crashWindow), now.Add(-time.Minute)}
	if got := recent(old, now); len(got) != 1 {
		t.Errorf("%v", got)
	}
}

func TestCleanClassesDropsWhatTheJVMRefuses(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	long := make([]byte, maxClassLine)
	text := "java/lang/Object id: 0\n" + string(long) + "\njava/lang/String id: 1\njava/la"
	if err := os.WriteFile(from, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := cleanClasses(from, to); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(to)
	if err != nil || string(got) != "java/lang/Object id: 0\njava/lang/String id: 1\n" {
		t.Errorf("%q, %v", got, err)
	}
}
