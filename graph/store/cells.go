package store

import (
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// cells reads the values of one record, or of one list in a record, from left
// to right. The first value of an unexpected type is kept as the error, in
// every list around it too, and every later read gives a zero value; done
// tells of it. null reads as zero.
type cells struct {
	values []any
	at     int
	err    error
	around *cells
}

func (c *cells) fail(format string, args ...any) {
	for ; c != nil; c = c.around {
		if c.err == nil {
			c.err = fmt.Errorf(format, args...)
		}
	}
}

func next[T any](c *cells) (value T) {
	if c.err != nil {
		return value
	}
	if c.at >= len(c.values) {
		c.fail("there are only %d values", len(c.values))
		return value
	}
	raw := c.values[c.at]
	c.at++
	if raw == nil {
		return value
	}
	value, ok := raw.(T)
	if !ok {
		c.fail("value %d is a %T, not a %T", c.at, raw, value)
	}
	return value
}

func (c *cells) text() string             { return next[string](c) }
func (c *cells) flag() bool               { return next[bool](c) }
func (c *cells) number() int              { return int(next[int64](c)) }
func (c *cells) real() float64            { return next[float64](c) }
func (c *cells) relation() graph.Relation { return graph.Relation(c.text()) }
func (c *cells) object() fields           { return fields{next[map[string]any](c), c} }
func (c *cells) texts() []string          { return each(c, (*cells).text) }
func (c *cells) numbers() []int           { return each(c, (*cells).number) }

func (c *cells) date() graph.Date { return graph.DateOf(time.Time(next[neo4j.Date](c))) }

// each reads the next value, a list, element by element. It never gives nil.
func each[T any](c *cells, read func(*cells) T) []T {
	inner := &cells{values: next[[]any](c), around: c}
	list := make([]T, 0, len(inner.values))
	for range inner.values {
		list = append(list, read(inner))
	}
	return list
}

// lists reads the next value, a list of lists, each by read.
func lists[T any](c *cells, read func(*cells) T) []T {
	return each(c, func(outer *cells) T {
		inner := &cells{values: next[[]any](outer), around: outer}
		value := read(inner)
		inner.rest()
		return value
	})
}

// rest fails when values were left unread.
func (c *cells) rest() {
	if c.err == nil && c.at != len(c.values) {
		c.fail("%d of %d values were left unread", len(c.values)-c.at, len(c.values))
	}
}

// done returns the first error, also when values were left unread.
func (c *cells) done() error {
	c.rest()
	if c.err != nil {
		return graph.Errorf(graph.Internal, "The database answered in an unexpected shape: %w", c.err)
	}
	return nil
}

// fields reads the properties of a node by name. A missing one is zero; one
// of an unexpected type becomes the error of the record.
type fields struct {
	properties map[string]any
	owner      *cells
}

func (f fields) cell(name string) *cells {
	return &cells{values: []any{f.properties[name]}, around: f.owner}
}

func (f fields) text(name string) string      { return f.cell(name).text() }
func (f fields) flag(name string) bool        { return f.cell(name).flag() }
func (f fields) number(name string) int       { return f.cell(name).number() }
func (f fields) real(name string) float64     { return f.cell(name).real() }
func (f fields) date(name string) graph.Date  { return f.cell(name).date() }
func (f fields) texts(name string) []string   { return f.cell(name).texts() }
func (f fields) numbers(name string) []int    { return f.cell(name).numbers() }
func (f fields) moment(name string) time.Time { return next[time.Time](f.cell(name)) }
