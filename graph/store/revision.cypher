// Question: has the graph changed?
// Parameters: none.
// Columns: revision (another text after every save, empty before the first).
// Order: none. Limit: one row.
OPTIONAL MATCH (g:Graph {id: 'graph'})
RETURN coalesce(g.revision, '') AS revision
