// Question: what are the texts of the next articles that have no signature?
// Parameters: after (article id, exclusive), limit.
// Columns: articles (list of [id, text]).
// Order: by id. Limit: limit articles.
MATCH (d:Article) WHERE d.id > $after AND d.signature IS NULL
WITH d ORDER BY d.id LIMIT $limit
RETURN collect([d.id, d.text]) AS articles
