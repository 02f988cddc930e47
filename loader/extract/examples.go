package extract

import "entente/graph"

// Example is the sentence that shows what a row of the lexicon reads, with its
// [source] and {target} marked.
type Example struct {
	Rule     string
	Relation graph.Relation
	Text     string
}

// Examples returns the example of every row of the embedded lexicon, in its
// order. They document the lexicon and are its tests. It is empty when the
// lexicon is broken, which New reports.
func Examples() []Example {
	l, err := openLexicon()
	if err != nil {
		return nil
	}
	out := make([]Example, 0, len(l.all))
	for _, r := range l.all {
		out = append(out, Example{r.name, r.relation, r.example})
	}
	return out
}
