// Package storetest gives tests a store on a real Neo4j whose data may be
// wiped.
//
// What enters is the environment: ENTENTE_TEST_NEO4J_URI, _USERNAME, _PASSWORD
// and _DATABASE name a server to use; without a URI one is started by package
// localdb in a folder of its own, and shared by all test processes of the
// machine. What leaves is an empty, migrated store. Test processes take turns
// on the database by a lock file that each holds until it ends.
package storetest

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/localdb"
	"entente/graph/store"
)

// Patience of one step. A first run may download the server.
const (
	startTime = 10 * time.Minute
	lockTime  = 30 * time.Minute
	stepTime  = time.Minute
)

// server is found once per process.
var server = sync.OnceValues(find)

type found struct {
	config store.Config
	lock   *flock.Flock // held until the process ends
}

// Open returns an empty, migrated store, which is closed when the test ends.
// Tests that share it must not run in parallel.
func Open(t testing.TB) *store.Store {
	t.Helper()
	c := Config(t)
	ctx, cancel := context.WithTimeout(context.Background(), 2*stepTime)
	defer cancel()
	if err := Wipe(ctx, c); err != nil {
		t.Fatalf("wipe the test database: %v", err)
	}
	s, err := store.Open(ctx, c)
	if err != nil {
		t.Fatalf("open the test database: %v", err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), stepTime)
		defer cancel()
		_ = s.Close(ctx)
	})
	if err := s.Migrate(ctx); err != nil {
		t.Fatalf("migrate the test database: %v", err)
	}
	return s
}

// Config returns the server that tests may use, after this process's turn on
// it has come.
func Config(t testing.TB) store.Config {
	t.Helper()
	f, err := server()
	if err != nil {
		t.Fatal(err)
	}
	return f.config
}

// Cypher runs a text on a database of the tests' server, behind the store's back;
// an empty name means the one that tests use.
func Cypher(t testing.TB, database, text string, parameters map[string]any) {
	t.Helper()
	c, ctx := Config(t), context.Background()
	driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.User, c.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(ctx)
	if _, err := neo4j.ExecuteQuery(ctx, driver, text, parameters, neo4j.EagerResultTransformer,
		neo4j.ExecuteQueryWithDatabase(cmp.Or(database, c.Database))); err != nil {
		t.Fatal(err)
	}
}

func find() (*found, error) {
	// One lock per server: whoever names another server need not wait.
	server := graph.Slug("entente test " + os.Getenv("ENTENTE_TEST_NEO4J_URI"))
	lock := flock.New(filepath.Join(os.TempDir(), server+".lock"))
	ctx, cancel := context.WithTimeout(context.Background(), lockTime)
	defer cancel()
	if ok, err := lock.TryLockContext(ctx, 50*time.Millisecond); err != nil || !ok {
		return nil, fmt.Errorf("wait for the test database, locked by %s: %w", lock.Path(), err)
	}
	config, err := locate()
	return &found{config, lock}, err
}

func locate() (store.Config, error) {
	c := store.Config{
		URI:      os.Getenv("ENTENTE_TEST_NEO4J_URI"),
		User:     os.Getenv("ENTENTE_TEST_NEO4J_USERNAME"),
		Password: os.Getenv("ENTENTE_TEST_NEO4J_PASSWORD"),
		Database: os.Getenv("ENTENTE_TEST_NEO4J_DATABASE"),
	}
	if c.URI != "" {
		if c.User == "" {
			c.User = "neo4j"
		}
		return c, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return c, fmt.Errorf("find a folder for the test database: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	// NEO4J_URI is hidden: it may name data that nobody wants wiped. The
	// server stops with the last test process that uses it.
	started, err := localdb.Start(ctx, localdb.Options{Dir: filepath.Join(cache, "entente-test"), Getenv: hidden})
	if err != nil {
		return c, fmt.Errorf("start a test database (or name one by ENTENTE_TEST_NEO4J_URI): %w", err)
	}
	return store.Config{URI: started.URI, User: started.User, Password: started.Password, Database: started.Database}, nil
}

func hidden(name string) string {
	switch name {
	case "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE":
		return ""
	}
	return os.Getenv(name)
}

// Wipe removes all data, and leaves constraints and indexes.
func Wipe(ctx context.Context, c store.Config) error {
	driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.User, c.Password, ""))
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	if c.Database == "" {
		c.Database = store.DefaultDatabase
	}
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: c.Database})
	defer session.Close(ctx)
	// Relationships first: a node with very many would not fit one transaction.
	for _, text := range []string{
		`MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS`,
		`MATCH (n) WHERE NOT n:Migration CALL (n) { DELETE n } IN TRANSACTIONS OF 1000 ROWS`,
	} {
		if err := run(ctx, session, text); err != nil {
			return err
		}
	}
	return nil
}

func run(ctx context.Context, session neo4j.SessionWithContext, text string) error {
	result, err := session.Run(ctx, text, nil)
	if err != nil {
		return err
	}
	_, err = result.Consume(ctx)
	return err
}
