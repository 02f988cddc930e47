package localdb

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// oldestJava is the first Java that Neo4j 5.26 runs on.
const oldestJava = 17

// toolTime is what a program may take to tell its version.
const toolTime = 30 * time.Second

// java is a Java runtime that can run Neo4j.
type java struct {
	Program string
	Version string // "17.0.15"
	Home    string // JAVA_HOME when it was found there
}

var javaVersion = regexp.MustCompile(`version "([^"]+)"`)

// parseJavaVersion reads what `java -version` prints and returns the version
// and its feature number: 8 for "1.8.0_292", 17 for "17.0.15", 25 for "25-ea".
func parseJavaVersion(output string) (version string, feature int, ok bool) {
	match := javaVersion.FindStringSubmatch(output)
	if match == nil {
		return "", 0, false
	}
	digits := func(s string) string {
		end := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
		if end < 0 {
			return s
		}
		return s[:end]
	}
	number := digits(match[1])
	if rest, old := strings.CutPrefix(match[1], "1."); old {
		number = digits(rest)
	}
	feature, err := strconv.Atoi(number)
	return match[1], feature, err == nil
}

// findJava returns the Java of JAVA_HOME, else of the PATH. When neither can
// be used it tells why, in words.
func findJava(ctx context.Context, getenv func(string) string) (found *java, problem string) {
	var problems []string
	if home := getenv("JAVA_HOME"); home != "" {
		j, why := tryJava(ctx, filepath.Join(home, "bin", "java"))
		if why == "" {
			j.Home = home
			return j, ""
		}
		problems = append(problems, "JAVA_HOME names "+why)
	}
	program, ok := lookPath(getenv, "java")
	if !ok {
		return nil, strings.Join(append(problems, "`java` is not on the PATH"), ", and ")
	}
	j, why := tryJava(ctx, program)
	if why == "" {
		return j, ""
	}
	return nil, strings.Join(append(problems, "the PATH has "+why), ", and ")
}

func tryJava(ctx context.Context, program string) (found *java, problem string) {
	program, err := exec.LookPath(program)
	if err != nil {
		return nil, "a folder without a usable `bin/java`"
	}
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	output, err := exec.CommandContext(ctx, program, "-version").CombinedOutput()
	version, feature, ok := parseJavaVersion(string(output))
	switch {
	case err != nil || !ok:
		return nil, fmt.Sprintf("%s, which does not tell its version", program)
	case feature < oldestJava:
		return nil, fmt.Sprintf("%s, which is Java %s", program, version)
	}
	return &java{Program: program, Version: version}, ""
}

// opens are the parts of the JDK that Neo4j reaches into.
var opens = []string{
	"--add-opens=java.base/java.nio=ALL-UNNAMED",
	"--add-opens=java.base/java.io=ALL-UNNAMED",
	"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
	"--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
	"--enable-native-access=ALL-UNNAMED",
}

// serverCommand is the command line of a Neo4j whose jars lie in lib.
func (j *java) serverCommand(f *folder, lib string, m memory) []string {
	args := append([]string{j.Program}, m.flags()...)
	args = append(args, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
	args = append(args, f.archive(j, lib).flags()...)
	args = append(args, opens...)
	return append(args,
		"-Dio.netty.tryReflectionSetAccessible=true", "-Dlog4j2.disable.jmx=true", "-Dfile.encoding=UTF-8",
		"-cp", filepath.Join(lib, "*"), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+f.root, "--config-dir="+f.path("conf"), "--console-mode")
}
