// Question: none; waits until every index is filled.
// Parameters: none.
// Columns: none.
// Order: none. Limit: 25 seconds.
CALL db.awaitIndexes(25)
