// Question: which relationships of the graph are there, but for the ledger?
// Parameters: none.
// Columns: source (its id, or a publisher's name), type, target (the same),
// properties.
// Order: none; the caller sorts. Limit: none.
MATCH (a:Entity|Article|Statement)-[r]->(b)
RETURN a.id AS source, type(r) AS type, coalesce(b.id, b.name) AS target, properties(r) AS properties
