// Question: which actors, articles and sentences go by these words?
// Parameters: exact (the words as typed, lower case), names, words (the same
// for the full-text indexes), limit, reach (hits looked at).
// Columns: entities (list of properties), articles (list of properties without
// text), statements (list of [properties, name and kind of the source, of the
// target, speakers as lists of depth, name, kind]).
// Order: entities that are called so, then those whose name begins so, then by
// score and statements; the others by score. Limit: limit of each.
CALL () {
  WITH $names AS names WHERE names <> ''
  CALL db.index.fulltext.queryNodes('entity_names', names, {limit: $reach}) YIELD node, score
  WITH node AS e, score,
    CASE
      WHEN toLower(node.name) = $exact THEN 4
      WHEN any(alias IN node.aliases WHERE toLower(alias) = $exact) THEN 3
      WHEN toLower(node.name) STARTS WITH $exact THEN 2
      WHEN any(alias IN node.aliases WHERE toLower(alias) STARTS WITH $exact) THEN 1
      ELSE 0
    END AS tier
  ORDER BY tier DESC, score * log10(10 + coalesce(e.statements, 0)) DESC, e.id LIMIT $limit
  RETURN collect(properties(e)) AS entities
}
CALL () {
  WITH $words AS words WHERE words <> ''
  CALL db.index.fulltext.queryNodes('article_texts', words, {limit: $reach}) YIELD node, score
  WITH node AS d, score WHERE d.current
  ORDER BY score DESC, d.id LIMIT $limit
  RETURN collect(d {.id, .key, .version, .sha256, .url, .title, .author, .language, .publisher, .published, .loaded, .current}) AS articles
}
CALL () {
  WITH $words AS words WHERE words <> ''
  CALL db.index.fulltext.queryNodes('statement_sentences', words, {limit: $reach}) YIELD node, score
  WITH node AS s, score WHERE s.current
  WITH s, score ORDER BY score DESC, s.id LIMIT $limit
  MATCH (a:Entity)<-[:SOURCE]-(s)-[:TARGET]->(b:Entity)
  WITH s, a, b, score ORDER BY score DESC, s.id
  RETURN collect([properties(s), a.name, a.kind, b.name, b.kind, [(s)-[said:SAID_BY]->(p:Entity) | [said.depth, p.name, p.kind]]]) AS statements
}
RETURN entities, articles, statements
