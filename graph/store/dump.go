package store

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"

	"entente/graph"
)

//go:embed dump.cypher
var dumpCypher string

// dumpNodes is how many nodes of each label are asked for at once.
const dumpNodes = 500

// Dump returns all of Lines as one text. It is meant for tests and small graphs.
func (s *Store) Dump(ctx context.Context) (string, error) {
	var text strings.Builder
	for line, err := range s.Lines(ctx) {
		if err != nil {
			return "", err
		}
		text.WriteString(line)
	}
	return text.String(), nil
}

// Lines writes the whole graph as text, one line per node and relationship with
// its properties as JSON, so that two graphs can be compared line by line: equal
// graphs give the same lines in the same order. What tells only of the loading
// is left out: the ledger, and when an article was loaded. The graph is read in
// pages, each in a short transaction, so a large one holds up nobody; lines of
// a graph that changes meanwhile are those of no one moment. An error is the
// last that comes.
func (s *Store) Lines(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		after := map[string]any{"Article": "", "Entity": "", "Publisher": "", "Statement": ""}
		for {
			lines, err := s.dumpAfter(ctx, after)
			if err != nil {
				yield("", err)
				return
			}
			if len(lines) == 0 {
				return
			}
			for _, line := range lines {
				if !yield(line, nil) {
					return
				}
			}
		}
	}
}

// dumpAfter returns the lines of the next page and moves after to its end.
func (s *Store) dumpAfter(ctx context.Context, after map[string]any) ([]string, error) {
	rows, err := s.read(ctx, dumpCypher, map[string]any{"after": after, "limit": dumpNodes})
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, row := range rows {
		label, name := row.text(), row.text()
		own, err := canonical(label+" "+name, row.object().properties)
		if err != nil {
			return nil, err
		}
		leaving := lists(row, func(c *cells) string {
			kind, target := c.text(), c.text()
			line, wrong := canonical(name+" "+kind+" "+target, c.object().properties)
			err = errors.Join(err, wrong)
			return line
		})
		if err != nil {
			return nil, err
		}
		if err := row.done(); err != nil {
			return nil, err
		}
		slices.Sort(leaving)
		lines = append(append(lines, own), leaving...)
		after[label] = name
	}
	return lines, nil
}

// canonical writes one line; JSON sorts the names of the properties.
func canonical(head string, properties map[string]any) (string, error) {
	delete(properties, "loaded")
	body, err := json.Marshal(properties)
	if err != nil {
		return "", graph.Errorf(graph.Internal, "The graph holds a value that has no text form: %w", err)
	}
	return head + " " + string(body) + "\n", nil
}
