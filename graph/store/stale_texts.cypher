// Question: what are these article versions, with their texts?
// Parameters: ids.
// Columns: articles (list of properties).
// Order: none. Limit: none; the caller bounds the list.
MATCH (d:Article)
WHERE d.id IN $ids
RETURN collect(properties(d)) AS articles
