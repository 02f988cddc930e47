package store

import _ "embed"

//go:embed overview_filtered.cypher
var overviewFilteredCypher string

// candidateEdges bounds the edges whose statements a filtered question looks
// into: four times what is shown, and enough that small graphs are exact.
func candidateEdges(limit int) int { return max(2_000, 4*limit) }
