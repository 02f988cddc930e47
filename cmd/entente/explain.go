package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"

	"entente/graph"
	"entente/loader"
	"entente/loader/extract"
	"entente/loader/source"
)

// explainable tells why the flags of a command leave nothing to explain.
func (r *reading) explainable(explain, sentences bool) error {
	switch {
	case explain && sentences:
		return usageError{graph.FieldError("explain", "--explain and --syntax each write something else than statements: use one of them.")}
	case explain && (r.llm != "" || r.model != "" || r.keyFile != ""):
		return usageError{graph.FieldError("explain", "--explain tells how the grammar and the lexicon read, and a language model has neither: leave out --llm, --llm-model and --llm-key-file.")}
	}
	return nil
}

// explained is an article as `entente extract --explain` writes it.
type explained struct {
	how     extract.Explanation
	rejects []graph.Reject
	err     error // why there is nothing to write
}

// writeExplanations tells how each article was read, parted by empty lines; as
// a line of JSON each with --json. What is rejected is told on standard error.
func (p *program) writeExplanations(ctx context.Context, reader *loader.Reader, workers int, items iter.Seq[source.Item]) error {
	out := bufio.NewWriter(p.stdout)
	rejected, first := false, true
	explain := func(item source.Item) explained { return explainItem(reader, item) }
	for e := range loader.Parallel(ctx, workers, items, explain) {
		for _, r := range e.rejects {
			p.complain(r)
		}
		if e.err != nil {
			rejected = true
			p.complain(e.err)
			continue
		}
		if err := p.writeExplanation(out, e.how, first); err != nil {
			return errors.Join(err, out.Flush())
		}
		first = false
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return ended(ctx, rejected)
}

func (p *program) writeExplanation(out io.Writer, e extract.Explanation, first bool) error {
	if p.flags.json {
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(e)
	}
	text := e.Text()
	if !first {
		text = "\n" + text
	}
	_, err := io.WriteString(out, text)
	return err
}

func explainItem(reader *loader.Reader, item source.Item) explained {
	e, err := reader.Explain(item)
	e.ID = itemID(item)
	for i := range e.Sentences {
		s := &e.Sentences[i]
		s.Start, s.End = item.Given(s.Start), item.Given(s.End)
		for k := range s.Statements {
			toGiven(&s.Statements[k].Statement, item)
		}
	}
	for i := range e.Rejects {
		e.Rejects[i].Start, e.Rejects[i].End = item.Given(e.Rejects[i].Start), item.Given(e.Rejects[i].End)
	}
	return explained{e, item.Notes, err}
}
