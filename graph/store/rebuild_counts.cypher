// Question: none; counts the neighbors of entities and the statements in
// which they act or are acted upon, from their aggregated edges.
// Parameters: ids (of entities).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) {
  OPTIONAL MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(o:Entity)
  RETURN count(DISTINCT nullif(o, e)) AS degree, coalesce(sum(r.statements), 0) AS statements
}
SET e.degree = degree, e.statements = statements
