package store

import (
	"slices"
	"strings"

	"entente/graph"
)

// readingOperators are all operators of a Community plan that only read. An
// operator that is not here, known or new, is refused.
var readingOperators = words(`
	AllNodesScan Anti AntiConditionalApply AntiSemiApply Apply Argument BidirectionalRepeat(Trail) CacheProperties
	CartesianProduct ConditionalApply
	DirectedAllRelationshipsScan DirectedRelationshipByElementIdSeek DirectedRelationshipByIdSeek
	DirectedRelationshipIndexContainsScan DirectedRelationshipIndexEndsWithScan DirectedRelationshipIndexScan
	DirectedRelationshipIndexSeek DirectedRelationshipIndexSeekByRange DirectedRelationshipTypeScan
	DirectedRelationshipUniqueIndexSeek DirectedRelationshipUniqueIndexSeekByRange
	DirectedUnionRelationshipTypesScan
	Distinct Eager EagerAggregation EmptyResult EmptyRow Expand(All) Expand(Into) Filter IntersectionNodeByLabelsScan
	LetAntiSemiApply LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply Limit MultiNodeIndexSeek
	NodeByElementIdSeek NodeByIdSeek NodeByLabelScan NodeCountFromCountStore NodeHashJoin NodeIndexContainsScan
	NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeLeftOuterHashJoin
	NodeRightOuterHashJoin NodeUniqueIndexSeek NodeUniqueIndexSeekByRange NullifyMetadata
	Optional OptionalExpand(All) OptionalExpand(Into) OrderedAggregation OrderedDistinct OrderedUnion
	PartialSort PartialTop PathPropagatingBFS PreserveOrder ProcedureCall ProduceResults ProjectEndpoints Projection
	RelationshipCountFromCountStore Repeat(Trail) Repeat(Walk) RollUpApply SelectOrAntiSemiApply SelectOrSemiApply
	SemiApply ShortestPath Skip Sort StatefulShortestPath(All) StatefulShortestPath(Into)
	SubtractionNodeByLabelsScan Top TriadicBuild TriadicFilter TriadicSelection
	UndirectedAllRelationshipsScan UndirectedRelationshipByElementIdSeek UndirectedRelationshipByIdSeek
	UndirectedRelationshipIndexContainsScan UndirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexScan
	UndirectedRelationshipIndexSeek UndirectedRelationshipIndexSeekByRange UndirectedRelationshipTypeScan
	UndirectedRelationshipUniqueIndexSeek UndirectedRelationshipUniqueIndexSeekByRange
	UndirectedUnionRelationshipTypesScan Union UnionNodeByLabelsScan Unwind ValueHashJoin
	VarLengthExpand(All) VarLengthExpand(Into) VarLengthExpand(Pruning) VarLengthExpand(Pruning,BFS,All)
	VarLengthExpand(Pruning,BFS,Into)
`)

// checkPlan refuses a plan with an operator that is not known to read only, or
// with more behind its words than the text said.
func checkPlan(step graph.PlanStep) error {
	if !readingOperators[step.Operator] {
		return refused("The plan of the query holds the operator %s, which is not on the list of those that only read.", step.Operator)
	}
	if err := checkDetails(step); err != nil {
		return err
	}
	for _, child := range step.Children {
		if err := checkPlan(child); err != nil {
			return err
		}
	}
	return nil
}

// checkDetails looks for what an expression hides from the plan's operators:
// subqueries in comprehensions and CASE stand nowhere else.
func checkDetails(step graph.PlanStep) error {
	if step.Operator == "ProcedureCall" {
		name, _, _ := strings.Cut(step.Details, "(")
		if !readingProcedures[strings.ReplaceAll(strings.TrimSpace(name), "`", "")] {
			return refused("The plan of the query calls the procedure %s, which is not on the list of those that only read.", name)
		}
	}
	found := slices.IndexFunc(hiddenClauses, func(clause []string) bool { return inDetails(step.Details, clause) })
	if found >= 0 {
		return refused("The plan of the query holds %s inside of an expression (%s); only reading is done here.",
			strings.Join(hiddenClauses[found], " "), step.Operator)
	}
	return nil
}

// hiddenClauses are rows of words that details hold only for what is refused.
var hiddenClauses = [][]string{
	{"LOAD", "CSV"},
	{"CALL", "DBMS"},
	{"CALL", "DB", "CREATE"},
	{"CALL", "DB", "STATS"},
	{"CALL", "TX"},
	{"SHOW", "TRANSACTIONS"},
	{"TERMINATE", "TRANSACTIONS"},
	{"IN", "TRANSACTIONS", "OF"},
	{"DETACH", "DELETE"},
}

// inDetails looks for the words of a clause one behind another. Details are
// written by the planner: they hold names in back-ticks and strings as
// parameters, and are no Cypher that could be lexed.
func inDetails(details string, clause []string) bool {
	fields := strings.FieldsFunc(details, func(r rune) bool { return !isNamePart(r) && r != '`' && r != '$' })
	for i := 0; i+len(clause) <= len(fields); i++ {
		if slices.EqualFunc(clause, fields[i:i+len(clause)], strings.EqualFold) {
			return true
		}
	}
	return false
}
