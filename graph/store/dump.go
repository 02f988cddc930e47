package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"entente/graph"
)

// Dump writes the whole graph as text, one sorted line per node and
// relationship with its properties as JSON, so that two graphs can be compared
// as two texts. What tells only of the loading is left out: the ledger, and
// when an article was loaded. It is meant for tests and small graphs: all of
// it is held in memory.
func (s *Store) Dump(ctx context.Context) (string, error) {
	nodes, err := s.dumpNodes(ctx)
	if err != nil {
		return "", err
	}
	relationships, err := s.dumpRelationships(ctx)
	if err != nil {
		return "", err
	}
	slices.Sort(nodes)
	slices.Sort(relationships)
	return strings.Join(append(nodes, relationships...), ""), nil
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
