package llm

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/sync/errgroup"

	"entente/graph"
	"entente/loader/extract"
	"entente/loader/syntax"
)

// Options name the model and bound its use.
type Options struct {
	URL       string            // base address, "http://127.0.0.1:11434/v1"; without a path, /v1 is meant
	Model     string            // as the endpoint calls it
	Key       string            // sent as a bearer token; empty for none
	Precision extract.Precision // empty is Balanced
	Timeout   time.Duration     // of one request; 0 is five minutes
	Parallel  int               // requests under way at once, over all articles; 0 is four
}

const (
	defaultTimeout  = 5 * time.Minute
	defaultParallel = 4
	maxModel        = 200 // bytes of a model's name
)

// thresholds are the confidences below which statements are dropped. Those of
// loader/extract differ, because its confidences are calibrated and a model's
// numbers are no measure.
var thresholds = map[extract.Precision]float64{extract.High: 0.75, extract.Balanced: 0.5, extract.Recall: 0.3}

// surest bounds the confidence that a model may claim. Models call nearly
// everything certain; unmeasured certainty must not outrank what the grammar,
// whose figures are held against development data, is sure of.
const surest = 0.9

// Extractor reads who does what to whom by a language model. It may be used by
// many goroutines at once.
type Extractor struct {
	client    *client
	witness   witness
	version   string
	threshold float64
}

// New checks the options; nothing is asked yet. What is wrong with them is an
// Invalid error that names the field.
func New(o Options) (*Extractor, error) {
	if o.Precision == "" {
		o.Precision = extract.Balanced
	}
	threshold, ok := thresholds[o.Precision]
	if !ok {
		return nil, graph.FieldError("precision", "The precision %q is unknown: use high, balanced or recall.", o.Precision)
	}
	if o.Model == "" || len(o.Model) > maxModel || strings.ContainsFunc(o.Model, unicode.IsControl) {
		return nil, graph.FieldError("llm-model", "Name the model by --llm-model as its endpoint calls it, in at most %d bytes.", maxModel)
	}
	c, err := newClient(o)
	if err != nil {
		return nil, err
	}
	w, err := newWitness()
	if err != nil {
		return nil, err
	}
	return &Extractor{c, w, "llm/" + o.Model, threshold}, nil
}

// Version goes to Statement.Extractor: "llm/" and the model's name.
func (x *Extractor) Version() string { return x.version }

// Statements reads the sentences of a document. actors are the mentions that
// may be sources, targets and speakers, sorted by Start; those outside of
// sentences are not used. Statements are complete and pass Verify; they are
// sorted by sentence, then source, then target, and name only the given
// actors, so the list of new entities is empty. The slices are never nil.
//
// An error means that the endpoint could not be asked, after what tries made
// sense: Unavailable, Unauthorized, NotFound (the model), Timeout, Refused (a
// redirect), or Invalid. Nothing of the article is to be kept then.
func (x *Extractor) Statements(ctx context.Context, article graph.Article, doc syntax.Document, actors []graph.Mention) ([]graph.Statement, []graph.Entity, []graph.Reject, error) {
	batches, rejects := cut(doc, actors)
	replies := make([]reply, len(batches))
	group, asking := errgroup.WithContext(ctx)
	for i, b := range batches {
		group.Go(func() (err error) {
			replies[i], err = x.client.ask(asking, b.question(article))
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, nil, nil, err
	}
	r := x.newReading(article, doc, actors, rejects)
	for i, b := range batches {
		r.read(b, replies[i])
	}
	statements, rejects := r.finish()
	return statements, []graph.Entity{}, rejects, nil
}

// reading is an article on its way through the checks.
type reading struct {
	x          *Extractor
	article    graph.Article
	text       []rune
	grammar    map[pair][]graph.Statement // what the grammar reads between two actors
	statements []graph.Statement
	rejects    []graph.Reject
}

func (x *Extractor) newReading(article graph.Article, doc syntax.Document, actors []graph.Mention, rejects []graph.Reject) *reading {
	return &reading{
		x: x, article: article, text: []rune(article.Text), grammar: x.witness.testify(article, doc, actors), rejects: rejects,
	}
}

// read takes an answer apart and keeps what stands in the text.
func (r *reading) read(b *batch, answer reply) {
	if answer.problem != "" {
		r.reject(answer.problem, b.start(), b.end())
		return
	}
	claims, notes := parse(answer.content)
	if answer.cut && !slices.Contains(notes, noteCut) {
		notes = append(notes, noteCut)
	}
	for _, note := range notes {
		r.reject(note, b.start(), b.end())
	}
	for _, c := range claims {
		r.check(b, c)
	}
}

func (r *reading) reject(reason string, start, end int) {
	r.rejects = append(r.rejects, graph.Reject{Stage: "llm", Reason: reason, Start: start, End: end})
}

// finish keeps of what was said twice the surest, and sorts: one relation is
// read from one pair and trigger, and one statement from one pair and relation.
func (r *reading) finish() ([]graph.Statement, []graph.Reject) {
	slices.SortStableFunc(r.statements, func(a, b graph.Statement) int { return cmp.Compare(b.Confidence, a.Confidence) })
	kept := []graph.Statement{}
	seen := map[string]bool{}
	for _, st := range r.statements {
		ends := pairIn(st)
		forward := st.Reciprocal || st.Source.Start == ends.first
		byRelation, byTrigger := fmt.Sprint(ends, forward, st.Relation), fmt.Sprint(ends, forward, st.Trigger.Start)
		switch {
		case seen[byRelation]:
			r.reject(fmt.Sprintf("%s between the same actors was given twice", st.Relation), st.Trigger.Start, st.Trigger.End)
			continue
		case seen[byTrigger]:
			r.reject(fmt.Sprintf("%s was given, and a surer relation for the same words", st.Relation), st.Trigger.Start, st.Trigger.End)
			continue
		}
		seen[byRelation], seen[byTrigger] = true, true
		kept = append(kept, st)
	}
	slices.SortStableFunc(kept, inTextOrder)
	slices.SortStableFunc(r.rejects, func(a, b graph.Reject) int { return a.Start - b.Start })
	return kept, r.rejects
}

func inTextOrder(a, b graph.Statement) int {
	return cmp.Or(
		a.Sentence.Start-b.Sentence.Start, a.Source.Start-b.Source.Start, a.Target.Start-b.Target.Start,
		cmp.Compare(a.Relation, b.Relation),
	)
}
