// Question: none; drops publishers of whom no article is left.
// Parameters: none.
// Columns: none.
// Order: none. Limit: none; publishers are few.
MATCH (p:Publisher) WHERE NOT EXISTS { (p)--() }
DELETE p
