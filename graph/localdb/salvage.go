package localdb

import (
	"errors"
	"os"
	"strings"

	"entente/graph"
)

// errTorn says that the log of transactions ends in the middle of one that was
// never confirmed, because the disk was full when it was written.
var errTorn = errors.New("the transaction log is torn")

// errUnusable says that starting the server again does not help.
var errUnusable = errors.New("the data cannot be used")

// salvageFlags make Neo4j cut the log behind the last whole transaction. It
// refuses to start on a torn log otherwise.
var salvageFlags = []string{"-c", "internal.dbms.tx_log.fail_on_corrupted_log_files=false"}

// Words of Neo4j about a database that it cannot start.
const (
	wordsTorn    = "recovery not possible"
	wordsNoStart = "Failed to start DatabaseId"
)

// readLog reports what the server's log says of its start.
func (s *supervisor) readLog(server process, tail *tail) error {
	cause := ""
	for _, line := range tail.lines() {
		if p, ok := parseRecovery(line); ok {
			s.note(PhaseRecover, server)
			s.tell(event{Progress: p})
		}
		if text, ok := strings.CutPrefix(line, "Caused by: "); ok {
			cause = strings.TrimSpace(text)
		}
		switch {
		case strings.Contains(line, wordsTorn) && !s.salvaging && len(s.task.Salvage) > 0 && s.diskWasFull():
			return errTorn
		case strings.Contains(line, wordsTorn), strings.Contains(line, wordsNoStart) && strings.Contains(line, "["+defaultDatabase+"]"):
			return s.unusable(cause)
		}
	}
	return nil
}

// diskWasFull looks for the reason of a torn log. Without it the log is
// damaged in a way that may have cost confirmed transactions, and a person has
// to decide.
func (s *supervisor) diskWasFull() bool {
	text, err := os.ReadFile(s.folder.path("logs", "debug.log"))
	return err == nil && tellsNoSpace(string(text))
}

func (s *supervisor) unusable(cause string) error {
	if cause == "" {
		cause = "see its log"
	}
	return graph.Errorf(graph.Unavailable, "Neo4j cannot open its data in %s (%s). Restore the folder from a copy; or delete it to start "+
		"with an empty database and load the articles again. The log is %s%w",
		s.folder.path("data"), clip(cause), s.folder.path("logs", "debug.log"), silent{errUnusable})
}

// silent keeps an error in the chain and out of the text.
type silent struct{ error }

func (silent) Error() string   { return "" }
func (s silent) Unwrap() error { return s.error }
