package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed entity.cypher
var entityCypher string

// Entity returns the profile of an entity. Its counts are those of its
// aggregated edges: statements in which it acts or is acted upon. Errors:
// NotFound, Invalid, Unavailable, Timeout.
func (s *Store) Entity(ctx context.Context, q graph.EntityQuery) (graph.Profile, error) {
	if err := q.Validate(); err != nil {
		return graph.Profile{}, err
	}
	parameters := map[string]any{"id": q.ID}
	row, err := s.found(ctx, entityCypher, parameters, "entity", q.ID)
	if err != nil {
		return graph.Profile{}, err
	}
	answer := graph.Answer{Cypher: entityCypher, Parameters: parameters}
	p := graph.Profile{
		Node: readNode(row.object()), First: row.date(), Last: row.date(), Answer: answer,
		Relations: lists(row, func(c *cells) graph.RelationCount {
			return graph.RelationCount{Relation: c.relation(), Outgoing: c.number(), Incoming: c.number()}
		}),
		Affiliations: lists(row, func(c *cells) graph.Affiliation {
			return graph.Affiliation{Entity: readNode(c.object()), Outgoing: c.flag()}
		}),
		Top: graph.View{
			Edges:  lists(row, readEdge),
			Nodes:  each(row, func(c *cells) graph.Node { return readNode(c.object()) }),
			Answer: answer,
		},
	}
	p.Top.TotalEdges = row.number()
	p.Surfaces = lists(row, func(c *cells) graph.SurfaceCount { return graph.SurfaceCount{Text: c.text(), Count: c.number()} })
	finishProfile(&p)
	return p, row.done()
}

// finishProfile derives what the parts of a profile say together.
func finishProfile(p *graph.Profile) {
	p.Top.TotalNodes = p.Degree
	if len(p.Top.Nodes) > 0 {
		p.Top.TotalNodes++ // its neighbors and itself
	}
	finish(&p.Top)
	for _, n := range p.Top.Nodes {
		if n.ID == p.ID {
			p.Hidden = n.Hidden
		}
	}
}
