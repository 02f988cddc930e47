// Question: which transactions carry the mark of one reader's query?
// Parameters: id (the mark).
// Columns: transaction.
// Order: none. Limit: none; a query has one transaction.
SHOW TRANSACTIONS YIELD transactionId AS transaction, metaData
WHERE metaData.entente = $id
RETURN transaction
