package loader

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"entente/graph"
	"entente/loader/extract"
	"entente/loader/llm"
	"entente/loader/resolve"
	"entente/loader/source"
	"entente/loader/syntax"
)

// Reader is the line from a text to its statements. It has no state of its
// own and may be used by many goroutines at once.
type Reader struct {
	analyzer  *syntax.Analyzer
	resolver  *resolve.Resolver
	extractor *extract.Extractor
	model     *llm.Extractor // reads in the place of extractor where it is set
}

// Reading is what an article gave: statements with the entities they name,
// and what the stages dropped.
type Reading struct {
	Article    graph.Article
	Entities   []graph.Entity
	Statements []graph.Statement
	Rejects    []graph.Reject
	Extractor  string // what read the article, as Parcel.Extractor
	List       string // StakeholderList.Sum of the list by which its actors were told
	Defect     string // set when reading broke off, by a defect of ours or by Err; the rest is empty then
	Err        error  // why the language model could not be asked; the next article would fare no better
}

// NewReader opens the model of the syntax, the gazetteer and the lexicon. precision moves the
// confidence below which statements are dropped.
func NewReader(precision extract.Precision) (*Reader, error) {
	analyzer, err := syntax.New()
	if err != nil {
		return nil, graph.Errorf(graph.Internal, "the syntax engine cannot start: %w", err)
	}
	resolver, err := resolve.New()
	if err != nil {
		return nil, err
	}
	extractor, err := extract.New(precision)
	if err != nil {
		return nil, err
	}
	return &Reader{analyzer: analyzer, resolver: resolver, extractor: extractor}, nil
}

// WithModel returns a reader that asks a language model who does what to whom,
// in the place of the lexicon; sentences and actors are read as before.
func (r *Reader) WithModel(model *llm.Extractor) *Reader {
	with := *r
	with.model = model
	return &with
}

// Version names what reads the statements, and the user's list of stakeholders
// where there is one; it goes to Parcel.Extractor, by graph.ByMentions, so that
// another list or other mentions read anew what is loaded.
func (r *Reader) Version() string {
	version := extract.Version
	if r.model != nil {
		version = r.model.Version()
	}
	if list := r.resolver.List(); list != "" {
		version += "+list/" + list
	}
	return version
}

// Read is ReadContext without an end.
func (r *Reader) Read(item source.Item) Reading { return r.ReadContext(context.Background(), item) }

// ReadContext takes the text apart, finds its actors and reads who does what
// to whom. Where the item names its mentions, those are the actors and no
// others. An item that gave no article gives its reject. A defect met on one
// article is told in the reading, so that it does not stop the others. Only a
// language model minds ctx.
func (r *Reader) ReadContext(ctx context.Context, item source.Item) (reading Reading) {
	defer func() {
		if cause := recover(); cause != nil {
			reading = broken(item.Article, cause)
		}
	}()
	if item.Reject != nil {
		return Reading{Rejects: []graph.Reject{*item.Reject}}
	}
	doc := r.analyzer.Analyze(item.Article)
	if item.Article.Title == "" {
		item.Article.Title = doc.Headline()
	}
	actors, unnamed, entities, rejects := r.actors(item, doc)
	statements, events, dropped, err := r.statements(ctx, item.Article, doc, actors, unnamed)
	if err != nil {
		return Reading{Article: item.Article, Defect: err.Error(), Err: err, Rejects: []graph.Reject{{Stage: "llm", Reason: err.Error()}}}
	}
	version := r.Version()
	for i := range statements {
		statements[i].Extractor = version
	}
	kept := named(slices.Concat(entities, events), statements)
	for i := range kept {
		kept[i].List = r.resolver.List()
	}
	return Reading{
		Article:    item.Article,
		Entities:   kept,
		Statements: statements,
		Rejects:    slices.Concat(item.Notes, doc.Rejects, rejects, dropped),
		Extractor:  r.readingOf(item),
		List:       r.resolver.List(),
	}
}

// readingOf is what the reading of an item is known by.
func (r *Reader) readingOf(item source.Item) string {
	return graph.ByMentions(r.Version(), item.Mentions)
}

// Explain tells how an item is read by the lexicon, whether or not the reader
// has a language model: see extract.Explanation. An item that gave no article
// gives its reject as the error, and a defect met on it one with the code
// Internal.
func (r *Reader) Explain(item source.Item) (e extract.Explanation, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = graph.Errorf(graph.Internal, "%s", broken(item.Article, cause).Defect)
		}
	}()
	if item.Reject != nil {
		return e, *item.Reject
	}
	doc := r.analyzer.Analyze(item.Article)
	actors, unnamed, _, rejects := r.actors(item, doc)
	return r.extractor.Explain(item.Article, doc, actors, unnamed, rejects), nil
}

// statements reads by the language model, else by the lexicon.
func (r *Reader) statements(ctx context.Context, article graph.Article, doc syntax.Document, actors, unnamed []graph.Mention) ([]graph.Statement, []graph.Entity, []graph.Reject, error) {
	if r.model != nil {
		all := slices.Concat(actors, unnamed)
		slices.SortStableFunc(all, func(a, b graph.Mention) int { return a.Start - b.Start })
		return r.model.Statements(ctx, article, doc, all)
	}
	statements, events, rejects := r.extractor.Statements(article, doc, actors, unnamed)
	return statements, events, rejects, nil
}

// broken tells a defect with the place where it stands, for the report to us.
func broken(article graph.Article, cause any) Reading {
	defect := fmt.Sprintf("a defect of this program stopped the reading of this article: %v", cause)
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs)])
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, "entente/") {
			defect += fmt.Sprintf(" (%s:%d)", filepath.Base(frame.File), frame.Line)
			break
		}
		if !more {
			break
		}
	}
	return Reading{Article: article, Defect: defect, Rejects: []graph.Reject{{Stage: "extract", Reason: defect}}}
}

// actors finds who may act: by name, and by a common noun where no actors are
// given.
func (r *Reader) actors(item source.Item, doc syntax.Document) (actors, unnamed []graph.Mention, entities []graph.Entity, rejects []graph.Reject) {
	if item.Mentions != nil {
		actors, entities = r.resolver.Given(item.Article, item.Mentions)
		return actors, nil, entities, nil
	}
	actors, entities, rejects = r.resolver.Actors(item.Article, doc)
	unnamed, more := r.resolver.Unnamed(doc, actors)
	return actors, unnamed, append(entities, more...), rejects
}

// named keeps the entities that a statement names, each once: an actor that
// nothing is said of is not a stakeholder.
func named(entities []graph.Entity, statements []graph.Statement) []graph.Entity {
	wanted := map[string]bool{}
	for _, s := range statements {
		wanted[s.Source.EntityID], wanted[s.Target.EntityID] = true, true
		for _, speaker := range s.Speakers {
			wanted[speaker.EntityID] = true
		}
	}
	kept := make([]graph.Entity, 0, len(wanted))
	for _, e := range entities {
		if wanted[e.ID] {
			kept = append(kept, e)
			wanted[e.ID] = false
		}
	}
	return kept
}
