// Question: none; asks the server to end one transaction.
// Parameters: transaction (its id).
// Columns: transaction, message.
// Order: none. Limit: one row.
TERMINATE TRANSACTIONS $transaction
YIELD transactionId AS transaction, message
RETURN transaction, message
