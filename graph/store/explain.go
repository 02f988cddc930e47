package store

import (
	"context"
	"reflect"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// explainPrefix stands in front of a query, on a line of its own so that the
// lines behind it keep their columns. It names the language as well: a later
// server may read another by default.
const explainPrefix = "CYPHER 5 EXPLAIN\n"

// Explain tells how the database would answer a reader's own Cypher, without
// running it. It passes the same guard as Cypher, whose errors it shares.
func (s *Store) Explain(ctx context.Context, q graph.CypherQuery) (graph.Plan, error) {
	var plan graph.Plan
	err := s.console.ask(ctx, s, q, func(c *conversation) error {
		root, err := c.explain()
		plan.Root = root
		return err
	})
	return plan, err
}

// explain asks the server for the plan and checks it.
func (c *conversation) explain() (graph.PlanStep, error) {
	result, err := c.tx.Run(c.ctx, explainPrefix+c.query, c.parameters)
	if err != nil {
		return graph.PlanStep{}, err
	}
	summary, err := result.Consume(c.ctx)
	if err != nil {
		return graph.PlanStep{}, err
	}
	if kind := summary.StatementType(); kind != neo4j.StatementTypeReadOnly {
		return graph.PlanStep{}, refused("Neo4j says that the query does more than read (%s); only questions are answered here.", kind)
	}
	plan := planOf(summary)
	if !plan.IsValid() {
		return graph.PlanStep{}, refused("Neo4j gives no plan for the query, so that nothing is known of what it would do.")
	}
	root := planStep(plan)
	return root, checkPlan(root)
}

// planOf finds the plan that the driver holds. Its own Plan.Children (5.28)
// gives the last child in the place of each, so that half of every join would
// be neither checked nor shown; hence the look behind it.
func planOf(summary neo4j.ResultSummary) reflect.Value {
	held := reflect.ValueOf(summary)
	for _, name := range []string{"sum", "Plan"} {
		held = reflect.Indirect(held)
		if held.Kind() != reflect.Struct {
			return reflect.Value{}
		}
		held = held.FieldByName(name)
	}
	return reflect.Indirect(held)
}

// planStep copies a plan of the driver. Neo4j adds the database to operators'
// names: Filter@neo4j.
func planStep(plan reflect.Value) graph.PlanStep {
	operator, _, _ := strings.Cut(plan.FieldByName("Operator").String(), "@")
	step := graph.PlanStep{Operator: operator, Children: []graph.PlanStep{}}
	arguments := plan.FieldByName("Arguments")
	if details := arguments.MapIndex(reflect.ValueOf("Details")); details.IsValid() && details.Elem().Kind() == reflect.String {
		step.Details = details.Elem().String()
	}
	if rows := arguments.MapIndex(reflect.ValueOf("EstimatedRows")); rows.IsValid() && rows.Elem().Kind() == reflect.Float64 {
		step.Rows = rows.Elem().Float()
	}
	children := plan.FieldByName("Children")
	for i := range children.Len() {
		step.Children = append(step.Children, planStep(children.Index(i)))
	}
	return step
}
