package localdb

import (
	"bufio"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// maxWords bounds what an error repeats of a log, in bytes.
const maxWords = 600

var recoveryLine = regexp.MustCompile(`(?i)\brecovery\b.*?\b(\d{1,3})% completed`)

// parseRecovery reads a line of debug.log that tells how far a recovery is.
func parseRecovery(line string) (Progress, bool) {
	match := recoveryLine.FindStringSubmatch(line)
	if match == nil {
		return Progress{}, false
	}
	percent, err := strconv.ParseInt(match[1], 10, 64)
	return Progress{PhaseRecover, "Recovering what the last run had not written out", percent, 100}, err == nil
}

// tail reads what is added to a log.
type tail struct {
	name   string
	offset int64
}

// newTail begins at the log's present end.
func newTail(name string) *tail {
	t := &tail{name: name}
	if info, err := os.Stat(name); err == nil {
		t.offset = info.Size()
	}
	return t
}

// lines returns the lines added since the last call. One that is not finished
// yet waits for the next call.
func (t *tail) lines() []string {
	file, err := os.Open(t.name)
	if err != nil {
		return nil
	}
	defer func() { _ = file.Close() }()
	if info, err := file.Stat(); err != nil || info.Size() < t.offset {
		t.offset = 0 // the log was begun anew
	}
	if _, err := file.Seek(t.offset, io.SeekStart); err != nil {
		return nil
	}
	var lines []string
	reader := bufio.NewReader(file)
	for {
		line, err := reader.ReadString('\n')
		if err != nil {
			return lines
		}
		t.offset += int64(len(line))
		lines = append(lines, line)
	}
}

var logPrefix = regexp.MustCompile(`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+[+-]\d{4} +(INFO|WARN|ERROR|DEBUG) +`)

// meaningful returns the lines of a server's output that say why it ended: its
// errors and the innermost cause, else the last line.
func meaningful(output string) string {
	var words []string
	last, cause := "", ""
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		plain := logPrefix.ReplaceAllString(line, "")
		switch {
		case line == "" || strings.HasPrefix(line, "at ") || strings.HasPrefix(line, "... "):
		case strings.HasPrefix(line, "Caused by: "):
			cause = strings.TrimPrefix(line, "Caused by: ")
		case strings.Contains(line, " ERROR ") || strings.HasPrefix(line, "Error"):
			words = append(words, plain)
			last = plain
		default:
			last = plain
		}
	}
	if len(words) == 0 && last != "" {
		words = append(words, last)
	}
	if cause != "" {
		words = append(words, cause)
	}
	return clip(strings.Join(words, " "))
}

// clip bounds what is repeated of a log.
func clip(text string) string {
	if len(text) <= maxWords {
		return text
	}
	return strings.ToValidUTF8(text[:maxWords], "") + "…"
}
