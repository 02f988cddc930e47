// Question: none; drops entities that nothing names any more.
// Parameters: ids (of entities that lost statements).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
MATCH (e:Entity)
WHERE e.id IN $ids AND NOT EXISTS { (e)--() }
DELETE e
