package store

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// cypherRefusal maps what the server says of a reader's query.
func (s *Store) cypherRefusal(ctx context.Context, limits CypherLimits, err *neo4j.Neo4jError) error {
	switch {
	case strings.Contains(err.Code, "TransactionTimedOut"), strings.HasSuffix(err.Code, ".Terminated"):
		return tooSlow(limits, err)
	case strings.HasSuffix(err.Code, "OutOfMemoryError"), strings.HasSuffix(err.Code, "StackOverFlowError"):
		return cypherError(graph.TooLarge, err, "The query needs more memory than Neo4j gives to one. Match less, or use LIMIT before collecting and sorting.")
	case strings.HasSuffix(err.Code, "Statement.AccessMode"):
		return cypherError(graph.Refused, err, "Neo4j says that the query does more than read; only questions are answered here.")
	case strings.HasPrefix(err.Code, "Neo.ClientError.Statement."), strings.HasPrefix(err.Code, "Neo.ClientError.Procedure."),
		strings.HasPrefix(err.Code, "Neo.ClientError.Schema."), strings.HasPrefix(err.Code, "Neo.ClientError.General."):
		return cypherError(graph.Invalid, err, "Neo4j does not take the query: %s.", strings.TrimSuffix(firstLine(err.Msg), "."))
	}
	return s.failure(ctx, err)
}

func tooSlow(limits CypherLimits, err error) error {
	return cypherError(graph.Timeout, err, "The query took longer than %s and was stopped. Match less: start from few entities, name the relations, bound the hops, use LIMIT.", limits.Timeout)
}

// cypherError keeps the server's own words out of the message where they say
// nothing to a reader.
func cypherError(code graph.Code, cause error, format string, args ...any) error {
	err := &graph.Error{Code: code, Message: fmt.Sprintf(format, args...), Err: cause}
	if code == graph.Invalid {
		err.Field = "query"
	}
	return err
}

// maxMessage bounds what of the server's words is passed on.
const maxMessage = 600

// firstLine leaves away the picture of the query below the message.
func firstLine(message string) string {
	message, _, _ = strings.Cut(withoutPrefix(message), "\n")
	if runes := []rune(message); len(runes) > maxMessage {
		return string(runes[:maxMessage]) + " …"
	}
	return message
}

var linePattern = regexp.MustCompile(`\(line (\d+), (column \d+) \(offset: \d+\)\)`)

// withoutPrefix corrects the lines in a message of the server by the one that
// was put in front of the query, and leaves the offset away.
func withoutPrefix(message string) string {
	return linePattern.ReplaceAllStringFunc(message, func(place string) string {
		parts := linePattern.FindStringSubmatch(place)
		line, _ := strconv.Atoi(parts[1])
		return "(line " + strconv.Itoa(line-1) + ", " + parts[2] + ")"
	})
}
