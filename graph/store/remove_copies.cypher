// Question: none; makes the earliest copy of a removed text the first one.
// Parameters: ids, hashes (of the removed articles).
// Columns: none.
// Order: none. Limit: none; the caller bounds the lists.
MATCH (c:Article) WHERE c.sha256 IN $hashes AND c.original IN $ids
WITH c ORDER BY c.loaded, c.id
WITH c.sha256 AS hash, collect(c) AS copies
UNWIND copies AS c
WITH c, head(copies) AS first
SET c.original = first.id
FOREACH (copy IN CASE WHEN c = first THEN [] ELSE [c] END | MERGE (copy)-[:COPY_OF]->(first))
WITH c, first
MATCH (c)-[:REPORTS]->(s:Statement)
SET s.original = first.id
