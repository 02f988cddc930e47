// Package quality measures how well English is read: sentences by package
// syntax, statements by the whole line of package loader.
//
// Measure gives a Report: attachment, tags and lemmas on gold tokens and from
// raw text, the names, whether probabilities keep their word, and the speed.
// MeasureStatements gives Statements: recall and precision on two evaluation
// sets and on hand-written cases. Draw gives statements of the news for a
// person to judge, and Page tells what package judged holds of them.
//
// What enters is an analyzer or a reader and a folder that holds, gzipped,
//
//	ud/ewt-dev.conllu.gz, ud/gum-dev.conllu.gz, ud/pud.conllu.gz: treebanks of
//	  Universal Dependencies
//	eval/plv_train.jsonl.gz: news sentences with pairs of actors and their
//	  PLOVER roots (PLV)
//	eval/dse_valid.jsonl.gz: sentences with two names and the directed
//	  sentiment between them (DSE)
//	news/reuters21578.jsonl.gz, news/agnews.jsonl.gz: news
//
// The measures are functions of gold and found sentences or edges; only
// Measure, MeasureStatements and Draw read files.
package quality
