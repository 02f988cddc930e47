package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"runtime"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loader"
	"entente/loader/source"
)

// extraction is one line of what `entente extract` writes.
type extraction struct {
	ID         string            `json:"id"`
	Statements []graph.Statement `json:"statements"`
	Rejects    []graph.Reject    `json:"rejects"`

	err error // why nothing more can be read
}

func (p *program) extract() *cobra.Command {
	var reading reading
	var sentences, explain bool
	c := &cobra.Command{
		Use:   "extract [PATH|URL|-]...",
		Short: "Read articles and write their statements as JSON lines; needs no database",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := reading.explainable(explain, sentences); err != nil {
				return err
			}
			reader, err := reading.reader(p.getenv)
			if err != nil {
				return err
			}
			if reading.workers <= 0 {
				reading.workers = runtime.GOMAXPROCS(0)
			}
			if sentences {
				return p.writeSyntax(cmd.Context(), reading.workers, p.inputs(cmd.Context(), reading, args))
			}
			if explain {
				return p.writeExplanations(cmd.Context(), reader, reading.workers, p.inputs(cmd.Context(), reading, args))
			}
			return p.writeExtractions(cmd.Context(), reader, reading.workers, p.inputs(cmd.Context(), reading, args))
		},
	}
	reading.flags(c.Flags())
	c.Flags().BoolVar(&sentences, "syntax", false, "write the sentences as read, in CoNLL-U, instead of the statements")
	c.Flags().BoolVar(&explain, "explain", false, "tell how each sentence was read, and why it says what it says and nothing else, instead of the statements")
	return c
}

// inputs reads the named paths and addresses one after the other; none means
// standard input.
func (p *program) inputs(ctx context.Context, r reading, paths []string) iter.Seq[source.Item] {
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	return func(yield func(source.Item) bool) {
		for _, path := range paths {
			for item := range (source.Options{Follow: r.follow}).Read(ctx, path, p.stdin) {
				if !yield(item) {
					return
				}
			}
		}
	}
}

func (p *program) writeExtractions(ctx context.Context, reader *loader.Reader, workers int, items iter.Seq[source.Item]) error {
	out := bufio.NewWriter(p.stdout)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	rejected := false
	for e := range loader.Parallel(ctx, workers, items, func(item source.Item) extraction { return extractItem(ctx, reader, item) }) {
		if e.err != nil && ctx.Err() == nil {
			return errors.Join(out.Flush(), e.err)
		}
		rejected = rejected || (len(e.Statements) == 0 && wholeRejected(e.Rejects))
		if err := encoder.Encode(e); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return ended(ctx, rejected)
}

// ended is what a command over inputs comes to when nothing failed.
func ended(ctx context.Context, rejected bool) error {
	if err := ctx.Err(); err != nil {
		return graph.Errorf(graph.Timeout, "stopped before the end of the input: %w", err)
	}
	if rejected {
		return errRejects
	}
	return nil
}

func extractItem(ctx context.Context, reader *loader.Reader, item source.Item) extraction {
	reading := reader.ReadContext(ctx, item)
	e := extraction{ID: itemID(item), Statements: reading.Statements, Rejects: reading.Rejects, err: reading.Err}
	for i := range e.Statements {
		toGiven(&e.Statements[i], item)
	}
	if e.Statements == nil {
		e.Statements = []graph.Statement{}
	}
	if e.Rejects == nil {
		e.Rejects = []graph.Reject{}
	}
	return e
}

func itemID(item source.Item) string { return cmp.Or(item.Article.Key, item.Name) }

// toGiven turns a statement's offsets into offsets of the text as the caller
// gave it, before it was normalized.
func toGiven(s *graph.Statement, item source.Item) {
	move := func(start, end *int) { *start, *end = item.Given(*start), item.Given(*end) }
	for _, m := range []*graph.Mention{&s.Source, &s.Target} {
		move(&m.Start, &m.End)
	}
	for i := range s.Speakers {
		move(&s.Speakers[i].Start, &s.Speakers[i].End)
	}
	for _, e := range []*graph.Excerpt{&s.Sentence, &s.Trigger} {
		move(&e.Start, &e.End)
	}
	for i := range s.Cues {
		move(&s.Cues[i].Start, &s.Cues[i].End)
	}
}

// wholeRejected tells an input that gave no article from an article in which
// something was dropped.
func wholeRejected(rejects []graph.Reject) bool {
	return len(rejects) == 1 && rejects[0].Stage == "source" && rejects[0].End == 0
}
