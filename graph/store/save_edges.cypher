// Question: none; writes the aggregated edges of one relation. A template:
// RELATION stands for one of the closed list.
// Parameters: rows (list of {source, target, key, properties}).
// Columns: before (list of [key, statements before], one per row).
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:RELATION {key: row.key}]->(b)
WITH r, row, coalesce(r.statements, 0) AS statements
SET r += row.properties
RETURN collect([row.key, statements]) AS before
