// Question: none; takes the writers' turn and marks the graph as changed.
// Parameters: none.
// Columns: none.
// Order: none. Limit: one row.
MERGE (g:Graph {id: 'graph'})
SET g.revision = randomUUID()
