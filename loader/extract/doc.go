// Package extract reads who does what to whom.
//
// What enters is an article, its document (loader/syntax) and the mentions of
// its actors (loader/resolve). What leaves are statements, each with its
// sentence, its spans, how it is said, who says it, when and where; the events
// that statements name; and what was dropped, with the reason.
//
// The knowledge is data in lexicon/*.tsv: frames/*.tsv say where source and
// target stand about a trigger, and each of its rows carries an example that a
// test runs; control.tsv, speech.tsv and cues.tsv say how words change what is
// said. Clauses are read off the tree (tag.go, chunk.go, link.go), frames are
// matched against them (match.go, nominal.go). DESIGN.md argues the choices.
package extract
