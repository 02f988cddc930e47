package store

import (
	"context"
	"crypto/rand"
	_ "embed"
	"errors"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

//go:embed cypher_running.cypher
var cypherRunning string

//go:embed cypher_stop.cypher
var cypherStop string

// Times around a reader's query.
const (
	goodbye   = 500 * time.Millisecond  // for closing a transaction that went wrong
	grace     = 2500 * time.Millisecond // Neo4j looks for late transactions every two seconds
	firstLook = 100 * time.Millisecond  // after a runaway was cut off
	lastLook  = 5 * time.Second
	maxLooks  = 200 // about a quarter of an hour
)

// console lets few readers' queries at a time to the server. Its zero value is
// ready, with the default limits.
type console struct {
	once     sync.Once
	limits   CypherLimits
	places   chan struct{}
	settling sync.WaitGroup
	closing  context.Context
	closed   context.CancelFunc
}

func (c *console) open() {
	c.once.Do(func() {
		if c.limits == (CypherLimits{}) {
			c.limits = DefaultCypherLimits
		}
		c.places = make(chan struct{}, c.limits.Concurrent)
		c.closing, c.closed = context.WithCancel(context.Background())
	})
}

// close gives up on runaways, before the connections end.
func (c *console) close() {
	c.open()
	c.closed()
	c.settling.Wait()
}

// ask takes a query through the guard and lets work talk to the server about
// it. A place is kept until the server has let go of the query, so that
// runaways that Neo4j cannot stop never pile up.
func (c *console) ask(ctx context.Context, s *Store, q graph.CypherQuery, work func(*conversation) error) error {
	admitted, err := admit(q)
	if err != nil {
		return err
	}
	return c.run(ctx, s, admitted, work)
}

// run gives an admitted query a place and lets work talk about it. The place
// is kept until the server has let go of the query, so that runaways that
// Neo4j cannot stop never pile up.
func (c *console) run(ctx context.Context, s *Store, admitted statement, work func(*conversation) error) error {
	c.open()
	if err := c.enter(ctx); err != nil {
		return err
	}
	inner, cancel := context.WithTimeout(ctx, c.limits.Timeout+grace)
	defer cancel()
	talk := &conversation{statement: admitted, ctx: inner, limits: c.limits}
	id := rand.Text()
	err := s.converse(talk, id, work)
	if inner.Err() == nil {
		<-c.places
	} else {
		c.settling.Go(func() {
			defer func() { <-c.places }()
			s.settle(c.closing, id)
		})
	}
	return s.cypherFailure(ctx, inner, c.limits, err)
}

// enter waits for a place.
func (c *console) enter(ctx context.Context) error {
	patience := time.NewTimer(c.limits.Wait)
	defer patience.Stop()
	select {
	case c.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return graph.Errorf(graph.Timeout, "The query was given up before one of the %d places was free: %w", c.limits.Concurrent, ctx.Err())
	case <-patience.C:
		return graph.Errorf(graph.Unavailable, "%d queries are running already, which is the limit, and none ended within %s. Try again in a few seconds.", c.limits.Concurrent, c.limits.Wait)
	}
}

// converse opens a transaction that may read only, never retries, and carries
// id so that it can be found on the server. When time runs out, the driver
// drops the connection.
func (s *Store) converse(c *conversation, id string, work func(*conversation) error) error {
	session := s.user.NewSession(c.ctx, neo4j.SessionConfig{
		AccessMode: neo4j.AccessModeRead, DatabaseName: s.config.Database, FetchSize: 100,
	})
	tx, err := session.BeginTransaction(c.ctx,
		neo4j.WithTxTimeout(c.limits.Timeout),
		neo4j.WithTxMetadata(map[string]any{"entente": id}))
	if err == nil {
		c.tx = tx
		err = work(c)
	}
	farewell, cancel := context.WithTimeout(context.WithoutCancel(c.ctx), goodbye)
	defer cancel()
	_ = session.Close(farewell) // rolls the transaction back: it was reading only
	return err
}

// settle waits until the server has let go of the transaction that carries id,
// and asks it to. The server's own timeout may be late, and is gone for good
// once the server has run out of memory.
func (s *Store) settle(ctx context.Context, id string) {
	pause := firstLook
	for range maxLooks {
		if running := s.stop(ctx, id); !running {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		pause = min(2*pause, lastLook)
	}
}

// stop tells the server to end the transaction that carries id. It reports
// false when there is none, or no server to ask; one that is too busy to
// answer still runs it.
func (s *Store) stop(ctx context.Context, id string) (running bool) {
	ctx, cancel := context.WithTimeout(ctx, pingTimeout)
	defer cancel()
	rows, err := s.read(ctx, cypherRunning, map[string]any{"id": id})
	if err != nil {
		return graph.CodeOf(err) == graph.Timeout
	}
	for _, row := range rows {
		_, _ = s.read(ctx, cypherStop, map[string]any{"transaction": row.text()}) // asked again, as long as it runs
	}
	return len(rows) > 0
}

// cypherFailure turns what went wrong with a reader's query into an error that
// says what the reader can change. inner is ctx with the time limit.
func (s *Store) cypherFailure(ctx, inner context.Context, limits CypherLimits, err error) error {
	var ours *graph.Error
	var server *neo4j.Neo4jError
	switch {
	case err == nil, errors.As(err, &ours):
		return err
	case errors.As(err, &server):
		return s.cypherRefusal(ctx, limits, server)
	case ctx.Err() == nil && inner.Err() != nil:
		return tooSlow(limits, err)
	}
	return s.failure(ctx, err)
}
