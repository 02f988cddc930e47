// Package judged holds what people said of statements that were drawn from
// news and read beside their sentences: whether each is right, and if not,
// why.
//
// What enters is judged.tsv, which is embedded and holds no sentence: who has
// the news finds the sentence by article and offset. Its columns are those of
// `entente quality --draw` up to the cause, with the round before them. What leaves are its rows,
// and counts of what is right. A round is a draw that was judged as a whole;
// the last one is what Entente says of itself. docs/precision.md tells the
// rules of judging and all figures; package quality writes it.
package judged
