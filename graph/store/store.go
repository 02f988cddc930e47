package store

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"entente/graph"
)

// Config names the database.
type Config struct {
	URI      string // bolt://host:port or neo4j://host:port, with +s for TLS
	User     string
	Password string
	Database string // "neo4j" when empty
}

// DefaultDatabase is the database used when none is named.
const DefaultDatabase = "neo4j"

// poolSize bounds the connections of the store's own questions; the readers'
// own Cypher has a driver and a pool of its own.
const (
	poolSize     = 32
	userPoolSize = 8
)

// Store answers questions from one database and writes to it. It is safe for
// use by many goroutines; writers take turns.
type Store struct {
	config    Config
	driver    neo4j.DriverWithContext
	user      neo4j.DriverWithContext // readers' own Cypher, apart so that it cannot starve the rest
	bookmarks neo4j.BookmarkManager
	writer    chan struct{} // holds one token: the writers' turn
	console   console       // lets few of the readers' queries at a time through
	deadlocks atomic.Int64

	summaryLock sync.Mutex
	summary     graph.Summary
	summaryOf   *string // revision that summary describes
}

// Open connects, checks the credentials, the database and the server's
// version, and returns a store. It does not change the database: call Migrate
// next. Errors: Invalid (address, database name or version), Unauthorized,
// Unavailable, Timeout.
func Open(ctx context.Context, c Config) (*Store, error) {
	if c.Database == "" {
		c.Database = DefaultDatabase
	}
	driver, err := c.open(poolSize)
	if err != nil {
		return nil, err
	}
	user, err := c.open(userPoolSize)
	if err != nil {
		return nil, err
	}
	s := &Store{
		config: c, driver: driver, user: user, writer: make(chan struct{}, 1),
		bookmarks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
	}
	if err := s.check(ctx); err != nil {
		_ = s.Close(ctx)
		return nil, err
	}
	return s, nil
}

// open makes a driver for the database with its own pool of connections. No
// connection is opened before the first use.
func (c Config) open(connections int) (neo4j.DriverWithContext, error) {
	driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.User, c.Password, ""), func(d *config.Config) {
		d.MaxConnectionPoolSize = connections
		d.ConnectionAcquisitionTimeout = 10 * time.Second
		d.SocketConnectTimeout = 5 * time.Second
		d.ConnectionLivenessCheckTimeout = 5 * time.Second
		d.MaxTransactionRetryTime = 0 // the store retries by itself, in milliseconds
		d.UserAgent = "entente"
		d.TelemetryDisabled = true
	})
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "%q is not an address of a Neo4j server; write it as bolt://host:7687 or neo4j://host:7687: %w", c.URI, err)
	}
	return driver, nil
}

// Close ends all connections. A server that does not answer is not waited for
// long.
func (s *Store) Close(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, closeTimeout)
	defer cancel()
	s.console.close()
	err := s.driver.Close(ctx)
	if other := s.user.Close(ctx); err == nil {
		err = other
	}
	return s.failure(ctx, err)
}

// Deadlocks returns how often the server ended a transaction of this store to
// resolve a deadlock; each was done again.
func (s *Store) Deadlocks() int64 { return s.deadlocks.Load() }

// URI returns the address that the store speaks to.
func (s *Store) URI() string { return s.config.URI }
