// Question: none; notes that everything loaded was read by a list, if that is
// still the one kept.
// Parameters: sum.
// Columns: none.
// Order: none. Limit: one row.
MATCH (l:Stakeholders {id: 'stakeholders'})
WHERE l.sum = $sum
SET l.applied = true
