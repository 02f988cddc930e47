// Question: how far is one load?
// Parameters: id.
// Columns: batch (properties).
// Order: none. Limit: one row.
MATCH (b:Batch {id: $id})
RETURN properties(b) AS batch
