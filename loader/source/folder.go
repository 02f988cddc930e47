package source

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// folder reads what is under a folder, in the order of the names. A link to a
// file is read; a link to a folder is not followed, unless it is root.
func (o *output) folder(root string) {
	found := false
	Walk(root, root, func(path string, isDir bool, err error) error {
		switch {
		case o.done():
			return fs.SkipAll
		case err != nil:
			o.reject(path, 0, "%s", openReason(path, err))
			return nil
		case isDir:
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
	if !found && !o.done() {
		o.reject(root, 0, "The folder %s holds no files to read.", root)
	}
}

// Walk visits what a load of the folder root reads of at, which is root or a
// file or folder under it: folders before what they hold, in the order of the
// names. Hidden files and folders are left out, and so is what an ignore file
// names. visit gets what cannot be looked at with the error, and ends the walk
// with fs.SkipAll.
func Walk(root, at string, visit func(path string, isDir bool, err error) error) {
	root, at = filepath.Clean(root), filepath.Clean(at)
	ignores := map[string]ignore{}
	for _, dir := range between(root, at) {
		if dir != root && skipped(ignores, root, dir, true) {
			return
		}
		ignores[dir] = readIgnore(dir)
	}
	start := at
	if at == root {
		start += string(filepath.Separator) // goes into a folder that is named by a link
	}
	_ = filepath.WalkDir(start, func(path string, entry fs.DirEntry, err error) error { // visit has the errors
		path = filepath.Clean(path)
		if err == nil && path != root && skipped(ignores, root, path, entry.IsDir()) {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		isDir := err == nil && entry.IsDir()
		if isDir {
			ignores[path] = readIgnore(path)
		}
		return visit(path, isDir, err)
	})
}

// between are the folders from root down to what holds at.
func between(root, at string) []string {
	var dirs []string
	for dir := at; dir != root && dir != filepath.Dir(dir); {
		dir = filepath.Dir(dir)
		dirs = append(dirs, dir)
	}
	slices.Reverse(dirs)
	return dirs
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
