package store

import (
	"context"
	"errors"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// failure turns an error of the driver or the server into one of ours. It
// leaves nil and *graph.Error alone.
func (s *Store) failure(ctx context.Context, err error) error {
	var ours *graph.Error
	if err == nil || errors.As(err, &ours) {
		return err
	}
	if noSpace(err) {
		return graph.Errorf(graph.NoSpace, "The disk of the Neo4j server at %s is full. Free some space there and try again; nothing of this step was stored. (%w)", s.config.URI, err)
	}
	var server *neo4j.Neo4jError
	if errors.As(err, &server) {
		return s.serverFailure(server)
	}
	if errors.Is(ctx.Err(), context.Canceled) || errors.Is(err, context.Canceled) {
		return graph.Errorf(graph.Timeout, "The work was canceled before the database answered: %w", context.Canceled)
	}
	if ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded) {
		return graph.Errorf(graph.Timeout, "Neo4j at %s did not answer in time. (%w)", s.config.URI, err)
	}
	var connection *neo4j.ConnectivityError
	if errors.As(err, &connection) {
		return graph.Errorf(graph.Unavailable, "Neo4j at %s cannot be reached. Check that the server runs and that NEO4J_URI (--neo4j-uri) names it. (%w)", s.config.URI, err)
	}
	var auth *neo4j.InvalidAuthenticationError
	if errors.As(err, &auth) {
		return s.unauthorized(err)
	}
	return graph.Errorf(graph.Internal, "The database step failed: %w", err)
}

func (s *Store) unauthorized(err error) error {
	return graph.Errorf(graph.Unauthorized, "Neo4j at %s does not accept user %q with the given password. Set NEO4J_USERNAME and NEO4J_PASSWORD (--neo4j-user, --neo4j-password). (%w)", s.config.URI, s.config.User, err)
}

// serverFailure maps what the server itself said, by its status code.
func (s *Store) serverFailure(err *neo4j.Neo4jError) error {
	code := err.Code
	switch {
	case strings.HasPrefix(code, "Neo.ClientError.Security.AuthenticationRateLimit"):
		return graph.Errorf(graph.Unauthorized, "Neo4j at %s refuses user %q for some seconds after several wrong passwords. Set NEO4J_PASSWORD (--neo4j-password) and try again. (%w)", s.config.URI, s.config.User, err)
	case strings.HasPrefix(code, "Neo.ClientError.Security."):
		return s.unauthorized(err)
	case code == "Neo.ClientError.Database.DatabaseNotFound":
		return graph.Errorf(graph.Invalid, "Neo4j at %s has no database %q. Set NEO4J_DATABASE to one that is there. (%w)", s.config.URI, s.config.Database, err)
	case strings.Contains(code, "TransactionTimedOut"), strings.HasSuffix(code, ".LockAcquisitionTimeout"):
		return graph.Errorf(graph.Timeout, "Neo4j at %s stopped the step because it took too long. (%w)", s.config.URI, err)
	case strings.HasSuffix(code, "OutOfMemoryError"), strings.HasSuffix(code, ".StackOverFlowError"):
		return graph.Errorf(graph.TooLarge, "The step needs more memory than Neo4j allows. Send less at once, or raise db.memory.transaction.max on the server. (%w)", err)
	case strings.Contains(err.Msg, "needs to be restarted"):
		return graph.Errorf(graph.Unavailable, "Neo4j at %s has stopped its database after a critical error, as a full disk is one. Look into its log, free space if that is the cause, and restart it; nothing that was committed is lost. (%w)", s.config.URI, err)
	case strings.Contains(code, "DatabaseUnavailable"), strings.Contains(code, ".Cluster."),
		strings.HasSuffix(code, ".Terminated"), strings.HasSuffix(code, ".LockClientStopped"),
		strings.HasSuffix(code, ".TransactionStartFailed"), strings.HasSuffix(code, ".TransactionCommitFailed"):
		return graph.Errorf(graph.Unavailable, "Neo4j at %s stopped in the middle of the step; nothing of it was stored. Try again when the server is back. (%w)", s.config.URI, err)
	case strings.HasPrefix(code, "Neo.TransientError."):
		return graph.Errorf(graph.Unavailable, "Neo4j at %s could not do the step because of what else goes on there; nothing of it was stored. Try again. (%w)", s.config.URI, err)
	}
	return graph.Errorf(graph.Internal, "Neo4j could not do the step: %w", err)
}

// noSpace recognizes a full disk: Neo4j has no status code for it, and tells
// of it through its transaction log.
func noSpace(err error) bool {
	var server *neo4j.Neo4jError
	if !errors.As(err, &server) {
		return false
	}
	text := strings.ToLower(server.Msg)
	return strings.Contains(text, "no space left") || strings.Contains(text, "not enough space") ||
		strings.Contains(text, "disk is full") || strings.Contains(text, "out of disk") ||
		strings.Contains(server.Code, "TransactionLogError")
}
