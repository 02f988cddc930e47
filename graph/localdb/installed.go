package localdb

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
)

// Neo4j versions that can be used: the newest line of 5, for its Cypher, and
// no later one, whose entry point and Java differ.
const (
	majorVersion = 5
	oldestMinor  = 26
)

var serverJar = regexp.MustCompile(`^neo4j-server-(\d+)\.(\d+)[.\d]*\.jar$`)

// installation is a Neo4j that someone put on this machine.
type installation struct {
	Lib     string
	Version string
}

// findInstalled returns the Neo4j of NEO4J_HOME, else of the PATH. When there
// is none that can be used it tells why, in words.
func findInstalled(getenv func(string) string) (found *installation, problem string) {
	if home := getenv("NEO4J_HOME"); home != "" {
		return inspect(home, "NEO4J_HOME")
	}
	program, ok := lookPath(getenv, "neo4j")
	if !ok {
		return nil, "NEO4J_HOME is not set and `neo4j` is not on the PATH"
	}
	program, err := filepath.EvalSymlinks(program)
	if err != nil {
		return nil, fmt.Sprintf("`neo4j` on the PATH cannot be followed: %v", err)
	}
	for _, home := range []string{
		filepath.Dir(filepath.Dir(program)),                           // an unpacked archive
		filepath.Join(filepath.Dir(filepath.Dir(program)), "libexec"), // Homebrew
		"/usr/share/neo4j", // Linux packages
	} {
		if found, problem = inspect(home, "`neo4j` on the PATH"); found != nil {
			return found, ""
		}
	}
	return nil, problem
}

// inspect reads edition and version off the names of the jars: running the
// installation's own script would need its own Java and settings.
func inspect(home, source string) (found *installation, problem string) {
	lib := filepath.Join(home, "lib")
	names, err := filepath.Glob(filepath.Join(lib, "neo4j-server-*.jar"))
	if err != nil {
		return nil, err.Error()
	}
	if enterprise, _ := filepath.Glob(filepath.Join(lib, "neo4j-enterprise-*.jar")); len(enterprise) > 0 {
		return nil, source + " is an Enterprise edition, which is left alone because of its license; start it yourself and set NEO4J_URI"
	}
	for _, name := range names {
		match := serverJar.FindStringSubmatch(filepath.Base(name))
		if match == nil {
			continue
		}
		version := match[1] + "." + match[2]
		major, _ := strconv.Atoi(match[1])
		minor, _ := strconv.Atoi(match[2])
		if major != majorVersion || minor < oldestMinor {
			return nil, fmt.Sprintf("%s is version %s, and %d.%d is needed", source, version, majorVersion, oldestMinor)
		}
		return &installation{Lib: lib, Version: version}, ""
	}
	return nil, fmt.Sprintf("%s leads to %s, which has no Neo4j in its folder lib", source, home)
}
