// Question: none; writes a batch's entry in the ledger.
// Parameters: id, properties.
// Columns: none.
// Order: none. Limit: none.
MERGE (b:Batch {id: $id})
SET b += $properties
