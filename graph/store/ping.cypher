// Question: does the database answer, and which server is it?
// Parameters: none.
// Columns: name, version (of the server).
// Order: none. Limit: one row.
CALL dbms.components() YIELD name, versions
RETURN name, versions[0] AS version
LIMIT 1
