package store

import _ "embed"

//go:embed save_lock.cypher
var saveLockCypher string

// lock takes the writers' turn across processes: until the transaction ends no
// other one gets past this line. Writers therefore never deadlock, and each
// sees what the one before it wrote.
func (t transaction) lock() error { return t.do(saveLockCypher, nil) }
