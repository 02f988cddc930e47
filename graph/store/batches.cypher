// Question: which loads were there, the latest first?
// Parameters: limit.
// Columns: batches (list of properties).
// Order: by creation, descending, then id. Limit: limit.
MATCH (b:Batch)
WHERE b.created IS NOT NULL
WITH b ORDER BY b.created DESC, b.id LIMIT $limit
RETURN collect(properties(b)) AS batches
