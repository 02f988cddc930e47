// Package syntax takes a text apart.
//
// What enters is an article. What leaves is a Document: the structure around
// the prose (headline, dateline, byline, captions, credits), the sentences of
// headline and body; their tokens, cut, tagged and hung on each other as in
// Universal Dependencies; and the named spans, all with calibrated
// probabilities. Every offset counts code points of the article's text, and
// every excerpt stands there verbatim.
//
// The work is linear in the length of the text, whatever the text is. The
// weights are embedded; MODEL.md tells where they come from and what they are
// worth.
package syntax
