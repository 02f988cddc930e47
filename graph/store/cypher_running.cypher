// question: which transactions carry the mark of one reader's query?
// parameters: id, the mark
// columns: transaction
SHOW TRANSACTIONS YIELD transactionId AS transaction, metaData
WHERE metaData.entente = $id
RETURN transaction
