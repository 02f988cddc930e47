// Package syntax takes a text apart.
//
// What enters is an article. What leaves is a Document: the structure around
// the prose (headline, dateline, byline, captions, credits), the sentences of
// headline and body, their tokens as Universal Dependencies cuts English, and
// the names that can be told by their form alone. Every offset counts code
// points of the article's text, and every excerpt stands there verbatim.
//
// The work is linear in the length of the text, whatever the text is, and
// needs no state: Analyze may be called by many goroutines at once.
package syntax
