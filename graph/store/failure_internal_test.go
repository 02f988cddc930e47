package store

import (
	"context"
	"errors"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// What real servers said when a disk was full, memory short, or a start slow.
func TestServerFailures(t *testing.T) {
	for code, c := range map[string]struct {
		message string
		want    graph.Code
	}{
		"Neo.DatabaseError.Transaction.TransactionLogError":     {"Could not append transaction: Transaction #173 {with 18036 commands in this transaction} to log.", graph.NoSpace},
		"Neo.DatabaseError.General.UnknownError":                {"No space left on device", graph.NoSpace},
		"Neo.DatabaseError.Transaction.TransactionStartFailed":  {"The database has encountered a critical error, and needs to be restarted. Please see database logs for more details.", graph.Unavailable},
		"Neo.TransientError.General.DatabaseUnavailable":        {"The database is not currently available to serve your request.", graph.Unavailable},
		"Neo.TransientError.Transaction.DeadlockDetected":       {"ForsetiClient[transactionId=7] can't acquire ExclusiveLock.", graph.Unavailable},
		"Neo.TransientError.General.MemoryPoolOutOfMemoryError": {"The allocation of an extra 2.0 MiB would use more than the limit 128.0 MiB.", graph.TooLarge},
		"Neo.ClientError.Transaction.TransactionTimedOut":       {"The transaction has not completed within the timeout.", graph.Timeout},
		"Neo.ClientError.Security.Unauthorized":                 {"The client is unauthorized due to authentication failure.", graph.Unauthorized},
		"Neo.ClientError.Security.AuthenticationRateLimit":      {"The client has provided incorrect authentication details too many times in a row.", graph.Unauthorized},
		"Neo.ClientError.Database.DatabaseNotFound":             {"Database does not exist.", graph.Invalid},
		"Neo.ClientError.Statement.SyntaxError":                 {"Invalid input", graph.Internal},
	} {
		s := &Store{config: Config{URI: "bolt://sample:7687", User: "neo4j"}}
		err := s.failure(context.Background(), &neo4j.Neo4jError{Code: code, Msg: c.message})
		if graph.CodeOf(err) != c.want {
			t.Errorf("%s: got %q, want %q", code, graph.CodeOf(err), c.want)
		}
		var cause *neo4j.Neo4jError
		if !errors.As(err, &cause) {
			t.Errorf("%s: the cause is lost", code)
		}
	}
}

// Attempts are many for what passes by itself and one for what does not.
func TestAttempts(t *testing.T) {
	for code, want := range map[string]int{
		"Neo.TransientError.Transaction.DeadlockDetected":       transientAttempts,
		"Neo.ClientError.Schema.ConstraintValidationFailed":     transientAttempts,
		"Neo.TransientError.General.MemoryPoolOutOfMemoryError": 1,
		"Neo.ClientError.Statement.SyntaxError":                 1,
	} {
		if got := attempts(&neo4j.Neo4jError{Code: code}); got != want {
			t.Errorf("%s: %d attempts, want %d", code, got, want)
		}
	}
}

func TestServersThatAreTooOld(t *testing.T) {
	for _, c := range []struct {
		name, version string
		ok            bool
	}{
		{"Neo4j Kernel", "5.26.30", true},
		{"Neo4j Kernel", "2026.08.1", true},
		{"Neo4j Kernel", "5.25.1", false},
		{"Neo4j Kernel", "4.4.40", false},
		{"Neo4j Kernel", "dev", true},
		{"Memgraph", "5.30", false},
	} {
		if err := checkVersion("bolt://sample", c.name, c.version); (err == nil) != c.ok {
			t.Errorf("%s %s: %v", c.name, c.version, err)
		}
	}
}

// No text that a reader can type breaks the full-text query.
func FuzzSearchWords(f *testing.F) {
	for _, seed := range []string{"Russia", `AND OR ( " * ~ /`, "U.S.", "the", "а б", "\x00\xff", "a' .b", "叙利亚"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		words := searchWords(typed)
		for _, word := range words {
			for _, r := range word {
				switch r {
				case '+', '-', '&', '|', '!', '(', ')', '{', '}', '[', ']', '^', '"', '~', '*', '?', ':', '\\', '/', ' ':
					t.Fatalf("%q gives the word %q", typed, word)
				}
			}
		}
		if len(words) > maxWords || (len(words) == 0) != (nameQuery(words) == "") {
			t.Fatalf("%q gives %d words", typed, len(words))
		}
	})
}
