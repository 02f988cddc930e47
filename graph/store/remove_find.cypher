// Question: which articles are called so, by id, key or address?
// Parameters: names.
// Columns: found (list of [name, keys (of its articles)]).
// Order: as names. Limit: none; the caller bounds the list.
UNWIND $names AS name
WITH name, COLLECT {
  MATCH (d:Article) WHERE d.id = name OR d.key = name OR d.url = name
  RETURN DISTINCT d.key
} AS keys
RETURN collect([name, keys]) AS found
