package store

import (
	"context"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// cypherRefusal maps what the server says of a reader's query.
func (s *Store) cypherRefusal(ctx context.Context, limits CypherLimits, err *neo4j.Neo4jError) error {
	message := withoutPrefix(err.Msg)
	switch {
	case strings.Contains(err.Code, "TransactionTimedOut"), strings.HasSuffix(err.Code, ".Terminated"):
		return tooSlow(limits, err)
	case strings.HasSuffix(err.Code, "OutOfMemoryError"), strings.HasSuffix(err.Code, "StackOverFlowError"):
		return graph.Errorf(graph.TooLarge, "The query needs more memory than Neo4j gives to one. Match less, or use LIMIT before collecting and sorting. (%w)", err)
	case strings.HasSuffix(err.Code, "Statement.AccessMode"):
		return graph.Errorf(graph.Refused, "Neo4j says that the query does more than read; only questions are answered here. (%w)", err)
	case strings.HasPrefix(err.Code, "Neo.ClientError.Statement."), strings.HasPrefix(err.Code, "Neo.ClientError.Procedure."),
		strings.HasPrefix(err.Code, "Neo.ClientError.Schema."), strings.HasPrefix(err.Code, "Neo.ClientError.General."):
		return &graph.Error{Code: graph.Invalid, Message: "Neo4j does not understand the query: " + message, Field: "query", Err: err}
	}
	return s.failure(ctx, err)
}

func tooSlow(limits CypherLimits, err error) error {
	return graph.Errorf(graph.Timeout, "The query took longer than %s and was stopped. Match less: start from few entities, name the relations, bound the hops, use LIMIT. (%w)", limits.Timeout, err)
}

// isTimeout recognizes a connection that the driver dropped for the deadline.
func isTimeout(err error) bool {
	var connection *neo4j.ConnectivityError
	return errors.As(err, &connection) && strings.Contains(connection.Error(), context.DeadlineExceeded.Error())
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
