package store_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
)

// Four savers, as four processes have them, and three writers that know nothing
// of the savers' order all want one hub. The savers cannot deadlock with each
// other; with the others they do, and the graph is that of a quiet save.
func TestDeadlockStorm(t *testing.T) {
	parcels := newCorpus(13, 6).articles(60, "corpus/1")
	quiet := storetest.Open(t)
	saveAll(t, saver(quiet), "one", parcels, 10)
	want := dump(t, quiet)
	if quiet.Deadlocks() > 0 {
		t.Errorf("%d deadlocks with nobody there", quiet.Deadlocks())
	}

	t.Run("savers alone", func(t *testing.T) {
		direct := storetest.Open(t)
		if n := storm(t, parcels, 4, 0); n > 0 {
			t.Errorf("%d deadlocks among savers", n)
		}
		same(t, "four savers", dump(t, direct), want)
	})
	t.Run("writers in another order", func(t *testing.T) {
		direct := storetest.Open(t)
		n := storm(t, parcels, 4, 3)
		if n == 0 {
			t.Error("no saver met a deadlock, so nothing is shown")
		}
		t.Logf("%d transactions of savers were ended by deadlocks and done again", n)
		same(t, "a storm", dump(t, direct), want)
	})
}

// storm saves the parcels by several stores at once, each all of them, while
// others write in another order, and returns how many deadlocks the savers met.
func storm(t *testing.T, parcels []graph.Parcel, savers, others int) int64 {
	t.Helper()
	ctx, over := context.WithCancel(t.Context())
	var writers, loaders sync.WaitGroup
	for range others {
		writers.Go(func() { writeAgainstTheOrder(ctx, t) })
	}
	var met atomic.Int64
	for i := range savers {
		loaders.Go(func() {
			s, err := store.Open(context.Background(), storetest.Config(t))
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close(context.Background())
			saveStorm(t, s, fmt.Sprint("saver ", i), parcels)
			met.Add(s.Deadlocks())
		})
	}
	loaders.Wait()
	over()
	writers.Wait()
	return met.Load()
}

// saveStorm saves some parcels at a time. Where a storm outlasts the store's
// own patience the same is saved again, as a load does.
func saveStorm(t *testing.T, s *store.Store, batch string, parcels []graph.Parcel) {
	for some := range slices.Chunk(parcels, 10) {
		for {
			_, err := s.Save(t.Context(), batch, some)
			if err == nil {
				break
			}
			if graph.CodeOf(err) != graph.Unavailable {
				t.Error(err)
				return
			}
		}
	}
}

// rounds is how often each writer breaks the savers' order.
const rounds = 5

// writeAgainstTheOrder locks the hub first and takes the savers' turn last,
// and leaves nothing.
func writeAgainstTheOrder(ctx context.Context, t *testing.T) {
	c := storetest.Config(t)
	driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.User, c.Password, ""))
	if err != nil {
		t.Error(err)
		return
	}
	defer driver.Close(context.Background())
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: c.Database})
	defer session.Close(context.Background())
	for done := 0; done < rounds && ctx.Err() == nil; {
		err := writeHubFirst(ctx, driver, session)
		switch {
		case err == nil:
			done++
		case ctx.Err() == nil && !neo4j.IsRetryable(err):
			t.Error(err)
			return
		}
	}
}

// writeHubFirst holds the hub until a saver waits for it, and then wants what
// that saver holds. Of a deadlock's transactions the server ends the one with
// the fewest locks; what is created and deleted here makes that the saver's.
func writeHubFirst(ctx context.Context, driver neo4j.DriverWithContext, session neo4j.SessionWithContext) error {
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		return err
	}
	defer tx.Close(ctx)
	write := func(text string) error {
		result, err := tx.Run(ctx, text, nil)
		if err == nil {
			_, err = result.Consume(ctx)
		}
		return err
	}
	if err := write("UNWIND range(1, 2000) AS n CREATE (s:Storm) DELETE s // storm"); err != nil {
		return err
	}
	if err := write("MATCH (e:Entity {id: 'actor0'}) SET e.storm = true REMOVE e.storm"); err != nil {
		return err
	}
	if err := untilASaverWaits(ctx, driver); err != nil {
		return err
	}
	if err := write("MATCH (g:Graph) SET g.storm = true REMOVE g.storm"); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func untilASaverWaits(ctx context.Context, driver neo4j.DriverWithContext) error {
	for {
		waiting, err := neo4j.ExecuteQuery(ctx, driver,
			"SHOW TRANSACTIONS YIELD status, currentQuery WHERE status STARTS WITH 'Blocked' AND NOT currentQuery CONTAINS 'storm' RETURN count(*)",
			nil, neo4j.EagerResultTransformer)
		if err != nil || waiting.Records[0].Values[0].(int64) > 0 {
			return err
		}
	}
}
