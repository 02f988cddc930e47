// Question: none; removes articles with all their versions and statements.
// Parameters: keys (of articles).
// Columns: versions (how many), originals (of those that were current), statements (how many), shifts
// (list of [source, relation, target, gained (current statements)], one per
// statement), entities (ids of all that the removed statements named).
// Order: none. Limit: none; the caller bounds the list.
MATCH (d:Article) WHERE d.key IN $keys
WITH collect(d) AS articles, collect(DISTINCT CASE WHEN d.current THEN d.original END) AS originals
CALL (articles) {
  UNWIND articles AS d
  MATCH (d)-[:REPORTS]->(s:Statement)
  WITH s, [s.source_id, s.relation, s.target_id, CASE WHEN s.current THEN -1 ELSE 0 END] AS shift, coalesce(s.speaker_ids, []) + [s.source_id, s.target_id] AS named
  DETACH DELETE s
  RETURN count(*) AS statements, collect(shift) AS shifts, collect(named) AS lists
}
CALL (lists) {
  UNWIND lists AS named
  UNWIND named AS id
  RETURN collect(DISTINCT id) AS entities
}
FOREACH (d IN articles | DETACH DELETE d)
RETURN size(articles) AS versions, originals, statements, shifts, entities
