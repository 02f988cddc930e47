// Question: none; drops relationships that bear a relation's name and are not
// an aggregated edge of the pair that they join.
// Parameters: ids (of entities).
// Columns: dropped (how many).
// Order: none. Limit: none; the caller bounds the list.
MATCH (a:Entity)-[r:ALLIED_WITH|SUPPORTS|AIDS|COOPERATES_WITH|AGREES_WITH|MEETS|MEDIATES|ORGANIZES|ATTENDS|CONCEDES_TO|DEESCALATES|REQUESTS|OPPOSES|ACCUSES|REJECTS|THREATENS|PROTESTS_AGAINST|SANCTIONS|MOBILIZES_AGAINST|COERCES|ATTACKS|BELONGS_TO]->(b:Entity)
WHERE a.id IN $ids AND coalesce(r.key, '') <> a.id + '|' + type(r) + '|' + b.id
DELETE r
RETURN count(*) AS dropped
