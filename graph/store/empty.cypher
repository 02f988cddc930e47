// Question: does the database hold anything but its schema?
// Parameters: none.
// Columns: filled.
// Order: none. Limit: one row.
RETURN EXISTS { MATCH (n) WHERE NOT n:Migration AND NOT n:Graph } AS filled
