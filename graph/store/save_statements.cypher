// Question: none; writes statements that are new.
// Parameters: rows (list of {id, properties, source, target, article,
// speakers (list of {id, depth})}, ids distinct).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MATCH (d:Article {id: row.article})
CREATE (s:Statement)
SET s = row.properties
CREATE (d)-[:REPORTS]->(s)
CREATE (s)-[:SOURCE]->(a)
CREATE (s)-[:TARGET]->(b)
WITH s, row
UNWIND row.speakers AS speaker
MATCH (p:Entity {id: speaker.id})
CREATE (s)-[:SAID_BY {depth: speaker.depth}]->(p)
