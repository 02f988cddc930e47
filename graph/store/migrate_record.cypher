// Question: none; records that a migration was applied.
// Parameters: name, sha256 (of its text).
// Columns: none.
// Order: none. Limit: none.
MERGE (m:Migration {name: $name})
SET m.sha256 = $sha256, m.applied = datetime()
