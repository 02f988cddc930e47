// Question: how many nodes did an import make?
// Parameters: none.
// Columns: articles, entities, statements, items.
// Order: none. Limit: one row.
RETURN COUNT { (:Article) } AS articles, COUNT { (:Entity) } AS entities, COUNT { (:Statement) } AS statements, COUNT { (:Item) } AS items
