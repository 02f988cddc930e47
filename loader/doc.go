// Package loader turns inputs into statements in the database.
//
// What enters are items of loader/source: articles, and the reasons why an
// input gave none. What leaves are parcels saved through graph/store, and a
// batch with a ledger entry for every item: done, unchanged, rejected with its
// reason, or failed. Reading, extraction and writing overlap behind bounded
// queues, so memory does not grow with the input. One writer: more only
// deadlock.
package loader
