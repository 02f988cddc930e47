// Question: what became of the items of a load?
// Parameters: batch (id), state (empty: all), after (number, exclusive), limit.
// Columns: items (list of properties), total (before paging).
// Order: as they came. Limit: limit.
CALL () {
  MATCH (i:Item)
  WHERE i.batch = $batch AND i.number IS NOT NULL AND ($state = '' OR i.state = $state)
  RETURN count(i) AS total
}
CALL () {
  MATCH (i:Item)
  WHERE i.batch = $batch AND i.number > $after AND ($state = '' OR i.state = $state)
  WITH i ORDER BY i.number LIMIT $limit
  RETURN collect(properties(i)) AS items
}
RETURN items, total
