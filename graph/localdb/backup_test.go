package localdb

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
)

// One database goes through everything that backing up and restoring can meet.
func TestBackupAndRestore(t *testing.T) {
	home := t.TempDir()
	dir, file := filepath.Join(home, "a folder, ünïcode"), filepath.Join(home, "back up.dump")
	options := Options{Dir: dir, Getenv: local, Detach: true}
	f, err := locate(dir, local)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := Stop(context.Background(), dir); err != nil {
			t.Error(err)
		}
	})
	if _, err := Backup(t.Context(), options, file, Consent{}); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("a backup of nothing: %v", err)
	}
	server, err := Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	ask(t, server, "UNWIND range(1, 1000) AS n CREATE (:Marker {n: n})")
	markers := func(t *testing.T, want int64) {
		t.Helper()
		s, err := Start(t.Context(), options)
		if err != nil {
			t.Fatal(err)
		}
		if n := ask(t, s, "MATCH (m:Marker) RETURN count(m)"); n != want {
			t.Errorf("%v markers, want %d", n, want)
		}
	}

	t.Run("a server that is used is not stopped unasked", func(t *testing.T) {
		attached := options
		attached.Detach = false
		user := start(t, attached)
		if _, err := Backup(t.Context(), options, file, Consent{}); graph.CodeOf(err) != graph.Conflict || !strings.Contains(err.Error(), "--force") {
			t.Errorf("%v", err)
		}
		if size, err := Backup(t.Context(), options, file, Consent{Force: true}); err != nil || size == 0 {
			t.Fatal(size, err)
		}
		if n := ask(t, user, "MATCH (m:Marker) RETURN count(m)"); n != int64(1000) {
			t.Errorf("%v markers after the backup", n)
		}
		if s := status(t, dir); !s.Running || !s.Stays {
			t.Errorf("%+v", s)
		}
	})

	t.Run("a file is not replaced unasked", func(t *testing.T) {
		if _, err := Backup(t.Context(), options, file, Consent{}); graph.CodeOf(err) != graph.Conflict || !strings.Contains(err.Error(), "--overwrite") {
			t.Errorf("%v", err)
		}
		if _, err := Backup(t.Context(), options, home, Consent{Overwrite: true}); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%v", err)
		}
	})

	markers(t, 1000)
	ask(t, server, "UNWIND range(1, 10) AS n CREATE (:Marker {n: n})")

	t.Run("an interrupted backup leaves no file, and the server runs", func(t *testing.T) {
		other := filepath.Join(home, "other.dump")
		interrupted := until(t, PhaseBackup, options, func(ctx context.Context, o Options) error {
			_, err := Backup(ctx, o, other, Consent{})
			return err
		})
		if !errors.Is(interrupted, context.Canceled) {
			t.Errorf("%v", interrupted)
		}
		if left, err := filepath.Glob(filepath.Join(home, "*other.dump*")); err != nil || len(left) > 0 {
			t.Errorf("left: %v, %v", left, err)
		}
		if s := status(t, dir); !s.Running || !s.Stays {
			t.Errorf("%+v", s)
		}
	})

	if err := Stop(t.Context(), dir); err != nil { // what does not run is not started for long
		t.Fatal(err)
	}
	t.Run("what is no whole dump is refused", func(t *testing.T) {
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		broken := append([]byte{}, whole...)
		for i := len(broken) / 2; i < len(broken)/2+64; i++ {
			broken[i] ^= 0x5a
		}
		for name, text := range map[string][]byte{"text": []byte("no dump at all"), "short": whole[:len(whole)/2], "broken": broken, "empty": nil} {
			bad := filepath.Join(home, name)
			if err := os.WriteFile(bad, text, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := Restore(t.Context(), options, bad, Replacement{}); graph.CodeOf(err) != graph.Invalid || !strings.Contains(err.Error(), bad) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})

	t.Run("what is not proven is not kept", func(t *testing.T) {
		refused := errors.New("not good")
		err := Restore(t.Context(), options, file, Replacement{Prove: func(_ context.Context, s *Server) error {
			if n := ask(t, s, "MATCH (m:Marker) RETURN count(m)"); n != int64(1000) {
				t.Errorf("%v markers are to be proven", n)
			}
			return refused
		}})
		if !errors.Is(err, refused) {
			t.Errorf("%v", err)
		}
		if s := status(t, dir); s.Running {
			t.Errorf("%+v", s)
		}
	})

	t.Run("an interrupted restore is no restore", func(t *testing.T) {
		interrupted := until(t, PhaseRestore, options, func(ctx context.Context, o Options) error {
			return Restore(ctx, o, file, Replacement{})
		})
		if !errors.Is(interrupted, context.Canceled) {
			t.Errorf("%v", interrupted)
		}
	})
	markers(t, 1010)
	clean(t, f)

	t.Run("a restored database is the one that was backed up", func(t *testing.T) {
		if err := Restore(t.Context(), options, file, Replacement{}); err != nil {
			t.Fatal(err)
		}
		if s := status(t, dir); !s.Running || !s.Stays {
			t.Errorf("%+v", s)
		}
		markers(t, 1000)
		clean(t, f)
	})

	t.Run("a replacement that was killed is taken back at the next start", func(t *testing.T) {
		if err := Stop(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(f.prepareNew(), f.swap(), f.setStay()); err != nil {
			t.Fatal(err)
		}
		if _, err := f.launch(t.Context(), options.withDefaults()); err != nil { // it outlives who was killed
			t.Fatal(err)
		}
		markers(t, 1000)
		clean(t, f)
	})

	t.Run("a database whose server was killed is recovered and backed up", func(t *testing.T) {
		ask(t, server, "CREATE (:Marker)")
		s, ok := f.state()
		if !ok {
			t.Fatal("no state")
		}
		if err := errors.Join(kill(s.Supervisor.PID), kill(s.Server.PID)); err != nil {
			t.Fatal(err)
		}
		if err := f.waitGone(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := Backup(t.Context(), options, file, Consent{Overwrite: true}); err != nil {
			t.Fatal(err)
		}
		if s := status(t, dir); s.Running {
			t.Errorf("it runs, and did not before: %+v", s)
		}
	})
}

// until runs an operation and interrupts it in its first report of a phase.
func until(t *testing.T, phase Phase, o Options, operation func(context.Context, Options) error) error {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	o.Progress = func(p Progress) {
		if p.Phase == phase {
			cancel()
		}
	}
	return operation(ctx, o)
}

// clean checks that nothing of a replacement is left.
func clean(t *testing.T, f *folder) {
	t.Helper()
	for _, name := range []string{oldData, goneData, "new"} {
		if _, err := os.Stat(f.path(name)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is left: %v", name, err)
		}
	}
}

// Only the files of the server that Entente runs by itself are touched.
func TestBackupOfOthers(t *testing.T) {
	dir, file := t.TempDir(), filepath.Join(t.TempDir(), "x.dump")
	remote := Options{Dir: dir, URI: "bolt://db.example.com:7687", Getenv: local}
	if _, err := Backup(t.Context(), remote, file, Consent{}); graph.CodeOf(err) != graph.Refused || !strings.Contains(err.Error(), "neo4j-admin") {
		t.Errorf("another machine's: %v", err)
	}
	f, err := openFolder(dir, local)
	if err != nil {
		t.Fatal(err)
	}
	if err := writeJSON(f.path("settings.json"), settings{Means: meansDocker}); err != nil {
		t.Fatal(err)
	}
	_, err = Backup(t.Context(), Options{Dir: dir, Getenv: local}, file, Consent{})
	if graph.CodeOf(err) != graph.Refused || !strings.Contains(err.Error(), "docker run") {
		t.Errorf("Docker's: %v", err)
	}
	if err := os.WriteFile(file, []byte(zstdDump+"…"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), Options{Dir: dir, Getenv: local}, file, Replacement{}); graph.CodeOf(err) != graph.Refused {
		t.Errorf("into Docker's: %v", err)
	}
}
