package main

import (
	"bufio"
	"context"
	"iter"
	"slices"
	"strings"

	"entente/graph"
	"entente/loader"
	"entente/loader/source"
	"entente/loader/syntax"
	"entente/loader/syntax/conllu"
)

// sentences is an article as `entente extract --syntax` writes it.
type sentences struct {
	conllu  string
	rejects []graph.Reject
	none    bool // the input gave no article
}

// writeSyntax writes the articles in CoNLL-U; what is rejected is told on
// standard error.
func (p *program) writeSyntax(ctx context.Context, workers int, items iter.Seq[source.Item]) error {
	analyzer, err := syntax.New()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(p.stdout)
	rejected := false
	read := func(item source.Item) sentences { return readSentences(analyzer, item) }
	for s := range loader.Parallel(ctx, workers, items, read) {
		rejected = rejected || s.none
		for _, r := range s.rejects {
			p.complain(r)
		}
		if _, err := out.WriteString(s.conllu); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return ended(ctx, rejected)
}

func readSentences(analyzer *syntax.Analyzer, item source.Item) sentences {
	if item.Reject != nil {
		return sentences{rejects: []graph.Reject{*item.Reject}, none: true}
	}
	doc := analyzer.Analyze(item.Article)
	for i := range doc.Sentences {
		sentenceToGiven(&doc.Sentences[i], item)
	}
	var b strings.Builder
	_ = conllu.Write(&b, itemID(item), doc) // a builder takes everything
	return sentences{conllu: b.String(), rejects: slices.Concat(item.Notes, doc.Rejects)}
}

// sentenceToGiven turns a sentence's offsets into offsets of the text as the
// caller gave it.
func sentenceToGiven(s *syntax.Sentence, item source.Item) {
	s.Start, s.End = item.Given(s.Start), item.Given(s.End)
	for i := range s.Tokens {
		t := &s.Tokens[i]
		t.Start, t.End = item.Given(t.Start), item.Given(t.End)
	}
}
