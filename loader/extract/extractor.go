package extract

import (
	"sort"

	"entente/graph"
	"entente/loader/syntax"
)

// Version goes to Statement.Extractor. A change of what is read from the same
// text changes it.
const Version = "trees/2"

// Precision tells how sure a statement must be to be kept.
type Precision string

// Precisions.
const (
	High     Precision = "high"
	Balanced Precision = "balanced"
	Recall   Precision = "recall"
)

// thresholds are the confidences below which statements are dropped.
var thresholds = map[Precision]float64{High: 0.75, Balanced: 0.44, Recall: 0.36}

// Extractor reads who does what to whom. It has no state of its own and may be
// used by many goroutines at once.
type Extractor struct {
	lexicon   *lexicon
	threshold float64
}

// New opens the embedded lexicon. An unknown precision is an Invalid error; an
// empty one is Balanced.
func New(precision Precision) (*Extractor, error) {
	if precision == "" {
		precision = Balanced
	}
	threshold, ok := thresholds[precision]
	if !ok {
		return nil, graph.FieldError("precision", "The precision %q is unknown: use high, balanced or recall.", precision)
	}
	l, err := openLexicon()
	if err != nil {
		return nil, err
	}
	return &Extractor{l, threshold}, nil
}

// Statements reads the sentences of a document. actors are the mentions that
// may be sources, targets and speakers, sorted by Start and not overlapping;
// those outside of sentences are not used. unnamed are those that stand for an
// actor only where no name does; each ends with its noun. Statements are complete and pass
// Verify; they are sorted by sentence, then source, then target. events are
// the entities of kind event that statements name, once each. The slices are
// never nil.
func (x *Extractor) Statements(article graph.Article, doc syntax.Document, actors, unnamed []graph.Mention) ([]graph.Statement, []graph.Entity, []graph.Reject) {
	return newReading(x, article, actors, unnamed).all(doc)
}

// reading is an article on its way through the extractor.
type reading struct {
	x         *Extractor
	article   graph.Article
	text      []rune
	actors    []graph.Mention
	unnamed   map[int]graph.Mention // by where their noun ends
	only      bool                  // the actors were given, and there are no others
	next      int                   // first mention that no sentence has used
	quoted    bool
	paragraph int
	sentences []*sentence
	events    *events
	rejects   []graph.Reject
	trace     *trace // nil unless the reading is to be explained
}

func newReading(x *Extractor, article graph.Article, actors, unnamed []graph.Mention) *reading {
	byEnd := make(map[int]graph.Mention, len(unnamed))
	for _, m := range unnamed {
		byEnd[m.End] = m
	}
	return &reading{x: x, unnamed: byEnd, only: unnamed == nil, article: article, text: []rune(article.Text), actors: actors, events: newEvents(), rejects: []graph.Reject{}}
}

// all reads the sentences of a document.
func (r *reading) all(doc syntax.Document) ([]graph.Statement, []graph.Entity, []graph.Reject) {
	for _, s := range doc.Sentences {
		r.read(s)
	}
	r.spreadQuotes()
	return r.finish()
}

// sentence is a sentence on its way through the extractor.
type sentence struct {
	*reading
	syntax.Sentence
	units  []unit
	chunks []chunk
	verbs  []*verb
	kids   [][]int       // per unit: the units that hang on it
	verbAt map[int]*verb // by node
	inside []bool        // per unit: inside quotation marks
	voices []voice
	quote  []graph.Mention // who speaks the quotation of this sentence
	claims []claim
}

// read takes one sentence apart and collects its claims.
func (r *reading) read(one syntax.Sentence) {
	s := &sentence{reading: r, Sentence: one}
	s.units, r.next = r.x.units(one, r.actors, r.next)
	s.markQuotes()
	r.sentences = append(r.sentences, s)
	if !s.worthReading() {
		return
	}
	hang(s.units, s.Tokens)
	if s.Part == syntax.PartHeadline {
		headlineCommas(s.units)
	}
	r.x.tagUnits(s.units)
	s.chunkUnits()
	s.hangUnits()
	s.buildGroups()
	s.readClauses()
	s.markDemanded()
	if s.Part == syntax.PartHeadline {
		s.readHeadline()
	}
	s.findVoices()
	s.notePlaces()
	s.noteEvents()
	s.readDemands()
	s.readGuilt()
	s.readCalls()
	s.readVerbs()
	s.readNouns()
	s.readTies()
	s.readHyphens()
	s.readAbsence()
	s.readMembership()
	s.readLoose()
	s.readNearest()
	if s.only {
		s.readGiven()
	}
	s.dropImplausible()
	s.dropQuestions()
	s.drop()
}

// longest is the number of units beyond which a sentence is a list or a
// table, and no pattern is safe.
const longest = 200

// worthReading reports whether a sentence can hold a statement.
func (s *sentence) worthReading() bool {
	if len(s.units) > longest {
		s.reject("a sentence of this length is no prose", s.Start, s.End)
		return false
	}
	for _, u := range s.units {
		if _, unnamed := s.unnamed[u.end]; unnamed || u.tag == tagActor {
			return true
		}
	}
	return false
}

func (r *reading) reject(reason string, start, end int) {
	r.rejects = append(r.rejects, graph.Reject{Stage: "extract", Reason: reason, Start: start, End: end})
}

// finish turns claims into statements.
func (r *reading) finish() ([]graph.Statement, []graph.Entity, []graph.Reject) {
	statements := []graph.Statement{}
	for _, s := range r.sentences {
		statements = append(statements, s.statements()...)
	}
	events := r.events.used(statements)
	sort.SliceStable(r.rejects, func(i, j int) bool { return r.rejects[i].Start < r.rejects[j].Start })
	return statements, events, r.rejects
}
