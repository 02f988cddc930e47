// Question: end one transaction
// Parameters: transaction, its id on the server
// Columns: transaction, message of the server
// Order: any. Limit: one
TERMINATE TRANSACTIONS $transaction
YIELD transactionId AS transaction, message
RETURN transaction, message
