// Question: none; adds what the edges of entities gained or lost to the counts
// of the statements in which they act or are acted upon.
// Parameters: rows (list of {id, gained (statements)}).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
SET e.statements = coalesce(e.statements, 0) + row.gained
