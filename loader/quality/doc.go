// Package quality measures how well package syntax reads English.
//
// What enters is an analyzer and a folder with treebanks of Universal
// Dependencies and with news. What leaves is a Report: attachment, tags and
// lemmas on gold tokens and from raw text, the names, whether probabilities
// keep their word, and the speed.
//
// The folder holds, gzipped,
//
//	ud/ewt-dev.conllu.gz, ud/gum-dev.conllu.gz, ud/pud.conllu.gz
//	news/reuters21578.jsonl.gz
//
// The measures are functions of gold and found sentences; only Measure reads
// files.
package quality
