// Question: none; writes signatures of articles.
// Parameters: rows (list of {id, properties}).
// Columns: hashes (of current texts), left (ids of those that bear
// another's id as original, but were replaced, or do not lead to it).
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MATCH (d:Article {id: row.id})
SET d += row.properties
RETURN collect(DISTINCT CASE WHEN d.current THEN d.sha256 END) AS hashes,
  collect(CASE WHEN d.original <> d.id AND (NOT d.current OR NOT EXISTS { (d)-[:COPY_OF]->(:Article {id: d.original}) })
    THEN d.id END) AS left
