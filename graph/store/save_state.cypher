// Question: what does the database hold of what is to be saved?
// Parameters: ids, keys (of the articles), entities (ids), items (keys).
// Columns: articles (list of [id, extractor, current, original]), keys (list of
// [key, highest version, id of the current version, its original]), entities
// (list of properties), items (list of properties), list (sum of the
// stakeholder list; empty for none).
// Order: none. Limit: none; the caller bounds the lists.
CALL () {
  MATCH (d:Article) WHERE d.id IN $ids
  RETURN collect([d.id, d.extractor, d.current, d.original]) AS articles
}
CALL () {
  MATCH (d:Article) WHERE d.key IN $keys
  WITH d.key AS key, max(d.version) AS version, head(collect(CASE WHEN d.current THEN d END)) AS current
  RETURN collect([key, version, current.id, current.original]) AS keys
}
CALL () {
  MATCH (e:Entity) WHERE e.id IN $entities
  RETURN collect(properties(e)) AS entities
}
CALL () {
  MATCH (i:Item) WHERE i.key IN $items
  RETURN collect(properties(i)) AS items
}
CALL () {
  OPTIONAL MATCH (l:Stakeholders {id: 'stakeholders'})
  RETURN coalesce(l.sum, '') AS list
}
RETURN articles, keys, entities, items, list
