// Question: what do the next articles have to do with groups of copies?
// Parameters: after (article id, exclusive), limit.
// Columns: last (article id), hashes (of current texts), left (ids of those that
// bear another's id as original, but were replaced, or do not lead to it).
// Order: by id. Limit: limit articles.
CALL () {
  MATCH (d:Article) WHERE d.id > $after
  RETURN d ORDER BY d.id LIMIT $limit
}
RETURN max(d.id) AS last,
  collect(DISTINCT CASE WHEN d.current THEN d.sha256 END) AS hashes,
  collect(CASE WHEN d.original <> d.id AND (NOT d.current OR NOT EXISTS { (d)-[:COPY_OF]->(:Article {id: d.original}) })
    THEN d.id END) AS left
