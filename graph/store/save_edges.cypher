// Question: none; makes the aggregated edges of one relation anew from the
// current statements of pairs, and drops those that have none left. A template:
// RELATION stands for one of the closed list.
// Parameters: pairs (list of {source, target, key}), relation.
// Columns: none.
// Order: none. Limit: none; the caller bounds the list.
UNWIND $pairs AS d
CALL (d) {
  MATCH (s:Statement)
  WHERE s.source_id = d.source AND s.target_id = d.target AND s.relation = $relation
    AND s.sort_key IS NOT NULL AND s.current
  WITH s, CASE WHEN s.sort_key >= '0001' THEN left(s.sort_key, 10) END AS day
  RETURN count(s) AS statements, count(DISTINCT s.article_id) AS articles,
         count(DISTINCT s.publisher) AS publishers, count(DISTINCT s.original) AS independent,
         count(CASE WHEN s.mode = 'asserted' THEN 1 END) AS asserted,
         count(CASE WHEN s.mode = 'negated' THEN 1 END) AS negated,
         count(CASE WHEN s.mode = 'hedged' THEN 1 END) AS hedged,
         count(CASE WHEN s.mode = 'planned' THEN 1 END) AS planned,
         count(CASE WHEN s.mode = 'conditional' THEN 1 END) AS conditional,
         sum(s.weight) AS weight, toInteger(sign(sum(s.polarity))) AS polarity, max(s.confidence) AS confidence,
         min(day) AS first, max(day) AS last
}
CALL (d) {
  MATCH (s:Statement)
  WHERE s.source_id = d.source AND s.target_id = d.target AND s.relation = $relation
    AND s.sort_key >= '0001' AND s.current
  WITH toInteger(left(s.sort_key, 4) + substring(s.sort_key, 5, 2)) AS month, count(s) AS n
  ORDER BY month
  RETURN collect(month) AS months, collect(n) AS counts
}
MATCH (a:Entity {id: d.source})
MATCH (b:Entity {id: d.target})
MERGE (a)-[r:RELATION {key: d.key}]->(b)
SET r.statements = statements, r.articles = articles, r.publishers = publishers, r.independent = independent,
    r.asserted = asserted, r.negated = negated, r.hedged = hedged, r.planned = planned, r.conditional = conditional,
    r.weight = CASE WHEN statements > 0 THEN round(toFloat(weight) / statements, 4) ELSE 0.0 END,
    r.polarity = polarity, r.confidence = confidence, r.first = date(first), r.last = date(last),
    r.months = months, r.counts = counts
WITH r WHERE r.statements = 0
DELETE r
