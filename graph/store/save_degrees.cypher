// Question: none; counts the neighbors of entities.
// Parameters: ids (of entities).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $ids AS id
MATCH (e:Entity {id: id})
SET e.degree = COUNT {
  MATCH (e)-[:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(o:Entity)
  WHERE o <> e
  RETURN DISTINCT o
}
