// Question: none; removes the statements of articles that a newer extractor
// has read again, and notes which one did.
// Parameters: rows (list of {id (of the article), extractor}).
// Columns: pairs (list of [source, relation, target]), entities (ids of all
// that the removed statements named).
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MATCH (d:Article {id: row.id})
SET d.extractor = row.extractor
WITH d
MATCH (d)-[:REPORTS]->(s:Statement)
WITH s, [s.source_id, s.relation, s.target_id] AS pair, coalesce(s.speaker_ids, []) + [s.source_id, s.target_id] AS named
DETACH DELETE s
WITH collect(DISTINCT pair) AS pairs, collect(named) AS lists
CALL (lists) {
  UNWIND lists AS named
  UNWIND named AS id
  RETURN collect(DISTINCT id) AS entities
}
RETURN pairs, entities
