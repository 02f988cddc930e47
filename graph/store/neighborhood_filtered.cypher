// Question: what lies around these actors, by the statements of some outlets,
// modes or days?
// Parameters: ids (of entities), hops (1 to 3), limit (new neighbors per entity
// and hop), relations, polarities (of the edge: the sign of its statements'
// sum), min (independent sources), modes, publishers (empty: all), from, to
// (sort keys: inclusive, exclusive), candidates (edges looked into per entity),
// most (entities), most_edges.
// Columns: edges (list of lists of 19, counted from the statements that pass,
// the last being their months; all between shown entities), nodes (list of properties), total_edges (edges
// between shown entities, and from expanded ones to those not shown, among the
// candidates), total_nodes (shown ones and those).
// Order: none; the caller sorts. Limit: as above; of more than most_edges those
// of the entities nearest and best evidenced stay.
CALL () {
  MATCH (e:Entity) WHERE e.id IN $ids
  RETURN collect(e) AS starts
}
CALL (starts) {
  UNWIND starts AS e
  CALL (e, starts) {
    MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(o:Entity)
    WHERE type(r) IN $relations AND r.independent >= $min
      AND ($from = '' OR (toString(r.last) >= left($from, 10) AND toString(r.first) < $to))
      AND (('asserted' IN $modes AND r.asserted > 0) OR ('hedged' IN $modes AND r.hedged > 0) OR ('planned' IN $modes AND r.planned > 0)
        OR ('conditional' IN $modes AND r.conditional > 0) OR ('negated' IN $modes AND r.negated > 0)) AND NOT o IN starts
    WITH r, o ORDER BY r.independent DESC, r.statements DESC, r.key LIMIT $candidates
    CALL (r) {
      MATCH (s:Statement)
      WHERE s.source_id = startNode(r).id AND s.target_id = endNode(r).id AND s.relation = type(r)
        AND s.sort_key >= $from AND s.sort_key < $to
        AND s.current AND s.mode IN $modes AND ($publishers = [] OR s.publisher IN $publishers)
      RETURN count(s) AS statements, count(DISTINCT s.original) AS independent, toInteger(sign(sum(s.polarity))) AS polarity
    }
    WITH o, statements, independent, polarity WHERE statements > 0 AND independent >= $min AND polarity IN $polarities
    WITH o, max(independent) AS independent, sum(statements) AS statements
    ORDER BY independent DESC, statements DESC, o.id LIMIT $limit
    RETURN o
  }
  RETURN collect(DISTINCT o)[0..$most] AS near
}
CALL (starts, near) {
  UNWIND near AS e
  WITH * WHERE $hops >= 2
  CALL (e, starts, near) {
    MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(o:Entity)
    WHERE type(r) IN $relations AND r.independent >= $min
      AND ($from = '' OR (toString(r.last) >= left($from, 10) AND toString(r.first) < $to))
      AND (('asserted' IN $modes AND r.asserted > 0) OR ('hedged' IN $modes AND r.hedged > 0) OR ('planned' IN $modes AND r.planned > 0)
        OR ('conditional' IN $modes AND r.conditional > 0) OR ('negated' IN $modes AND r.negated > 0)) AND NOT o IN (starts + near)
    WITH r, o ORDER BY r.independent DESC, r.statements DESC, r.key LIMIT $candidates
    CALL (r) {
      MATCH (s:Statement)
      WHERE s.source_id = startNode(r).id AND s.target_id = endNode(r).id AND s.relation = type(r)
        AND s.sort_key >= $from AND s.sort_key < $to
        AND s.current AND s.mode IN $modes AND ($publishers = [] OR s.publisher IN $publishers)
      RETURN count(s) AS statements, count(DISTINCT s.original) AS independent, toInteger(sign(sum(s.polarity))) AS polarity
    }
    WITH o, statements, independent, polarity WHERE statements > 0 AND independent >= $min AND polarity IN $polarities
    WITH o, max(independent) AS independent, sum(statements) AS statements
    ORDER BY independent DESC, statements DESC, o.id LIMIT $limit
    RETURN o
  }
  RETURN collect(DISTINCT o)[0..$most] AS far
}
CALL (starts, near, far) {
  UNWIND far AS e
  WITH * WHERE $hops >= 3
  CALL (e, starts, near, far) {
    MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(o:Entity)
    WHERE type(r) IN $relations AND r.independent >= $min
      AND ($from = '' OR (toString(r.last) >= left($from, 10) AND toString(r.first) < $to))
      AND (('asserted' IN $modes AND r.asserted > 0) OR ('hedged' IN $modes AND r.hedged > 0) OR ('planned' IN $modes AND r.planned > 0)
        OR ('conditional' IN $modes AND r.conditional > 0) OR ('negated' IN $modes AND r.negated > 0)) AND NOT o IN (starts + near + far)
    WITH r, o ORDER BY r.independent DESC, r.statements DESC, r.key LIMIT $candidates
    CALL (r) {
      MATCH (s:Statement)
      WHERE s.source_id = startNode(r).id AND s.target_id = endNode(r).id AND s.relation = type(r)
        AND s.sort_key >= $from AND s.sort_key < $to
        AND s.current AND s.mode IN $modes AND ($publishers = [] OR s.publisher IN $publishers)
      RETURN count(s) AS statements, count(DISTINCT s.original) AS independent, toInteger(sign(sum(s.polarity))) AS polarity
    }
    WITH o, statements, independent, polarity WHERE statements > 0 AND independent >= $min AND polarity IN $polarities
    WITH o, max(independent) AS independent, sum(statements) AS statements
    ORDER BY independent DESC, statements DESC, o.id LIMIT $limit
    RETURN o
  }
  RETURN collect(DISTINCT o)[0..$most] AS last
}
WITH (starts + near + far + last)[0..$most] AS shown,
  starts + CASE WHEN $hops >= 2 THEN near ELSE [] END + CASE WHEN $hops >= 3 THEN far ELSE [] END AS expanded
CALL (shown, expanded) {
  UNWIND expanded AS e
  CALL (e, shown) {
    MATCH (e)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]-(o:Entity)
    WHERE type(r) IN $relations AND r.independent >= $min
      AND ($from = '' OR (toString(r.last) >= left($from, 10) AND toString(r.first) < $to))
      AND (('asserted' IN $modes AND r.asserted > 0) OR ('hedged' IN $modes AND r.hedged > 0) OR ('planned' IN $modes AND r.planned > 0)
        OR ('conditional' IN $modes AND r.conditional > 0) OR ('negated' IN $modes AND r.negated > 0)) AND NOT o IN shown
    WITH r, o ORDER BY r.independent DESC, r.statements DESC, r.key LIMIT $candidates
    CALL (r) {
      MATCH (s:Statement)
      WHERE s.source_id = startNode(r).id AND s.target_id = endNode(r).id AND s.relation = type(r)
        AND s.sort_key >= $from AND s.sort_key < $to
        AND s.current AND s.mode IN $modes AND ($publishers = [] OR s.publisher IN $publishers)
      RETURN count(s) AS statements, count(DISTINCT s.original) AS independent, toInteger(sign(sum(s.polarity))) AS polarity
    }
    WITH r, o WHERE statements > 0 AND independent >= $min AND polarity IN $polarities
    RETURN r, o
  }
  RETURN count(DISTINCT r) AS outer_edges, count(DISTINCT o) AS outer_nodes
}
CALL (shown) {
  UNWIND shown AS a
  MATCH (a)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]->(b:Entity)
  WHERE type(r) IN $relations AND r.independent >= $min
    AND ($from = '' OR (toString(r.last) >= left($from, 10) AND toString(r.first) < $to))
    AND (('asserted' IN $modes AND r.asserted > 0) OR ('hedged' IN $modes AND r.hedged > 0) OR ('planned' IN $modes AND r.planned > 0)
      OR ('conditional' IN $modes AND r.conditional > 0) OR ('negated' IN $modes AND r.negated > 0)) AND b IN shown
  WITH a, r, b
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
  WITH a, r, b, [statements, articles, publishers, independent, asserted, negated, hedged, planned, conditional,
    round(weight / CASE WHEN statements = 0 THEN 1 ELSE statements END, 4), polarity, confidence, first, last, months] AS counted
  WHERE counted[0] > 0 AND counted[3] >= $min AND counted[10] IN $polarities
  WITH [r.key, a.id, b.id, type(r)] + counted AS edge LIMIT $most_edges
  RETURN collect(edge) AS edges
}
RETURN edges, [e IN shown | properties(e)] AS nodes, size(edges) + outer_edges AS total_edges, size(shown) + outer_nodes AS total_nodes
