// Question: what does one version of an article state, and which versions and
// copies are there?
// Parameters: id.
// Columns: article (properties), versions (list of properties without text),
// copies (the same, with the article itself; the earliest 100), total and
// publishers (of all copies), statements (list of [properties, name and kind of the source, of the target,
// speakers as lists of depth, name, kind]).
// Order: versions from the newest, copies from the earliest, statements as in the text. Limit: none; an
// article has as many statements as its text.
MATCH (d:Article {id: $id})
CALL (d) {
  MATCH (v:Article) WHERE v.key = d.key
  WITH v ORDER BY v.version DESC
  RETURN collect(v {.id, .key, .version, .sha256, .url, .title, .author, .language, .publisher, .published, .loaded, .current}) AS versions
}
CALL (d) {
  MATCH (c:Article) WHERE c.original = d.original AND c.current AND d.current
  RETURN count(c) AS total, count(DISTINCT c.publisher) AS publishers
}
CALL (d, total) {
  MATCH (c:Article) WHERE c.original = d.original AND c.current AND total > 1
  WITH c ORDER BY c.published IS NULL, c.sort_key LIMIT 100
  RETURN collect(c {.id, .key, .version, .sha256, .url, .title, .author, .language, .publisher, .published, .loaded, .current}) AS copies
}
CALL (d) {
  MATCH (d)-[:REPORTS]->(s:Statement)
  MATCH (a:Entity)<-[:SOURCE]-(s)-[:TARGET]->(b:Entity)
  WITH s, a, b ORDER BY s.start, s.source_start, s.target_start, s.id
  RETURN collect([properties(s), a.name, a.kind, b.name, b.kind, [(s)-[said:SAID_BY]->(p:Entity) | [said.depth, p.name, p.kind]]]) AS statements
}
RETURN properties(d) AS article, versions, copies, CASE WHEN total > 1 THEN total ELSE 0 END AS total,
  CASE WHEN total > 1 THEN publishers ELSE 0 END AS publishers, statements
