package llm

import (
	"entente/graph"
	"entente/loader/extract"
	"entente/loader/syntax"
)

// witness is what the grammar is sure of. Words can be checked letter by
// letter, what they mean cannot: that a model calls "thanked" an attack, by
// mistake or because the article told it to, no comparison of texts shows. The
// grammar seldom errs in the sign of what it reads, so it is asked for that.
type witness struct {
	grammar *extract.Extractor
}

func newWitness() (witness, error) {
	grammar, err := extract.New(extract.High)
	return witness{grammar}, err
}

// pair is two actors of one sentence, by where they stand.
type pair struct{ sentence, first, second int }

func pairIn(st graph.Statement) pair {
	return pair{st.Sentence.Start, min(st.Source.Start, st.Target.Start), max(st.Source.Start, st.Target.Start)}
}

// testify returns what the grammar reads, by pair.
func (w witness) testify(article graph.Article, doc syntax.Document, actors []graph.Mention) map[pair][]graph.Statement {
	statements, _, _ := w.grammar.Statements(article, doc, actors, nil)
	read := map[pair][]graph.Statement{}
	for _, st := range statements {
		read[pairIn(st)] = append(read[pairIn(st)], st)
	}
	return read
}

// contradict rejects a statement whose sign is the opposite of all that the
// grammar reads between the same actors in the same sentence.
func contradict(read []graph.Statement, st graph.Statement) error {
	if len(read) == 0 {
		return nil
	}
	for _, other := range read {
		if other.Polarity*st.Polarity >= 0 {
			return nil
		}
	}
	return unfounded("%s is the opposite of what the grammar reads there: %s, %s", st.Relation, read[0].Relation, read[0].Mode)
}
