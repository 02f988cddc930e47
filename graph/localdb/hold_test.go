package localdb

import (
	"os"
	"runtime"
	"testing"
)

// A process that dropped the Server still has its hold.
func TestHoldOutlivesGarbage(t *testing.T) {
	f, err := openFolder(t.TempDir(), os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.acquire(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		runtime.GC()
	}
	if !f.usedByOthers() {
		t.Error("the garbage collector let go of the hold")
	}
}
