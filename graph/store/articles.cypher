// Question: which articles are there, newest first?
// Parameters: publisher (empty: all), before (sort key, exclusive), limit.
// Columns: articles (list of [properties without text, statements]), total
// (before paging).
// Order: by sort key, the moment and then the id, descending. Limit: limit
// articles.
CALL () {
  MATCH (d:Article) WHERE d.current AND ($publisher = '' OR d.publisher = $publisher)
  RETURN count(d) AS total
}
CALL () {
  MATCH (d:Article)
  WHERE d.sort_key < $before AND d.current AND ($publisher = '' OR d.publisher = $publisher)
  WITH d ORDER BY d.sort_key DESC LIMIT $limit
  RETURN collect([
    d {.id, .key, .version, .sha256, .url, .title, .author, .language, .publisher, .published, .loaded, .current},
    COUNT { (d)-[:REPORTS]->() }, d.sort_key]) AS articles
}
RETURN articles, total
