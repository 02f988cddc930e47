package web

import (
	"os"
	"path/filepath"
	"testing"
)

// TestOwnFolder: two servers on one folder leave each other alone, and what a
// dead one left goes.
func TestOwnFolder(t *testing.T) {
	parent := t.TempDir()
	dead := filepath.Join(parent, folderPrefix+"dead", uploadPrefix+"1")
	if err := os.MkdirAll(dead, 0o700); err != nil {
		t.Fatal(err)
	}
	first, err := ownFolder(parent)
	if err != nil {
		t.Fatal(err)
	}
	second, err := ownFolder(parent)
	if err != nil || first.dir == second.dir {
		t.Fatalf("%s and %s: %v", first.dir, second.dir, err)
	}
	if _, err := os.Stat(dead); err == nil {
		t.Error("the upload of a dead server is still there")
	}
	if _, err := os.Stat(first.dir); err != nil {
		t.Errorf("the folder of a server that lives is gone: %v", err)
	}
}
