package graph_test

import (
	"errors"
	"strings"
	"testing"

	"entente/graph"
)

type query interface{ Validate() error }

func TestQueriesNameTheFieldAtFault(t *testing.T) {
	many := make([]string, graph.MaxIDs+1)
	cases := []struct {
		name  string
		query query
		field string
		says  string
	}{
		{"unknown relation", &graph.OverviewQuery{Filter: graph.Filter{Relations: []graph.Relation{"SUPPORTS", "LIKES"}}}, "relation", "ALLIED_WITH"},
		{"polarity of two", &graph.OverviewQuery{Filter: graph.Filter{Polarities: []int{1, 2}}}, "polarity", "-1, 0 or 1"},
		{"unknown mode", &graph.OverviewQuery{Filter: graph.Filter{Modes: []graph.Mode{"sure"}}}, "mode", "asserted, hedged"},
		{"day in words", &graph.OverviewQuery{Filter: graph.Filter{From: "April 24"}}, "from", "2017-04-24"},
		{"day that is none", &graph.OverviewQuery{Filter: graph.Filter{To: "2017-02-29"}}, "to", "2017-04-24"},
		{"turned around", &graph.OverviewQuery{Filter: graph.Filter{From: "2018-01-01", To: "2017-01-01"}}, "from", "lies after"},
		{"negative min", &graph.OverviewQuery{Filter: graph.Filter{Min: -1}}, "min", "negative"},
		{"overview beyond the limit", &graph.OverviewQuery{Limit: graph.MaxEdges + 1}, "limit", "25000"},
		{"search for nothing", &graph.SearchQuery{Q: " \t"}, "q", "letter"},
		{"search with a book", &graph.SearchQuery{Q: strings.Repeat("é", graph.MaxQueryLength+1)}, "q", "500"},
		{"search with a negative limit", &graph.SearchQuery{Q: "a", Limit: -1}, "limit", "100"},
		{"entity without id", &graph.EntityQuery{}, "id", "missing"},
		{"neighborhood of nobody", &graph.NeighborhoodQuery{}, "id", "at least one"},
		{"neighborhood of too many", &graph.NeighborhoodQuery{IDs: many}, "id", "200"},
		{"neighborhood too wide", &graph.NeighborhoodQuery{IDs: []string{"a"}, Hops: graph.MaxHops + 1}, "hops", "3"},
		{"neighborhood with a bad filter", &graph.NeighborhoodQuery{IDs: []string{"a"}, Filter: graph.Filter{Min: -1}}, "min", "negative"},
		{"neighborhood too crowded", &graph.NeighborhoodQuery{IDs: []string{"a"}, Limit: graph.MaxNeighbors + 1}, "limit", "1000"},
		{"between one", &graph.StatementsQuery{Between: true, Source: "a"}, "between", "source and a target"},
		{"statements with min", &graph.StatementsQuery{Filter: graph.Filter{Min: 2}}, "min", "no such count"},
		{"statements with a bad filter", &graph.StatementsQuery{Filter: graph.Filter{From: "x"}}, "from", "not a date"},
		{"statement without id", &graph.StatementQuery{ID: " "}, "id", "missing"},
		{"article without id", &graph.ArticleQuery{}, "id", "missing"},
		{"articles beyond the page", &graph.ArticlesQuery{Limit: graph.MaxPage + 1}, "limit", "200"},
		{"items of no batch", &graph.ItemsQuery{}, "batch", "missing"},
		{"no Cypher", &graph.CypherQuery{Query: "\n"}, "query", "missing"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := c.query.Validate()
			var e *graph.Error
			if !errors.As(err, &e) || e.Code != graph.Invalid || e.Field != c.field || !strings.Contains(e.Message, c.says) {
				t.Errorf("got %#v, want one about %s that says %q", err, c.field, c.says)
			}
		})
	}
}

func TestQueriesFillDefaults(t *testing.T) {
	search := graph.SearchQuery{Q: "  assad "}
	overview := graph.OverviewQuery{}
	nearby := graph.NeighborhoodQuery{IDs: []string{"country-russia"}}
	statements := graph.StatementsQuery{}
	articles := graph.ArticlesQuery{}
	items := graph.ItemsQuery{Batch: "b"}
	for _, q := range []query{&search, &overview, &nearby, &statements, &articles, &items} {
		if err := q.Validate(); err != nil {
			t.Errorf("%T: %v", q, err)
		}
	}
	if search.Q != "assad" || search.Limit != 20 {
		t.Errorf("search: %+v", search)
	}
	if overview.Limit != graph.DefaultNodes || nearby.Hops != 1 || nearby.Limit != graph.DefaultNearby {
		t.Errorf("overview: %+v, neighborhood: %+v", overview, nearby)
	}
	if statements.Limit != graph.DefaultPage || articles.Limit != graph.DefaultPage || items.Limit != graph.DefaultPage {
		t.Errorf("pages: %d, %d, %d", statements.Limit, articles.Limit, items.Limit)
	}
}

func TestQueriesKeepWhatIsWithinBounds(t *testing.T) {
	q := graph.NeighborhoodQuery{
		IDs: []string{"a", "b"}, Hops: graph.MaxHops, Limit: graph.MaxNeighbors,
		Filter: graph.Filter{
			Relations: []graph.Relation{graph.Supports}, Polarities: []int{-1, 0, 1}, Modes: graph.Modes(),
			Publishers: []string{"Sample Wire"}, From: "2016-02-29", To: "2016-02-29", Min: 3,
		},
	}
	if err := q.Validate(); err != nil || q.Hops != graph.MaxHops || q.Limit != graph.MaxNeighbors {
		t.Errorf("%v: %+v", err, q)
	}
}
