// Question: none; counts the neighbors of entities, and adds what their edges
// gained or lost to their statements.
// Parameters: rows (list of {id, gained (statements)}).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
SET e.statements = coalesce(e.statements, 0) + row.gained, e.degree = COUNT {
  MATCH (e)-[:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(o:Entity)
  WHERE o <> e
  RETURN DISTINCT o
}
