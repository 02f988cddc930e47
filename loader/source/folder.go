package source

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// folder reads what is under a folder, in the order of the names. Hidden files
// and folders are left out, and so is what an ignore file names. A link to a
// file is read; a link to a folder is not followed.
func (o *output) folder(root string) {
	found := false
	ignores := map[string]ignore{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case o.done():
			return fs.SkipAll
		case err != nil:
			o.reject(path, 0, "%s", openReason(path, err))
			return nil
		case path != root && skipped(ignores, root, path, entry.IsDir()):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			ignores[path] = readIgnore(path)
			return nil
		}
		found = true
		if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
			if !info.IsDir() {
				o.reject(path, 0, "%s is not a regular file.", path)
			}
			return nil
		}
		o.file(path)
		return nil
	})
	if err != nil {
		o.reject(root, 0, "%s", openReason(root, err))
	} else if !found && !o.done() {
		o.reject(root, 0, "The folder %s holds no files to read.", root)
	}
}

func skipped(ignores map[string]ignore, root, path string, isDir bool) bool {
	if strings.HasPrefix(filepath.Base(path), ".") {
		return true
	}
	hidden := false
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if rel, err := filepath.Rel(dir, path); err == nil {
			if match, decided := ignores[dir].match(filepath.ToSlash(rel), isDir); decided {
				return match
			}
		}
		if dir == root || dir == filepath.Dir(dir) {
			return hidden
		}
	}
}
