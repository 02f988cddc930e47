// Question: what is said of one actor doing, newest first?
// Parameters: source (entity id), relations, modes, polarities, publishers
// (empty: all), from, to, before (sort keys: from inclusive, the others
// exclusive), limit.
// Columns: statements (list of [properties, name and kind of the source, of
// the target, speakers as lists of depth, name, kind]), articles (list of
// properties without text), total (before paging).
// Order: by sort key, the day and then the id, descending. Limit: limit
// statements.
CALL () {
  MATCH (:Entity {id: $source})<-[:SOURCE]-(s:Statement)
  WHERE s.relation IN $relations AND s.sort_key >= $from AND s.sort_key < $to
    AND s.mode IN $modes AND s.polarity IN $polarities AND ($publishers = [] OR s.publisher IN $publishers)
    AND s.current
  RETURN count(s) AS total
}
CALL () {
  MATCH (:Entity {id: $source})<-[:SOURCE]-(s:Statement)
  WHERE s.relation IN $relations AND s.sort_key >= $from AND s.sort_key < $to AND s.sort_key < $before
    AND s.mode IN $modes AND s.polarity IN $polarities AND ($publishers = [] OR s.publisher IN $publishers)
    AND s.current
  WITH s ORDER BY s.sort_key DESC LIMIT $limit
  MATCH (a:Entity)<-[:SOURCE]-(s)-[:TARGET]->(b:Entity)
  MATCH (d:Article)-[:REPORTS]->(s)
  WITH s, a, b, d ORDER BY s.sort_key DESC
  RETURN collect([properties(s), a.name, a.kind, b.name, b.kind, [(s)-[said:SAID_BY]->(p:Entity) | [said.depth, p.name, p.kind]]]) AS statements,
         collect(DISTINCT d {.id, .key, .version, .sha256, .url, .title, .author, .language, .publisher, .published, .loaded, .current}) AS articles
}
RETURN statements, articles, total
