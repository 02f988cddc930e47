// Question: what do the current statements of these pairs come to?
// Parameters: pairs (list of [source, relation, target]).
// Columns: edges (list of [statements, articles, publishers, independent,
// asserted, negated, hedged, planned, conditional, weight, polarity,
// confidence, first, last, months (of each statement)], one per pair).
// Order: as given. Limit: none; the caller bounds the list.
UNWIND range(0, size($pairs) - 1) AS place
WITH place, $pairs[place] AS pair
CALL (pair) {
  MATCH (s:Statement)
  WHERE s.source_id = pair[0] AND s.relation = pair[1] AND s.target_id = pair[2]
    AND s.sort_key IS NOT NULL AND s.current
  WITH s, CASE WHEN s.sort_key >= '0001' THEN left(s.sort_key, 10) END AS day
  RETURN [count(s), count(DISTINCT s.article_id), count(DISTINCT s.publisher), count(DISTINCT s.original),
    count(CASE WHEN s.mode = 'asserted' THEN 1 END), count(CASE WHEN s.mode = 'negated' THEN 1 END),
    count(CASE WHEN s.mode = 'hedged' THEN 1 END), count(CASE WHEN s.mode = 'planned' THEN 1 END),
    count(CASE WHEN s.mode = 'conditional' THEN 1 END),
    round(toFloat(sum(s.weight)) / CASE WHEN count(s) = 0 THEN 1 ELSE count(s) END, 4),
    toInteger(sign(sum(s.polarity))), max(s.confidence), date(min(day)), date(max(day))] AS counted,
    collect(left(day, 7)) AS months
}
WITH place, counted, months ORDER BY place
RETURN collect(counted + [months]) AS edges
