// Question: what does one version of an article state, and which versions are
// there?
// Parameters: id.
// Columns: article (properties), versions (list of properties without text),
// statements (list of [properties, name and kind of the source, of the target,
// speakers as lists of depth, name, kind]).
// Order: versions from the newest, statements as in the text. Limit: none; an
// article has as many statements as its text.
MATCH (d:Article {id: $id})
CALL (d) {
  MATCH (v:Article) WHERE v.key = d.key
  WITH v ORDER BY v.version DESC
  RETURN collect(v {.id, .key, .version, .sha256, .url, .title, .author, .language, .publisher, .published, .loaded, .current}) AS versions
}
CALL (d) {
  MATCH (d)-[:REPORTS]->(s:Statement)
  MATCH (a:Entity)<-[:SOURCE]-(s)-[:TARGET]->(b:Entity)
  WITH s, a, b ORDER BY s.start, s.source_start, s.target_start, s.id
  RETURN collect([properties(s), a.name, a.kind, b.name, b.kind, [(s)-[said:SAID_BY]->(p:Entity) | [said.depth, p.name, p.kind]]]) AS statements
}
RETURN properties(d) AS article, versions, statements
