// Question: which transactions carry the mark of one reader's query?
// Parameters: id, the mark
// Columns: transaction, its id on the server
// Order: any. Limit: none; a mark is given once
SHOW TRANSACTIONS YIELD transactionId AS transaction, metaData
WHERE metaData.entente = $id
RETURN transaction
