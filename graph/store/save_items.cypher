// Question: none; writes items of a batch into the ledger. New ones are
// numbered in the order given, after those that are there. One that has come to
// an end is not put back.
// Parameters: batch (id), rows (list of {key, offset, properties, final}), size.
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
MERGE (b:Batch {id: $batch})
ON CREATE SET b.name = '', b.state = 'running', b.created = datetime()
SET b.numbered = coalesce(b.numbered, 0) + $size
WITH b, b.numbered - $size AS base
UNWIND $rows AS row
MERGE (i:Item {key: row.key})
FOREACH (first IN CASE WHEN i.number IS NULL THEN [base + row.offset] ELSE [] END |
  SET i.number = first
  CREATE (b)-[:HAS_ITEM]->(i))
SET i += CASE WHEN row.final OR NOT coalesce(i.state, '') IN ['done', 'unchanged', 'rejected', 'failed']
  THEN row.properties ELSE {} END
