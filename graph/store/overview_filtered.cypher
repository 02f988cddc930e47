// Question: which relations are best evidenced by the statements of some
// outlets, modes or days?
// Parameters: relations, polarities (of the edge: the sign of its statements'
// sum), min (independent sources), modes, publishers (empty: all), from, to
// (sort keys: inclusive, exclusive), candidates (edges looked into), limit.
// Columns: edges (list of lists of 19, counted from the statements that pass,
// the last being their months), nodes (list of properties), total_edges and
// total_nodes (that pass the filter, among the candidates).
// Order: edges by independent sources, statements, key. Limit: limit edges.
CALL () {
  MATCH (:Entity)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]->(:Entity)
  WHERE type(r) IN $relations AND r.independent >= $min
    AND ($from = '' OR (toString(r.last) >= left($from, 10) AND toString(r.first) < $to))
    AND (('asserted' IN $modes AND r.asserted > 0) OR ('hedged' IN $modes AND r.hedged > 0) OR ('planned' IN $modes AND r.planned > 0)
      OR ('conditional' IN $modes AND r.conditional > 0) OR ('negated' IN $modes AND r.negated > 0))
  WITH r ORDER BY r.independent DESC, r.statements DESC, r.key LIMIT $candidates
  CALL (r) {
    MATCH (s:Statement)
    WHERE s.source_id = startNode(r).id AND s.target_id = endNode(r).id AND s.relation = type(r)
      AND s.sort_key >= $from AND s.sort_key < $to
      AND s.current AND s.mode IN $modes AND ($publishers = [] OR s.publisher IN $publishers)
    WITH s, CASE WHEN s.sort_key >= '0001' THEN left(s.sort_key, 10) END AS day
    RETURN count(s) AS statements, count(DISTINCT s.article_id) AS articles,
           count(DISTINCT s.publisher) AS publishers, count(DISTINCT s.original) AS independent,
           count(CASE WHEN s.mode = 'asserted' THEN 1 END) AS asserted,
           count(CASE WHEN s.mode = 'negated' THEN 1 END) AS negated,
           count(CASE WHEN s.mode = 'hedged' THEN 1 END) AS hedged,
           count(CASE WHEN s.mode = 'planned' THEN 1 END) AS planned,
           count(CASE WHEN s.mode = 'conditional' THEN 1 END) AS conditional,
           sum(s.weight) AS weight, toInteger(sign(sum(s.polarity))) AS polarity, max(s.confidence) AS confidence,
           date(min(day)) AS first, date(max(day)) AS last, collect(left(day, 7)) AS months
  }
  WITH * WHERE statements > 0 AND independent >= $min AND polarity IN $polarities
  WITH * ORDER BY independent DESC, statements DESC, r.key
  RETURN collect([r, statements, articles, publishers, independent, asserted, negated, hedged, planned, conditional,
    round(weight / statements, 4), polarity, confidence, first, last, months]) AS found
}
CALL (found) {
  UNWIND found[0..$limit] AS f
  WITH f[0] AS r, f[1..] AS counted
  RETURN collect([r.key, startNode(r).id, endNode(r).id, type(r)] + counted) AS edges,
    collect(startNode(r)) + collect(endNode(r)) AS ends
}
CALL (ends) {
  UNWIND ends AS e
  WITH DISTINCT e
  RETURN collect(properties(e)) AS nodes
}
CALL (found) {
  UNWIND found AS f
  UNWIND [startNode(f[0]), endNode(f[0])] AS e
  RETURN count(DISTINCT e) AS total_nodes
}
RETURN edges, nodes, size(found) AS total_edges, total_nodes
