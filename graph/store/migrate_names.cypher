// Question: which indexes stand in the database, and are they ready?
// Parameters: none.
// Columns: name, state (ONLINE, POPULATING or FAILED), owner (of the
// constraint that made it, or null).
// Order: by name. Limit: none.
SHOW INDEXES YIELD name, state, owningConstraint
RETURN name, state, owningConstraint AS owner
ORDER BY name
