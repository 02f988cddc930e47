package store

import (
	"context"

	"entente/graph"
)

// Admit makes the checks that need no server.
func Admit(q graph.CypherQuery) error {
	_, err := admit(q)
	return err
}

// Unguarded asks the server for a plan of a text that no other check has seen.
func (s *Store) Unguarded(ctx context.Context, query string) error {
	c := &conversation{statement: statement{query: query}, ctx: ctx, limits: DefaultCypherLimits}
	return s.converse(c, "unguarded", func(c *conversation) error {
		_, err := c.explain()
		return err
	})
}

// Runaway runs a text that no check has seen, as Cypher does.
func (s *Store) Runaway(ctx context.Context, query string) (graph.Table, error) {
	s.console.open()
	var table graph.Table
	err := s.console.run(ctx, s, statement{query: query}, func(c *conversation) error { return c.answer(&table) })
	return table, err
}

// LimitCypher sets limits before the first query.
func (s *Store) LimitCypher(limits CypherLimits) { s.console.limits = limits }

// Places is the number of queries that the server has not let go of.
func (s *Store) Places() int {
	s.console.open()
	return len(s.console.places)
}

// Lexed returns the texts of the tokens of a query.
func Lexed(query string) ([]string, error) {
	tokens, err := lex(query)
	texts := make([]string, len(tokens))
	for i, t := range tokens {
		texts[i] = query[t.at:t.end]
	}
	return texts, err
}

// Gaps returns what lies between the tokens of a query, or nil if it has no
// tokens.
func Gaps(query string) []string {
	tokens, err := lex(query)
	if err != nil {
		return nil
	}
	gaps, at := make([]string, 0, len(tokens)+1), 0
	for _, t := range tokens {
		gaps = append(gaps, query[at:t.at])
		at = t.end
	}
	return append(gaps, query[at:])
}

// JSON turns values of the driver into values for JSON.
func JSON(values []any, limit int) (row []any, left int, err error) {
	size := jsonSize{left: limit}
	row, err = size.row(values)
	return row, size.left, err
}

// Parameters checks parameters.
func Parameters(given map[string]any) (map[string]any, error) { return admitParameters(given) }
