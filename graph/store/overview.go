package store

import (
	"cmp"
	"context"
	_ "embed"
	"maps"
	"slices"

	"entente/graph"
)

//go:embed overview.cypher
var overviewCypher string

// Overview returns the best-evidenced edges with their ends, and a summary of
// the whole graph. Without modes, outlets and days in the filter the counts
// are those of the aggregated edges; with them each edge is counted anew from
// the statements that pass, and only the best-evidenced edges are looked into
// (see DESIGN.md). Errors: Invalid, Unavailable, Timeout.
func (s *Store) Overview(ctx context.Context, q graph.OverviewQuery) (graph.Overview, error) {
	if err := q.Validate(); err != nil {
		return graph.Overview{}, err
	}
	text, edge, parameters := overviewCypher, readEdge, map[string]any{
		"relations": relationNames(q.Relations), "polarities": polarities(q.Polarities),
	}
	if needsStatements(q.Filter) {
		text, edge = overviewFilteredCypher, readFilteredEdge
		maps.Copy(parameters, filterParameters(q.Filter))
		parameters["candidates"] = candidateEdges(q.Limit)
	}
	parameters["min"], parameters["limit"] = q.Min, q.Limit
	view, err := s.view(ctx, text, parameters, edge)
	if err != nil {
		return graph.Overview{}, err
	}
	summary, err := s.Summary(ctx)
	return graph.Overview{View: view, Summary: summary}, err
}

// view runs a text whose columns are edges, nodes, and their totals.
func (s *Store) view(ctx context.Context, text string, parameters map[string]any, edge func(*cells) graph.Edge) (graph.View, error) {
	row, err := s.readRow(ctx, text, parameters)
	if err != nil {
		return graph.View{}, err
	}
	view := graph.View{Answer: graph.Answer{Cypher: text, Parameters: parameters}}
	view.Edges = lists(row, edge)
	view.Nodes = each(row, func(c *cells) graph.Node { return readNode(c.object()) })
	view.TotalEdges, view.TotalNodes = row.number(), row.number()
	finish(&view)
	return view, row.done()
}

// finish sorts a view, strongest edges and most named nodes first, and counts
// what it hides.
func finish(v *graph.View) {
	slices.SortFunc(v.Edges, func(a, b graph.Edge) int {
		return cmp.Or(cmp.Compare(b.Independent, a.Independent), cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.Key, b.Key))
	})
	slices.SortFunc(v.Nodes, func(a, b graph.Node) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.ID, b.ID))
	})
	hide(v)
}

// hide counts, per node, the neighbors to which the view shows no edge.
func hide(v *graph.View) {
	shown := map[string]map[string]bool{}
	note := func(from, to string) {
		if shown[from] == nil {
			shown[from] = map[string]bool{}
		}
		shown[from][to] = from != to
	}
	for _, e := range v.Edges {
		note(e.Source, e.Target)
		note(e.Target, e.Source)
	}
	for i := range v.Nodes {
		n := &v.Nodes[i]
		near := len(shown[n.ID])
		if _, loop := shown[n.ID][n.ID]; loop {
			near--
		}
		n.Hidden = max(n.Degree-near, 0)
	}
}
