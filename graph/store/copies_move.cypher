// Question: none; gives texts another original, and takes articles out of their
// groups.
// Parameters: moved (list of {hash, original}), left (ids of articles).
// Columns: shifts (list of [source, relation, target, gained (none)] that their
// statements bear on).
// Order: none. Limit: none; the caller bounds the lists.
CALL () {
  UNWIND $moved AS row
  MATCH (d:Article) WHERE d.sha256 = row.hash AND d.current
  RETURN d, row.original AS original
  UNION ALL
  UNWIND $left AS id
  MATCH (d:Article {id: id})
  RETURN d, id AS original
}
WITH d, original WHERE d.original <> original
SET d.original = original
WITH d, original
CALL (d) {
  MATCH (d)-[before:COPY_OF]->()
  DELETE before
}
CALL (d, original) {
  MATCH (first:Article {id: original}) WHERE first <> d
  CREATE (d)-[:COPY_OF]->(first)
}
CALL (d, original) {
  MATCH (d)-[:REPORTS]->(s:Statement)
  SET s.original = original
  RETURN collect(DISTINCT [s.source_id, s.relation, s.target_id, 0]) AS stated
}
WITH collect(stated) AS lists
CALL (lists) {
  UNWIND lists AS stated
  UNWIND stated AS shift
  RETURN collect(DISTINCT shift) AS shifts
}
RETURN shifts
