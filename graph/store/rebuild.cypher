// Question: which aggregated edges start from some entities, by their
// statements or by themselves?
// Parameters: after (entity id, exclusive), limit (entities).
// Columns: entities (ids), pairs (list of [source, relation, target]).
// Order: entities by id. Limit: limit entities.
CALL () {
  MATCH (e:Entity) WHERE e.id > $after
  WITH e ORDER BY e.id LIMIT $limit
  RETURN collect(e) AS chosen
}
CALL (chosen) {
  UNWIND chosen AS e
  MATCH (e)<-[:SOURCE]-(s:Statement) WHERE s.current
  RETURN collect(DISTINCT [s.source_id, s.relation, s.target_id]) AS stated
}
CALL (chosen) {
  UNWIND chosen AS e
  MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]->(o:Entity)
  RETURN collect(DISTINCT [e.id, type(r), o.id]) AS drawn
}
RETURN [e IN chosen | e.id] AS entities, stated + drawn AS pairs
