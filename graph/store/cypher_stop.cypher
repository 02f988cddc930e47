// question: ask the server to end one transaction
// parameters: transaction, its id
// columns: transaction, message
TERMINATE TRANSACTIONS $transaction
YIELD transactionId AS transaction, message
RETURN transaction, message
