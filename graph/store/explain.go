package store

import (
	"context"
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
	if summary.Plan() == nil {
		return graph.PlanStep{}, refused("Neo4j gives no plan for the query, so that nothing is known of what it would do.")
	}
	root := planStep(summary.Plan())
	return root, checkPlan(root)
}

// planStep copies a plan of the driver. Neo4j adds the database to operators'
// names: Filter@neo4j.
func planStep(plan neo4j.Plan) graph.PlanStep {
	operator, _, _ := strings.Cut(plan.Operator(), "@")
	step := graph.PlanStep{Operator: operator, Children: []graph.PlanStep{}}
	step.Details, _ = plan.Arguments()["Details"].(string)
	step.Rows, _ = plan.Arguments()["EstimatedRows"].(float64)
	for _, child := range plan.Children() {
		step.Children = append(step.Children, planStep(child))
	}
	return step
}
