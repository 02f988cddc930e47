package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/store/storetest"
)

// A plan that joins two halves shows both of them.
func TestPlansShowEveryBranch(t *testing.T) {
	s := storetest.Open(t)
	plan, err := s.Explain(context.Background(), graph.CypherQuery{
		Query: `MATCH (n:Article {id: 'a'}) RETURN n.id AS id UNION MATCH (n:Entity {id: 'b'}) RETURN n.id AS id`,
	})
	if err != nil {
		t.Fatal(err)
	}
	var details []string
	var walk func(step graph.PlanStep)
	walk = func(step graph.PlanStep) {
		if len(step.Children) == 0 {
			details = append(details, step.Details)
		}
		for _, child := range step.Children {
			walk(child)
		}
	}
	walk(plan.Root)
	slices.Sort(details)
	if got := fmt.Sprint(details); len(details) != 2 || details[0] == details[1] {
		t.Errorf("the leaves of the plan are %s", got)
	}
}
