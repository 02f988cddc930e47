// Question: how far is a load whose items are settled by many? Writes the
// counts of its items, and that it is done where all of them are in the queue
// and none is open. Setting a property first takes the node's lock: of two who
// count at once the second sees what the first one saw, or more.
// Parameters: id, now.
// Columns: batch (properties).
// Order: none. Limit: one row.
MATCH (b:Batch {id: $id})
SET b.updated = $now
WITH b
CALL (b) {
  MATCH (i:Item)
  WHERE i.batch = b.id AND i.number IS NOT NULL
  RETURN
    count(i) AS items,
    count(CASE i.state WHEN 'queued' THEN 1 END) AS queued,
    count(CASE i.state WHEN 'reading' THEN 1 END) AS reading,
    count(CASE i.state WHEN 'done' THEN 1 END) AS done,
    count(CASE i.state WHEN 'unchanged' THEN 1 END) AS unchanged,
    count(CASE i.state WHEN 'rejected' THEN 1 END) AS rejected,
    count(CASE i.state WHEN 'failed' THEN 1 END) AS failed,
    sum(CASE i.state WHEN 'done' THEN i.statements ELSE 0 END) AS statements
}
WITH b, b.state = 'queued' AND queued + reading = 0 AS whole,
  {items: items, queued: queued, reading: reading, done: done, unchanged: unchanged, rejected: rejected, failed: failed, statements: statements} AS counts
SET b += counts
SET b += CASE WHEN whole THEN {state: 'done', finished: $now} ELSE {} END
RETURN properties(b) AS batch
