package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed summary.cypher
var summaryCypher string

// Summary describes the whole graph. It reads every statement's day once after
// each change of the graph and is remembered until the next.
func (s *Store) Summary(ctx context.Context) (graph.Summary, error) {
	revision, err := s.revision(ctx)
	if err != nil {
		return graph.Summary{}, err
	}
	s.summaryLock.Lock()
	defer s.summaryLock.Unlock()
	if s.summaryOf != nil && *s.summaryOf == revision {
		return s.summary, nil
	}
	row, err := s.readRow(ctx, summaryCypher, nil)
	if err != nil {
		return graph.Summary{}, err
	}
	summary := readSummary(row)
	if err := row.done(); err != nil {
		return graph.Summary{}, err
	}
	s.summary, s.summaryOf = summary, &revision
	return summary, nil
}

func readSummary(row *cells) graph.Summary {
	return graph.Summary{
		Articles: row.number(), Statements: row.number(), Actors: row.number(), Relations: row.number(),
		First: row.date(), Last: row.date(),
		Publishers: lists(row, func(c *cells) graph.PublisherCount {
			return graph.PublisherCount{Publisher: c.text(), Articles: c.number()}
		}),
		Weeks: lists(row, func(c *cells) graph.WeekCount {
			return graph.WeekCount{Week: c.date(), Negative: c.number(), Neutral: c.number(), Positive: c.number()}
		}),
		Highlights: lists(row, func(c *cells) graph.Highlight {
			return graph.Highlight{Kind: c.text(), Source: readNode(c.object()), Target: readNode(c.object()), Relation: c.relation(), Statements: c.number()}
		}),
	}
}
