// Question: none; removes the statements of articles that a newer extractor
// has read again, and notes which one did.
// Parameters: rows (list of {id (of the article), extractor}).
// Columns: shifts (list of [source, relation, target, gained (current
// statements)], one per statement), entities (ids of all
// that the removed statements named).
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MATCH (d:Article {id: row.id})
SET d.extractor = row.extractor
WITH d
MATCH (d)-[:REPORTS]->(s:Statement)
WITH s, [s.source_id, s.relation, s.target_id, CASE WHEN s.current THEN -1 ELSE 0 END] AS shift, coalesce(s.speaker_ids, []) + [s.source_id, s.target_id] AS named
DETACH DELETE s
WITH collect(shift) AS shifts, collect(named) AS lists
CALL (lists) {
  UNWIND lists AS named
  UNWIND named AS id
  RETURN collect(DISTINCT id) AS entities
}
RETURN shifts, entities
