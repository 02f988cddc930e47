// Question: which nodes of the graph are there, but for the ledger?
// Parameters: none.
// Columns: label, properties.
// Order: none; the caller sorts. Limit: none.
MATCH (n:Entity|Article|Statement|Publisher)
RETURN labels(n)[0] AS label, properties(n) AS properties
