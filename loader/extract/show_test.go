package extract_test

import (
	"fmt"
	"strings"

	"entente/graph"
)

// show writes statements as the test cases do, one a line:
// source | RELATION | target | mode | by speaker, speaker | from..to | place
func show(statements []graph.Statement) string {
	var out []string
	for _, s := range statements {
		out = append(out, showOne(s))
	}
	return strings.Join(out, "\n")
}

func showOne(s graph.Statement) string {
	parts := []string{s.Source.Entity, string(s.Relation), s.Target.Entity, string(s.Mode)}
	if len(s.Speakers) > 0 {
		var names []string
		for _, m := range s.Speakers {
			names = append(names, m.Entity)
		}
		parts = append(parts, "by "+strings.Join(names, ", "))
	}
	if s.Quoted {
		parts = append(parts, "quoted")
	}
	if s.EventFrom != "" {
		parts = append(parts, fmt.Sprintf("%s..%s", s.EventFrom, s.EventTo))
	}
	if s.Place != "" {
		parts = append(parts, "in "+s.Place)
	}
	return strings.Join(parts, " | ")
}
