// Question: which nodes of the graph come after these, but for the ledger, and
// which relationships leave them?
// Parameters: after, the id (of a publisher, the name) of the last node of each
// label; limit, of the nodes of each label.
// Columns: label, name (id or name), properties, relationships (lists of type,
// target and properties).
// Order: by label and name. Limit: $limit of each label.
CALL () {
  MATCH (n:Article) WHERE n.id > $after.Article RETURN n, n.id AS name ORDER BY name LIMIT $limit
  UNION ALL
  MATCH (n:Entity) WHERE n.id > $after.Entity RETURN n, n.id AS name ORDER BY name LIMIT $limit
  UNION ALL
  MATCH (n:Publisher) WHERE n.name > $after.Publisher RETURN n, n.name AS name ORDER BY name LIMIT $limit
  UNION ALL
  MATCH (n:Statement) WHERE n.id > $after.Statement RETURN n, n.id AS name ORDER BY name LIMIT $limit
}
RETURN labels(n)[0] AS label, name, properties(n) AS properties,
  COLLECT { MATCH (n)-[r]->(b) RETURN [type(r), coalesce(b.id, b.name), properties(r)] } AS relationships
ORDER BY label, name
