// Question: what is one statement, and what stands around it?
// Parameters: id.
// Columns: statement (list of [properties, name and kind of the source, of the
// target, speakers as lists of depth, name, kind]), article (properties).
// Order: none. Limit: one row.
MATCH (s:Statement {id: $id})
MATCH (a:Entity)<-[:SOURCE]-(s)-[:TARGET]->(b:Entity)
MATCH (d:Article)-[:REPORTS]->(s)
RETURN [properties(s), a.name, a.kind, b.name, b.kind, [(s)-[said:SAID_BY]->(p:Entity) | [said.depth, p.name, p.kind]]] AS statement,
  properties(d) AS article
