package store

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Time limits of one transaction. A caller's earlier deadline wins.
const (
	readTimeout  = 30 * time.Second
	writeTimeout = 60 * time.Second
	// A constraint is checked on all that is there, in the transaction that
	// makes it.
	schemaTimeout = 6 * time.Hour
	closeTimeout  = 10 * time.Second
	slack         = 500 * time.Millisecond // the server gives up before the client does
)

// Bounds of retrying. The driver's own retry starts at a second, which is too
// late for a deadlock and too slow for a dropped connection.
const (
	transientAttempts = 12
	brokenAttempts    = 3
	firstPause        = 5 * time.Millisecond
	longestPause      = 500 * time.Millisecond
)

// transaction runs the statements of one unit of work.
type transaction struct {
	ctx context.Context
	tx  neo4j.ExplicitTransaction
}

// rows runs a text and returns all its records.
func (t transaction) rows(text string, parameters map[string]any) ([]*cells, error) {
	result, err := t.tx.Run(t.ctx, text, parameters)
	if err != nil {
		return nil, err
	}
	return collect(t.ctx, result)
}

// row runs a text that gives exactly one record.
func (t transaction) row(text string, parameters map[string]any) (*cells, error) {
	rows, err := t.rows(text, parameters)
	return single(rows, err)
}

// do runs a text for its effect.
func (t transaction) do(text string, parameters map[string]any) error {
	_, err := t.rows(text, parameters)
	return err
}

func collect(ctx context.Context, result neo4j.ResultWithContext) ([]*cells, error) {
	var rows []*cells
	var record *neo4j.Record
	for result.NextRecord(ctx, &record) {
		rows = append(rows, &cells{values: record.Values})
	}
	return rows, result.Err()
}

func single(rows []*cells, err error) (*cells, error) {
	if err != nil {
		return nil, err
	}
	if len(rows) != 1 {
		return nil, errors.New("the database gave another number of rows than one")
	}
	return rows[0], nil
}

func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: mode, DatabaseName: s.config.Database, BookmarkManager: s.bookmarks,
	})
}

// read answers one question: all records of a text run in READ mode.
func (s *Store) read(ctx context.Context, text string, parameters map[string]any) ([]*cells, error) {
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	var rows []*cells
	err := s.retry(ctx, func() error {
		session := s.session(ctx, neo4j.AccessModeRead)
		defer session.Close(ctx)
		result, err := session.Run(ctx, text, parameters, neo4j.WithTxTimeout(serverTimeout(ctx)))
		if err != nil {
			return err
		}
		rows, err = collect(ctx, result)
		return err
	})
	return rows, err
}

// readRow answers a question whose answer is one record.
func (s *Store) readRow(ctx context.Context, text string, parameters map[string]any) (*cells, error) {
	rows, err := s.read(ctx, text, parameters)
	if err != nil {
		return nil, err
	}
	row, err := single(rows, nil)
	return row, s.failure(ctx, err)
}

// write does a unit of work in one transaction, one writer of this process at
// a time. work may run more than once, each time in a transaction that sees
// nothing of the attempt before, unless that one was committed and its answer
// lost on the way: work must find what it wrote and come to the same end.
func (s *Store) write(ctx context.Context, work func(transaction) error) error {
	select {
	case s.writer <- struct{}{}:
		defer func() { <-s.writer }()
	case <-ctx.Done():
		return s.failure(ctx, ctx.Err())
	}
	return s.note(ctx, work)
}

// note is write without the turn, for work that touches the ledger alone.
func (s *Store) note(ctx context.Context, work func(transaction) error) error {
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	return s.retry(ctx, func() error { return s.attempt(ctx, work) })
}

func (s *Store) attempt(ctx context.Context, work func(transaction) error) error {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	tx, err := session.BeginTransaction(ctx, neo4j.WithTxTimeout(serverTimeout(ctx)))
	if err != nil {
		return err
	}
	defer tx.Close(ctx)
	if err := work(transaction{ctx, tx}); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// serverTimeout is what is left of ctx, less what the way back takes. Without a
// deadline it is next to nothing, so that a forgotten one shows.
func serverTimeout(ctx context.Context) time.Duration {
	deadline, _ := ctx.Deadline()
	return max(time.Until(deadline)-slack, 100*time.Millisecond)
}

// retry repeats work while its error is one that passes, within bounds, and
// maps the last error.
func (s *Store) retry(ctx context.Context, work func() error) error {
	pause := firstPause
	for attempt := 1; ; attempt++ {
		err := work()
		if deadlock(err) {
			s.deadlocks.Add(1)
		}
		if err == nil || attempt >= attempts(err) || ctx.Err() != nil {
			return s.failure(ctx, err)
		}
		select {
		case <-ctx.Done():
			return s.failure(ctx, err)
		case <-time.After(pause/2 + rand.N(pause)): //nolint:gosec // only spreads retries
		}
		pause = min(2*pause, longestPause)
	}
}

// deadlock tells that the server sacrificed this transaction to another.
func deadlock(err error) bool {
	var server *neo4j.Neo4jError
	return errors.As(err, &server) && server.Code == "Neo.TransientError.Transaction.DeadlockDetected"
}

// attempts tells how often work that failed in this way may be tried.
func attempts(err error) int {
	var server *neo4j.Neo4jError
	if errors.As(err, &server) {
		switch server.Code {
		case "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
			"Neo.TransientError.General.TransactionOutOfMemoryError",
			"Neo.TransientError.Transaction.MaximumTransactionLimitReached":
			return 1 // trying again does not make it smaller
		case "Neo.ClientError.Schema.ConstraintValidationFailed":
			return transientAttempts // two processes created one thing at once; the second finds it
		}
	}
	switch {
	case !neo4j.IsRetryable(err):
		return 1
	case neo4j.IsConnectivityError(err):
		return brokenAttempts
	}
	return transientAttempts
}
