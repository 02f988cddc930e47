package graph

import "strings"

// Limits of the questions. A reply that was cut says so.
const (
	MaxSearch      = 100
	MaxNodes       = 5_000  // where the browser stops drawing and offers the table
	MaxEdges       = 25_000 // same
	DefaultNodes   = 300    // first view
	DefaultEdges   = 1_500  // first view
	MaxNeighbors   = 1_000
	DefaultNearby  = 100
	MaxHops        = 3
	MaxPage        = 200
	DefaultPage    = 50
	MaxQueryLength = 500 // characters of a search
	MaxIDs         = 200 // entities a neighborhood may start from
)

// Filter narrows edges and statements. The zero value lets everything through.
type Filter struct {
	Relations  []Relation `json:"relation,omitempty"`
	Polarities []int      `json:"polarity,omitempty" doc:"of -1, 0, 1"`
	Modes      []Mode     `json:"mode,omitempty" doc:"an edge passes when a statement of it has one of these modes"`
	Publishers []string   `json:"publisher,omitempty" doc:"an edge passes when one of these outlets reports it"`
	From       Date       `json:"from,omitempty" doc:"first day, by the article's date"`
	To         Date       `json:"to,omitempty" doc:"last day, inclusive"`
	Min        int        `json:"min,omitempty" doc:"edges with at least this many independent sources"`
}

// Validate checks every field and names the first at fault.
func (f Filter) Validate() error {
	for _, r := range f.Relations {
		if !r.Valid() {
			return FieldError("relation", "%q is not a relation; use one of %s", r, relationNames())
		}
	}
	for _, p := range f.Polarities {
		if p < -1 || p > 1 {
			return FieldError("polarity", "%d is not a polarity; use -1, 0 or 1", p)
		}
	}
	for _, m := range f.Modes {
		if !m.Valid() {
			return FieldError("mode", "%q is not a mode; use asserted, hedged, planned, conditional or negated", m)
		}
	}
	if !f.From.Valid() {
		return FieldError("from", "%q is not a date; write it as 2017-04-24", f.From)
	}
	if !f.To.Valid() {
		return FieldError("to", "%q is not a date; write it as 2017-04-24", f.To)
	}
	if f.From != "" && f.To != "" && f.From > f.To {
		return FieldError("from", "from (%s) lies after to (%s)", f.From, f.To)
	}
	if f.Min < 0 {
		return FieldError("min", "min must not be negative")
	}
	return nil
}

func relationNames() string {
	names := make([]string, len(relations))
	for i, info := range relations {
		names[i] = string(info.Relation)
	}
	return strings.Join(names, ", ")
}

// bounded checks that 0 <= n <= maximum and puts fallback in the place of 0.
func bounded(field string, n *int, fallback, maximum int) error {
	if *n < 0 || *n > maximum {
		return FieldError(field, "%s must be between 1 and %d", field, maximum)
	}
	if *n == 0 {
		*n = fallback
	}
	return nil
}

// SearchQuery asks for entities by name or alias (prefix, fuzzy, words), and
// for statements and articles by words.
type SearchQuery struct {
	Q     string `json:"q"`
	Limit int    `json:"limit,omitempty"`
}

// Validate checks the query and fills defaults.
func (q *SearchQuery) Validate() error {
	q.Q = strings.TrimSpace(q.Q)
	if q.Q == "" {
		return FieldError("q", "type at least one letter to search for")
	}
	if len([]rune(q.Q)) > MaxQueryLength {
		return FieldError("q", "a search has at most %d characters", MaxQueryLength)
	}
	return bounded("limit", &q.Limit, 20, MaxSearch)
}

// OverviewQuery asks for the best-evidenced part of the graph.
type OverviewQuery struct {
	Filter
	Limit int `json:"limit,omitempty" doc:"edges at most"`
}

// Validate checks the query and fills defaults.
func (q *OverviewQuery) Validate() error {
	if err := q.Filter.Validate(); err != nil {
		return err
	}
	return bounded("limit", &q.Limit, DefaultNodes, MaxEdges)
}

// EntityQuery asks for the profile of one entity.
type EntityQuery struct {
	ID string `json:"id"`
}

// Validate checks the query.
func (q *EntityQuery) Validate() error { return required("id", q.ID) }

func required(field, value string) error {
	if strings.TrimSpace(value) == "" {
		return FieldError(field, "%s is missing", field)
	}
	return nil
}

// NeighborhoodQuery asks for what lies around entities.
type NeighborhoodQuery struct {
	Filter
	IDs   []string `json:"id"`
	Hops  int      `json:"hops,omitempty"`
	Limit int      `json:"limit,omitempty" doc:"new neighbors per entity and hop at most, best evidenced first"`
}

// Validate checks the query and fills defaults.
func (q *NeighborhoodQuery) Validate() error {
	if len(q.IDs) == 0 {
		return FieldError("id", "name at least one entity by id")
	}
	if len(q.IDs) > MaxIDs {
		return FieldError("id", "a neighborhood starts from at most %d entities", MaxIDs)
	}
	if err := q.Filter.Validate(); err != nil {
		return err
	}
	if err := bounded("hops", &q.Hops, 1, MaxHops); err != nil {
		return err
	}
	return bounded("limit", &q.Limit, DefaultNearby, MaxNeighbors)
}

// StatementsQuery asks for evidence, newest first. Every field narrows; with
// none set it lists all statements.
type StatementsQuery struct {
	Filter
	Source  string `json:"source,omitempty" doc:"entity id"`
	Target  string `json:"target,omitempty" doc:"entity id"`
	Between bool   `json:"between,omitempty" doc:"source and target in either direction"`
	Speaker string `json:"speaker,omitempty" doc:"entity id"`
	Article string `json:"article,omitempty" doc:"article id"`
	Limit   int    `json:"limit,omitempty"`
	Cursor  string `json:"cursor,omitempty" doc:"opaque, from the page before"`
}

// Validate checks the query and fills defaults.
func (q *StatementsQuery) Validate() error {
	if q.Between && (q.Source == "" || q.Target == "") {
		return FieldError("between", "between needs a source and a target")
	}
	if q.Min != 0 {
		return FieldError("min", "min counts the sources of an edge; statements have no such count")
	}
	if err := q.Filter.Validate(); err != nil {
		return err
	}
	return bounded("limit", &q.Limit, DefaultPage, MaxPage)
}

// StatementQuery asks for one statement with the text around it.
type StatementQuery struct {
	ID string `json:"id"`
}

// Validate checks the query.
func (q *StatementQuery) Validate() error { return required("id", q.ID) }

// ArticleQuery asks for one version of an article with its statements.
type ArticleQuery struct {
	ID string `json:"id"`
}

// Validate checks the query.
func (q *ArticleQuery) Validate() error { return required("id", q.ID) }

// ArticlesQuery lists articles, newest first, without their texts.
type ArticlesQuery struct {
	Publisher string `json:"publisher,omitempty"`
	Limit     int    `json:"limit,omitempty"`
	Cursor    string `json:"cursor,omitempty"`
}

// Validate checks the query and fills defaults.
func (q *ArticlesQuery) Validate() error { return bounded("limit", &q.Limit, DefaultPage, MaxPage) }

// CypherQuery is a question in a reader's own Cypher.
type CypherQuery struct {
	Query      string         `json:"query"`
	Parameters map[string]any `json:"parameters,omitempty"`
}

// Validate checks only that there is a query; the guard does the rest.
func (q *CypherQuery) Validate() error { return required("query", q.Query) }
