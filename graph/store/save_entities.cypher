// Question: none; writes entities whole.
// Parameters: rows (list of {id, properties}, in the order of ids).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
SET e += row.properties
