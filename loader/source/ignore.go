package source

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// IgnoreFile is the name of the file that lists what a folder's load leaves
// out. Its lines are patterns as in .gitignore: * and ? within a name, ** over
// folders, a leading slash for this folder only, a trailing slash for folders
// only, ! to take back, # for remarks. The last line that fits decides; a
// deeper folder's file goes before its parents'.
const IgnoreFile = ".ententeignore"

// ignore are the patterns of one folder, in the order of the file.
type ignore []pattern

type pattern struct {
	parts    []string // "**" stands for any number of folders
	keep     bool     // begins with !
	onlyDirs bool
}

func readIgnore(dir string) ignore {
	raw, err := os.ReadFile(filepath.Join(dir, IgnoreFile))
	if err != nil {
		return nil
	}
	var out ignore
	for _, row := range strings.Split(Normalize(string(raw)), "\n") {
		if p, ok := parsePattern(strings.TrimSpace(row)); ok {
			out = append(out, p)
		}
	}
	return out
}

func parsePattern(row string) (pattern, bool) {
	if row == "" || row[0] == '#' {
		return pattern{}, false
	}
	row, keep := strings.CutPrefix(row, "!")
	row, onlyDirs := strings.CutSuffix(row, "/")
	anchored := strings.Contains(row, "/")
	row = strings.TrimPrefix(row, "/")
	if row == "" {
		return pattern{}, false
	}
	parts := strings.Split(row, "/")
	if !anchored {
		parts = append([]string{"**"}, parts...)
	}
	if last := len(parts) - 1; parts[last] == "**" {
		parts = append(parts, "*") // what is in a folder, not the folder itself
	}
	for i, part := range parts {
		parts[i] = strings.ReplaceAll(part, "[!", "[^")
	}
	return pattern{slices.CompactFunc(parts, func(a, b string) bool { return a == "**" && b == "**" }), keep, onlyDirs}, true
}

// match reports whether name, a slash-separated path below the folder, is left
// out, and whether any pattern decided that.
func (i ignore) match(name string, isDir bool) (out, decided bool) {
	parts := strings.Split(name, "/")
	for n := len(i) - 1; n >= 0; n-- {
		if (isDir || !i[n].onlyDirs) && fits(i[n].parts, parts) {
			return !i[n].keep, true
		}
	}
	return false, false
}

func fits(pattern, parts []string) bool {
	for len(pattern) > 0 {
		if pattern[0] == "**" {
			for skip := range len(parts) + 1 {
				if fits(pattern[1:], parts[skip:]) {
					return true
				}
			}
			return false
		}
		if len(parts) == 0 {
			return false
		}
		if ok, err := path.Match(pattern[0], parts[0]); err != nil || !ok {
			return false
		}
		pattern, parts = pattern[1:], parts[1:]
	}
	return len(parts) == 0
}
