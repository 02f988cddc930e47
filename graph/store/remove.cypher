// Question: none; removes articles with all their versions and statements.
// Parameters: keys (of articles).
// Columns: versions (how many), originals (of those that were current), statements (how many), pairs
// (list of [source, relation, target] that lost statements), entities (ids of
// all that the removed statements named).
// Order: none. Limit: none; the caller bounds the list.
MATCH (d:Article) WHERE d.key IN $keys
WITH collect(d) AS articles, collect(DISTINCT CASE WHEN d.current THEN d.original END) AS originals
CALL (articles) {
  UNWIND articles AS d
  MATCH (d)-[:REPORTS]->(s:Statement)
  WITH s, [s.source_id, s.relation, s.target_id] AS pair, coalesce(s.speaker_ids, []) + [s.source_id, s.target_id] AS named
  DETACH DELETE s
  RETURN count(*) AS statements, collect(DISTINCT pair) AS pairs, collect(named) AS lists
}
CALL (lists) {
  UNWIND lists AS named
  UNWIND named AS id
  RETURN collect(DISTINCT id) AS entities
}
FOREACH (d IN articles | DETACH DELETE d)
RETURN size(articles) AS versions, originals, statements, pairs, entities
