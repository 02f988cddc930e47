// Question: none; writes entities whole. A new one, which may only be quoted,
// has no neighbors yet.
// Parameters: rows (list of {id, properties}, in the order of ids).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
ON CREATE SET e.degree = 0, e.statements = 0
SET e += row.properties
