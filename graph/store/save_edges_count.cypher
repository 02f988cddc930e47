// Question: what do the current statements of these pairs come to?
// Parameters: pairs (list of [source, relation, target]).
// Columns: edges (list of [place (of the pair in the list), statements,
// articles, publishers, independent, asserted, negated, hedged, planned,
// conditional, weight, polarity, confidence, first, last, months (of each
// statement)], one per pair that has a statement).
// Order: none. Limit: none; the caller bounds the list.
UNWIND range(0, size($pairs) - 1) AS place
WITH place, $pairs[place] AS pair
MATCH (s:Statement)
WHERE s.source_id = pair[0] AND s.relation = pair[1] AND s.target_id = pair[2]
  AND s.sort_key IS NOT NULL AND s.current
WITH place, s, CASE WHEN s.sort_key >= '0001' THEN left(s.sort_key, 10) END AS day
WITH place, [count(s), count(DISTINCT s.article_id), count(DISTINCT s.publisher), count(DISTINCT s.original),
  count(CASE WHEN s.mode = 'asserted' THEN 1 END), count(CASE WHEN s.mode = 'negated' THEN 1 END),
  count(CASE WHEN s.mode = 'hedged' THEN 1 END), count(CASE WHEN s.mode = 'planned' THEN 1 END),
  count(CASE WHEN s.mode = 'conditional' THEN 1 END),
  round(toFloat(sum(s.weight)) / count(s), 4),
  toInteger(sign(sum(s.polarity))), max(s.confidence), date(min(day)), date(max(day))] AS counted,
  collect(left(day, 7)) AS months
RETURN collect([place] + counted + [months]) AS edges
