// Question: who is this actor, and what hangs on it?
// Parameters: id.
// Columns: entity (properties), first, last (days of its statements), relations
// (list of [relation, outgoing, incoming]: statements), affiliations (list of
// [properties, outgoing]), edges (list of lists of 20), nodes (their ends, list
// of properties), total_edges, surfaces (list of [words, statements]).
// Order: relations, edges and surfaces by statements. Limit: 50 affiliations,
// ten edges, 30 surfaces from at most 20,000 statements.
MATCH (e:Entity {id: $id})
CALL (e) {
  OPTIONAL MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(:Entity)
  WITH type(r) AS relation, min(r.first) AS first, max(r.last) AS last, count(r) AS edges,
    sum(CASE WHEN startNode(r) = e THEN r.statements ELSE 0 END) AS outgoing,
    sum(CASE WHEN endNode(r) = e THEN r.statements ELSE 0 END) AS incoming
  ORDER BY outgoing + incoming DESC, relation
  RETURN min(first) AS first, max(last) AS last, sum(edges) AS total_edges,
    collect(CASE WHEN relation IS NOT NULL THEN [relation, outgoing, incoming] END) AS relations
}
CALL (e) {
  MATCH (e)-[r:BELONGS_TO]-(o:Entity)
  WITH r, o, startNode(r) = e AS outgoing ORDER BY r.independent DESC, r.statements DESC, r.key LIMIT 50
  RETURN collect([properties(o), outgoing]) AS affiliations
}
CALL (e) {
  MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(:Entity)
  WITH r, startNode(r) AS a, endNode(r) AS b ORDER BY r.independent DESC, r.statements DESC, r.key LIMIT 10
  RETURN collect([r.key, a.id, b.id, type(r), r.statements, r.articles, r.publishers, r.independent,
      r.asserted, r.negated, r.hedged, r.planned, r.conditional, r.weight, r.polarity, r.confidence, r.first, r.last, r.months, r.counts]) AS edges, collect(a) + collect(b) AS ends
}
CALL (ends) {
  UNWIND ends AS n
  WITH DISTINCT n
  RETURN collect(properties(n)) AS nodes
}
CALL (e) {
  CALL (e) {
    MATCH (e)<-[:SOURCE]-(s:Statement) WHERE s.current RETURN s.source_text AS words LIMIT 10000
    UNION ALL
    MATCH (e)<-[:TARGET]-(s:Statement) WHERE s.current RETURN s.target_text AS words LIMIT 10000
  }
  WITH words, count(*) AS n ORDER BY n DESC, words LIMIT 30
  RETURN collect([words, n]) AS surfaces
}
RETURN properties(e) AS entity, first, last, relations, affiliations, edges, nodes, total_edges, surfaces
