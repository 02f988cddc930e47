// Question: which relations are best evidenced?
// Parameters: relations, polarities (of the edge: the sign of its statements'
// sum), min (independent sources), limit.
// Columns: edges (list of lists of 20), nodes (list of properties), total_edges
// and total_nodes (that pass the filter).
// Order: edges by independent sources, statements, key. Limit: limit edges.
CALL () {
  MATCH (a:Entity)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]->(b:Entity)
  WHERE type(r) IN $relations AND r.polarity IN $polarities AND r.independent >= $min
  WITH a, r, b ORDER BY r.independent DESC, r.statements DESC, r.key LIMIT $limit
  RETURN collect([r.key, a.id, b.id, type(r), r.statements, r.articles, r.publishers, r.independent,
    r.asserted, r.negated, r.hedged, r.planned, r.conditional, r.weight, r.polarity, r.confidence, r.first, r.last, r.months, r.counts]) AS edges,
    collect(a) + collect(b) AS ends
}
CALL (ends) {
  UNWIND ends AS e
  WITH DISTINCT e
  RETURN collect(properties(e)) AS nodes
}
CALL () {
  MATCH (:Entity)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]->(:Entity)
  WHERE type(r) IN $relations AND r.polarity IN $polarities AND r.independent >= $min
  RETURN count(r) AS total_edges
}
CALL () {
  MATCH (e:Entity)
  WHERE EXISTS {
    MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(:Entity)
    WHERE type(r) IN $relations AND r.polarity IN $polarities AND r.independent >= $min
  }
  RETURN count(e) AS total_nodes
}
RETURN edges, nodes, total_edges, total_nodes
