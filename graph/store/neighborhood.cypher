// Question: what lies around these actors?
// Parameters: ids (of entities), hops (1 to 3), limit (new neighbors per entity
// and hop), relations, polarities (of the edge: the sign of its statements'
// sum), min (independent sources), most (entities), most_edges.
// Columns: edges (list of lists of 20; all between shown entities), nodes (list
// of properties), total_edges (edges between shown entities, and from expanded
// ones to those not shown), total_nodes (shown ones and those).
// Order: none; the caller sorts. Limit: as above; of more than most_edges those
// of the entities nearest and best evidenced stay.
CALL () {
  MATCH (e:Entity) WHERE e.id IN $ids
  RETURN collect(e) AS starts
}
CALL (starts) {
  UNWIND starts AS e
  CALL (e, starts) {
    MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(o:Entity)
    WHERE type(r) IN $relations AND r.polarity IN $polarities AND r.independent >= $min AND NOT o IN starts
    WITH o, max(r.independent) AS independent, sum(r.statements) AS statements
    ORDER BY independent DESC, statements DESC, o.id LIMIT $limit
    RETURN o
  }
  RETURN collect(DISTINCT o)[0..$most] AS near
}
CALL (starts, near) {
  UNWIND near AS e
  WITH * WHERE $hops >= 2
  CALL (e, starts, near) {
    MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(o:Entity)
    WHERE type(r) IN $relations AND r.polarity IN $polarities AND r.independent >= $min AND NOT o IN (starts + near)
    WITH o, max(r.independent) AS independent, sum(r.statements) AS statements
    ORDER BY independent DESC, statements DESC, o.id LIMIT $limit
    RETURN o
  }
  RETURN collect(DISTINCT o)[0..$most] AS far
}
CALL (starts, near, far) {
  UNWIND far AS e
  WITH * WHERE $hops >= 3
  CALL (e, starts, near, far) {
    MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(o:Entity)
    WHERE type(r) IN $relations AND r.polarity IN $polarities AND r.independent >= $min AND NOT o IN (starts + near + far)
    WITH o, max(r.independent) AS independent, sum(r.statements) AS statements
    ORDER BY independent DESC, statements DESC, o.id LIMIT $limit
    RETURN o
  }
  RETURN collect(DISTINCT o)[0..$most] AS last
}
WITH (starts + near + far + last)[0..$most] AS shown,
  starts + CASE WHEN $hops >= 2 THEN near ELSE [] END + CASE WHEN $hops >= 3 THEN far ELSE [] END AS expanded
CALL (shown, expanded) {
  UNWIND expanded AS e
  MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(o:Entity)
  WHERE type(r) IN $relations AND r.polarity IN $polarities AND r.independent >= $min AND NOT o IN shown
  RETURN count(DISTINCT r) AS outer_edges, count(DISTINCT o) AS outer_nodes
}
CALL (shown) {
  UNWIND shown AS a
  MATCH (a)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]->(b:Entity)
  WHERE type(r) IN $relations AND r.polarity IN $polarities AND r.independent >= $min AND b IN shown
  RETURN collect([r.key, a.id, b.id, type(r), r.statements, r.articles, r.publishers, r.independent,
      r.asserted, r.negated, r.hedged, r.planned, r.conditional, r.weight, r.polarity, r.confidence, r.first, r.last, r.months, r.counts])[0..$most_edges] AS edges, count(r) AS inner_edges
}
RETURN edges, [e IN shown | properties(e)] AS nodes, inner_edges + outer_edges AS total_edges, size(shown) + outer_nodes AS total_nodes
