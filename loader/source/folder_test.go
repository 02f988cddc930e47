package source

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// newsFolder is a folder of some depth, with what a load leaves out.
func newsFolder(t *testing.T) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "news")
	for name, text := range map[string]string{
		"a.txt": sentence, "draft.tmp": sentence, ".hidden/b.txt": sentence, "old/c.txt": sentence,
		"day/d.txt": sentence, "day/e.tmp": sentence, "day/.ententeignore": "!e.tmp", ".ententeignore": "*.tmp\nold/\n",
	} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// However a folder is named, its ignore files hold.
func TestFolderByAnyName(t *testing.T) {
	root := newsFolder(t)
	t.Chdir(filepath.Dir(root))
	if err := os.Symlink("news", "link"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{root, "news", "news/", "./news", "news/../news", "link", "link/"} {
		var got []string
		for item := range (Options{}).Read(t.Context(), name, nil) {
			if item.Reject != nil {
				t.Errorf("%s: %s", name, item.Reject.Reason)
			}
			got = append(got, item.Name)
		}
		at := filepath.Clean(name)
		if want := []string{at + "/a.txt", at + "/day/d.txt", at + "/day/e.tmp"}; !slices.Equal(got, want) {
			t.Errorf("%s gave %v, want %v", name, got, want)
		}
	}
}

// A part of a folder is walked as it is with the whole.
func TestWalkAt(t *testing.T) {
	root := newsFolder(t)
	for at, want := range map[string][]string{
		".":             {". true", "a.txt false", "day true", "day/d.txt false", "day/e.tmp false"},
		"day":           {"day true", "day/d.txt false", "day/e.tmp false"},
		"day/e.tmp":     {"day/e.tmp false"},
		"a.txt":         {"a.txt false"},
		"draft.tmp":     nil,
		"old":           nil,
		"old/c.txt":     nil,
		".hidden/b.txt": nil,
		"gone.txt":      {"gone.txt cannot be looked at"},
	} {
		var got []string
		Walk(root, filepath.Join(root, at), func(path string, isDir bool, err error) error {
			name, _ := filepath.Rel(root, path)
			if err != nil {
				got = append(got, name+" cannot be looked at")
			} else {
				got = append(got, fmt.Sprint(name, " ", isDir))
			}
			return nil
		})
		if !slices.Equal(got, want) {
			t.Errorf("at %s: %q, want %q", at, got, want)
		}
	}
}
