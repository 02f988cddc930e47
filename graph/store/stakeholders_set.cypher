// Question: none; keeps a list of stakeholders in the place of the one before.
// It counts as applied when it says the same as one that was.
// Parameters: sum, properties.
// Columns: list (properties).
// Order: none. Limit: one row.
MERGE (l:Stakeholders {id: 'stakeholders'})
SET l.applied = coalesce(l.applied, true) AND coalesce(l.sum, '') = $sum
SET l += $properties
RETURN properties(l) AS list
