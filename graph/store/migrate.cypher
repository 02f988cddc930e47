// Question: which migrations has this database seen?
// Parameters: none.
// Columns: migrations (list of [name, sha256]).
// Order: by name. Limit: none.
MATCH (m:Migration)
WITH m ORDER BY m.name
RETURN collect([m.name, m.sha256]) AS migrations
