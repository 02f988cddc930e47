// Question: which of these article versions has an extractor read already?
// Parameters: ids (of articles), extractor.
// Columns: known (list of ids).
// Order: none. Limit: none; the caller bounds the list.
MATCH (d:Article)
WHERE d.id IN $ids AND d.extractor = $extractor
RETURN collect(d.id) AS known
