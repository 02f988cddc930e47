package store

import (
	"context"
	_ "embed"
	"iter"
	"strconv"

	"entente/graph"
)

//go:embed items.cypher
var itemsCypher string

// Items returns a page of a load's items, in the order in which they came. A
// load that does not exist has none.
func (s *Store) Items(ctx context.Context, q graph.ItemsQuery) (graph.ItemPage, error) {
	if err := q.Validate(); err != nil {
		return graph.ItemPage{}, err
	}
	after := -1
	if q.Cursor != "" {
		key, err := openCursor(q.Cursor)
		if err == nil {
			after, err = strconv.Atoi(key)
		}
		if err != nil {
			return graph.ItemPage{}, graph.FieldError("cursor", "This cursor was not made by an earlier page; leave it out to start at the first page.")
		}
	}
	row, err := s.readRow(ctx, itemsCypher, map[string]any{"batch": q.Batch, "state": string(q.State), "after": after, "limit": q.Limit + 1})
	if err != nil {
		return graph.ItemPage{}, err
	}
	var numbers []int
	page := graph.ItemPage{}
	page.Items = each(row, func(c *cells) graph.Item {
		f := c.object()
		numbers = append(numbers, f.number("number"))
		return readItem(f)
	})
	page.Total = row.number()
	if len(page.Items) > q.Limit {
		page.Items, page.Next = page.Items[:q.Limit], closeCursor(strconv.Itoa(numbers[q.Limit-1]))
	}
	return page, row.done()
}

// AllItems goes through a load's items in these states, one state after the
// other, each in the order in which they came. An error ends it.
func (s *Store) AllItems(ctx context.Context, batch string, states ...graph.ItemState) iter.Seq2[graph.Item, error] {
	return func(yield func(graph.Item, error) bool) {
		for _, state := range states {
			q := graph.ItemsQuery{Batch: batch, State: state, Limit: graph.MaxPage}
			for more := true; more; more = q.Cursor != "" {
				page, err := s.Items(ctx, q)
				if err != nil {
					yield(graph.Item{}, err)
					return
				}
				for _, item := range page.Items {
					if !yield(item, nil) {
						return
					}
				}
				q.Cursor = page.Next
			}
		}
	}
}
