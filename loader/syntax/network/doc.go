// Package network runs the neural network that tags and parses English.
//
// What enters are sentences as lists of words. What leaves is, for each word,
// its tag, head and relation, and for each sentence its named spans, all with
// calibrated probabilities. The weights come from one flat file, written by
// loader/syntax/train/export.py.
//
// A Model never changes after Open and may be used by many goroutines at once.
package network
