// Package conllu writes and reads CoNLL-U, the format of Universal
// Dependencies (https://universaldependencies.org/format.html).
//
// Write turns a syntax.Document into a file that other tools can read. Read
// gives the sentences of a treebank for measurement.
//
// Both count words from 0 within a sentence, as package syntax does; the file
// counts from 1. Both keep no state and may be used by many goroutines at once.
package conllu
