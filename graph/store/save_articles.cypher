// Question: none; writes new article versions with their publishers.
// Parameters: rows (list of {id, properties, publishers (none or one)}, in the
// order of ids).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
CREATE (d:Article {id: row.id})
SET d += row.properties
FOREACH (name IN row.publishers |
  MERGE (p:Publisher {name: name})
  CREATE (d)-[:PUBLISHED_BY]->(p))
