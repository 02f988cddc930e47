// Question: none; marks new articles as copies of their original.
// Parameters: rows (list of {id, first}: article ids).
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MATCH (d:Article {id: row.id})
MATCH (first:Article {id: row.first})
MERGE (d)-[:COPY_OF]->(first)
