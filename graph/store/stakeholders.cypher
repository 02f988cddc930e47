// Question: which list of stakeholders does the database keep?
// Parameters: none.
// Columns: list (properties, or null).
// Order: none. Limit: one row.
OPTIONAL MATCH (l:Stakeholders {id: 'stakeholders'})
RETURN properties(l) AS list
