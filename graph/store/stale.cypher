// Question: which article versions has this extractor not read?
// Parameters: extractor, after (id, exclusive), limit.
// Columns: articles (list of [id, extractor, length of the text]).
// Order: id. Limit: limit.
MATCH (d:Article)
WHERE d.id > $after AND d.extractor <> $extractor
WITH d ORDER BY d.id LIMIT $limit
RETURN collect([d.id, d.extractor, size(d.text)]) AS articles
