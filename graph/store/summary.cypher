// Question: what is in the graph, in one glance?
// Parameters: none.
// Columns: articles, statements (both current), actors, relations (aggregated
// edges), first, last (days with statements), publishers (list of [name,
// articles]), weeks (list of [Monday, negative, neutral, positive]), highlights
// (list of [kind, properties of the source, of the target, relation,
// statements]).
// Order: publishers by articles, weeks ascending. Limit: 100 publishers, three
// highlights.
CALL () {
  MATCH (d:Article) WHERE d.current
  RETURN count(d) AS articles
}
CALL () {
  MATCH (e:Entity)
  RETURN count(e) AS actors
}
CALL () {
  MATCH (:Entity)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]->(:Entity)
  RETURN count(r) AS relations
}
CALL () {
  MATCH (s:Statement) WHERE s.current
  WITH left(s.sort_key, 10) AS day, s.polarity AS polarity, count(s) AS n
  WITH CASE WHEN day >= '0001' THEN date(day) END AS day, polarity, n
  WITH CASE WHEN day IS NOT NULL THEN date.truncate('week', day) END AS week, min(day) AS first, max(day) AS last, sum(n) AS n,
    sum(CASE WHEN polarity < 0 THEN n ELSE 0 END) AS negative,
    sum(CASE WHEN polarity = 0 THEN n ELSE 0 END) AS neutral,
    sum(CASE WHEN polarity > 0 THEN n ELSE 0 END) AS positive
  ORDER BY week
  RETURN sum(n) AS statements, min(first) AS first, max(last) AS last,
    collect(CASE WHEN week IS NOT NULL THEN [week, negative, neutral, positive] END) AS weeks
}
CALL () {
  MATCH (d:Article)-[:PUBLISHED_BY]->(p:Publisher) WHERE d.current
  WITH p.name AS name, count(d) AS n ORDER BY n DESC, name LIMIT 100
  RETURN collect([name, n]) AS publishers
}
CALL () {
  MATCH (a:Entity)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]->(b:Entity)
  WHERE r.polarity < 0 AND r.asserted > 0
  WITH a, r, b ORDER BY -r.weight * r.independent DESC, r.statements DESC, r.key LIMIT 1
  RETURN collect(['conflict', properties(a), properties(b), type(r), r.statements]) AS conflict
}
CALL () {
  MATCH (a:Entity)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]->(b:Entity)
  WHERE r.polarity > 0 AND r.asserted > 0
  WITH a, r, b ORDER BY r.weight * r.independent DESC, r.statements DESC, r.key LIMIT 1
  RETURN collect(['cooperation', properties(a), properties(b), type(r), r.statements]) AS cooperation
}
CALL () {
  MATCH (a:Entity)-[n:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]->(b:Entity)
  WHERE n.polarity < 0
  MATCH (a)-[p:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(b)
  WHERE p.polarity > 0
  WITH a, b, n, max(p.independent) AS backing, sum(p.statements) AS other
  ORDER BY CASE WHEN backing < n.independent THEN backing ELSE n.independent END DESC, n.statements + other DESC, n.key LIMIT 1
  RETURN collect(['contested', properties(a), properties(b), type(n), n.statements + other]) AS contested
}
RETURN articles, statements, actors, relations, first, last, publishers, weeks,
  conflict + cooperation + contested AS highlights
