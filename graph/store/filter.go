package store

import (
	"entente/graph"
)

// Bounds of sort keys: '|' follows the day in a key and sorts after every
// digit, '}' sorts after it, and '~' after every key.
const (
	anyDay    = "" // undated statements too
	firstYear = "0001"
	lastDay   = "9999-12-31"
	endOfDay  = "}"
	endOfAll  = "~"
)

// filterParameters turns a filter into the parameters that the questions
// share. An empty list in the filter means all of the closed list, so that the
// Cypher stays the same whatever is asked.
func filterParameters(f graph.Filter) map[string]any {
	from, to := keyRange(f.From, f.To)
	return map[string]any{
		"relations": relationNames(f.Relations), "polarities": polarities(f.Polarities), "modes": modeNames(f.Modes),
		"publishers": textsOf(f.Publishers), "from": from, "to": to,
	}
}

// keyRange gives the sort keys between two days, both inclusive. Undated
// statements are in no range but the unlimited one.
func keyRange(from, to graph.Date) (first, end string) {
	switch {
	case from == "" && to == "":
		return anyDay, endOfAll
	case from == "":
		return firstYear, string(to) + endOfDay
	case to == "":
		return string(from), lastDay + endOfDay
	}
	return string(from), string(to) + endOfDay
}

// needsStatements reports whether a filter asks for what aggregated edges do
// not hold exactly, so that edges must be counted from statements.
func needsStatements(f graph.Filter) bool {
	return len(f.Modes) > 0 || len(f.Publishers) > 0 || f.From != "" || f.To != ""
}

func relationNames(given []graph.Relation) []string {
	names := textsOf(given)
	if len(names) == 0 {
		for _, info := range graph.Relations() {
			names = append(names, string(info.Relation))
		}
	}
	return names
}

func modeNames(given []graph.Mode) []string {
	if len(given) == 0 {
		given = graph.Modes()
	}
	return textsOf(given)
}

func polarities(given []int) []int {
	if len(given) == 0 {
		return []int{-1, 0, 1}
	}
	return given
}

func textsOf[T ~string](list []T) []string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = string(one)
	}
	return texts
}
