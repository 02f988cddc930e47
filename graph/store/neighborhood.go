package store

import (
	"context"
	_ "embed"
	"maps"

	"entente/graph"
)

//go:embed neighborhood.cypher
var neighborhoodCypher string

// Neighborhood returns the entities around some, best evidenced first, and all
// edges among those shown. TotalNodes and TotalEdges add what the limits left
// out at the entities that were expanded; Node.Hidden counts the neighbors to
// which no edge is shown. Counts with modes, outlets or days in the filter are
// made from the statements that pass, as in Overview. Errors: NotFound when
// none of the ids is known, Invalid, Unavailable, Timeout.
func (s *Store) Neighborhood(ctx context.Context, q graph.NeighborhoodQuery) (graph.View, error) {
	if err := q.Validate(); err != nil {
		return graph.View{}, err
	}
	text, edge, parameters := neighborhoodCypher, readEdge, map[string]any{
		"relations": relationNames(q.Relations), "polarities": polarities(q.Polarities),
	}
	if needsStatements(q.Filter) {
		text, edge = neighborhoodFilteredCypher, readFilteredEdge
		maps.Copy(parameters, filterParameters(q.Filter))
		parameters["candidates"] = candidateNeighbors(q.Limit)
	}
	maps.Copy(parameters, map[string]any{
		"ids": q.IDs, "hops": q.Hops, "limit": q.Limit, "min": q.Min,
		"most": graph.MaxNodes, "most_edges": graph.MaxEdges,
	})
	view, err := s.view(ctx, text, parameters, edge)
	if err == nil && len(view.Nodes) == 0 {
		return graph.View{}, graph.Errorf(graph.NotFound, "There is no entity %q.", q.IDs[0])
	}
	return view, err
}
