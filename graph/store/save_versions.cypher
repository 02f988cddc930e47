// Question: none; puts new versions of articles in the place of old ones, whose
// statements leave the aggregated edges.
// Parameters: rows (list of {old, new}: article ids).
// Columns: shifts (list of [source, relation, target, gained (current
// statements)], one per statement).
// Order: none. Limit: none; the caller bounds the list.
UNWIND $rows AS row
MATCH (old:Article {id: row.old})
MATCH (new:Article {id: row.new})
SET old.current = false
MERGE (new)-[:SUPERSEDES]->(old)
WITH old
MATCH (old)-[:REPORTS]->(s:Statement)
WHERE s.current
SET s.current = false
RETURN collect([s.source_id, s.relation, s.target_id, -1]) AS shifts
