package quality

import (
	"cmp"
	"slices"
	"strings"

	"entente/loader/syntax"
	"entente/loader/syntax/conllu"
)

// reading is a gold sentence and what the engine made of the same words.
type reading struct {
	gold  conllu.Sentence
	found syntax.Sentence
}

// blank is a gold sentence as the engine gets it: its words and no more.
func blank(gold conllu.Sentence) syntax.Sentence {
	tokens := make([]syntax.Token, len(gold.Words))
	for i, w := range gold.Words {
		tokens[i].Text = w.Form
	}
	return syntax.Sentence{Tokens: tokens}
}

func attachment(treebank string, readings []reading) Attachment {
	var words, heads, labels, upos, xpos, lemmas, lemmasRight int
	for _, r := range readings {
		for i, w := range r.gold.Words {
			t := r.found.Tokens[i]
			words++
			heads += one(t.Head == w.Head)
			labels += one(arcRight(w, t))
			upos += one(t.UPOS == w.UPOS)
			xpos += one(t.XPOS == w.XPOS)
			lemmas += one(w.Lemma != "")
			lemmasRight += one(w.Lemma != "" && t.Lemma == w.Lemma)
		}
	}
	return Attachment{
		Treebank: treebank, Words: words, UAS: percent(heads, words), LAS: percent(labels, words),
		UPOS: percent(upos, words), XPOS: percent(xpos, words), Lemma: percent(lemmasRight, lemmas),
	}
}

func arcRight(w conllu.Word, t syntax.Token) bool { return t.Head == w.Head && t.Deprel == w.Deprel }

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// count is what a Score is made of.
type count struct{ gold, found, right int }

func (c count) score() Score { return score(c.gold, c.found, c.right) }

// tell adds to the count of a key.
func tell[K comparable](counts map[K]count, key K, more count) {
	c := counts[key]
	counts[key] = count{c.gold + more.gold, c.found + more.found, c.right + more.right}
}

func relations(readings []reading) []Relation {
	counts := map[string]count{}
	for _, r := range readings {
		for i, w := range r.gold.Words {
			t := r.found.Tokens[i]
			tell(counts, w.Deprel, count{gold: 1, right: one(arcRight(w, t))})
			tell(counts, t.Deprel, count{found: 1})
		}
	}
	var out []Relation
	for name, c := range counts {
		out = append(out, Relation{name, c.score()})
	}
	slices.SortFunc(out, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(b.Gold, a.Gold), strings.Compare(a.Relation, b.Relation))
	})
	return out
}
