package store

import _ "embed"

//go:embed neighborhood_filtered.cypher
var neighborhoodFilteredCypher string

// candidateNeighbors bounds the edges per entity whose statements a filtered
// neighborhood looks into.
func candidateNeighbors(limit int) int { return max(400, 4*limit) }
