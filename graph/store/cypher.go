package store

import (
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// CypherLimits bound what a reader's own Cypher may take.
type CypherLimits struct {
	Timeout    time.Duration // of the transaction: planning and answering; the reply comes within Timeout and 3 s
	Wait       time.Duration // for a place, when Concurrent queries run
	Concurrent int           // queries at a time
	Rows       int           // in a reply; more are cut
	Bytes      int           // in a reply, as JSON, about; more are cut
}

// DefaultCypherLimits hold where nothing else is set.
var DefaultCypherLimits = CypherLimits{Timeout: 15 * time.Second, Wait: 5 * time.Second, Concurrent: 2, Rows: 1000, Bytes: 4 << 20}

// Cypher answers a reader's own question. The guard, argued in GUARD.md, lets
// only reading through. The reply is cut at a number of rows and bytes, which
// it tells. Errors: Invalid for what Neo4j does not understand, with line and
// column; Refused by the guard; Timeout and TooLarge over a limit; Unavailable
// when all places are taken or the database is away. It returns within the
// time limits, also when the server does not answer.
func (s *Store) Cypher(ctx context.Context, q graph.CypherQuery) (graph.Table, error) {
	table := graph.Table{Columns: []string{}, Rows: [][]any{}}
	start := time.Now()
	err := s.console.ask(ctx, s, q, func(c *conversation) error {
		if _, err := c.explain(); err != nil {
			return err
		}
		return c.answer(&table)
	})
	table.Took = time.Since(start)
	return table, err
}

// conversation is one query on its way through the server, in a transaction
// that may read only.
type conversation struct {
	statement
	ctx    context.Context
	limits CypherLimits
	tx     neo4j.ExplicitTransaction
}

// answerPrefix names the language, as explainPrefix does.
const answerPrefix = "CYPHER 5\n"

// answer runs the query and reads rows until a limit is reached.
func (c *conversation) answer(table *graph.Table) error {
	result, err := c.tx.Run(c.ctx, answerPrefix+c.query, c.parameters)
	if err != nil {
		return err
	}
	if table.Columns, err = result.Keys(); err != nil {
		return err
	}
	size := jsonSize{left: c.limits.Bytes}
	var record *neo4j.Record
	for result.NextRecord(c.ctx, &record) {
		if len(table.Rows) == c.limits.Rows {
			table.Truncated = true
			return nil
		}
		row, err := size.row(record.Values)
		if err != nil {
			return err
		}
		if size.left < 0 {
			table.Truncated = true
			return tooWide(len(table.Rows), c.limits.Bytes)
		}
		table.Rows = append(table.Rows, row)
	}
	return result.Err()
}

// tooWide is an error only for a first row, for which nothing can be cut.
func tooWide(rows, limit int) error {
	if rows > 0 {
		return nil
	}
	return graph.Errorf(graph.TooLarge, "The first row of the reply has more than %d KB. Return single properties, or cut long texts by left(…, 1000) and long lists by [..100].", limit>>10)
}
