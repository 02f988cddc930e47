// Question: how far are these items?
// Parameters: keys (of items).
// Columns: states (list of [key, state]).
// Order: none. Limit: none; the caller bounds the list.
MATCH (i:Item)
WHERE i.key IN $keys
RETURN collect([i.key, i.state]) AS states
