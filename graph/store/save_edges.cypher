// Question: none; writes the aggregated edges of one relation. A template:
// RELATION stands for one of the closed list.
// Parameters: rows (list of {source, target, properties (with key)}).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:RELATION]->(b)
SET r = row.properties
