// Question: none; writes the aggregated edges of one relation. A template:
// RELATION stands for one of the closed list.
// Parameters: rows (list of {source, target, key, properties}).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:RELATION {key: row.key}]->(b)
SET r += row.properties
