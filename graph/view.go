package graph

import "time"

// Answer is the Cypher that answered a question. Every reply carries it, so
// that a reader can run it in the console.
type Answer struct {
	Cypher     string         `json:"cypher"`
	Parameters map[string]any `json:"parameters"`
}

// Node is an entity as a picture shows it.
type Node struct {
	Entity
	Degree     int `json:"degree" doc:"neighbors in the whole graph"`
	Statements int `json:"statements" doc:"statements that name it, in the whole graph"`
	Hidden     int `json:"hidden" doc:"neighbors that this view does not show"`
}

// View is a part of the graph, with what it leaves out.
type View struct {
	Nodes      []Node `json:"nodes"`
	Edges      []Edge `json:"edges" doc:"strongest first: by independent sources, then statements, then key"`
	TotalNodes int    `json:"total_nodes" doc:"entities that pass the filter"`
	TotalEdges int    `json:"total_edges" doc:"edges that pass the filter"`
	Answer
}

// Overview is the first screen: a view and a summary of the whole graph.
type Overview struct {
	View
	Summary Summary `json:"summary"`
}

// Summary describes the whole graph. Actors, Relations and the rest are zero
// for an empty database.
type Summary struct {
	Articles   int              `json:"articles"`
	Statements int              `json:"statements"`
	Actors     int              `json:"actors"`
	Relations  int              `json:"relations" doc:"aggregated edges"`
	First      Date             `json:"first,omitempty"`
	Last       Date             `json:"last,omitempty"`
	Publishers []PublisherCount `json:"publishers" doc:"most articles first, at most 100"`
	Weeks      []WeekCount      `json:"weeks" doc:"weeks with statements, ascending"`
	Highlights []Highlight      `json:"highlights" doc:"at most three sentences worth a click"`
}

// PublisherCount is an outlet with its articles.
type PublisherCount struct {
	Publisher string `json:"publisher"`
	Articles  int    `json:"articles"`
}

// WeekCount is the statements of a week, which starts on Monday, by polarity.
type WeekCount struct {
	Week     Date `json:"week"`
	Negative int  `json:"negative"`
	Neutral  int  `json:"neutral"`
	Positive int  `json:"positive"`
}

// Highlight is an edge worth looking at first.
type Highlight struct {
	Kind       string   `json:"kind" enum:"conflict,cooperation,contested" doc:"strongest conflict, strongest cooperation, or a pair with both"`
	Source     Node     `json:"source"`
	Target     Node     `json:"target"`
	Relation   Relation `json:"relation"`
	Statements int      `json:"statements"`
}

// SearchResult is what a search found, each list best first.
type SearchResult struct {
	Entities   []Node      `json:"entities"`
	Articles   []Article   `json:"articles" doc:"without texts"`
	Statements []Statement `json:"statements"`
	More       bool        `json:"more" doc:"a list was cut at the limit"`
	Answer
}

// Profile is an entity with its counts and strongest edges.
type Profile struct {
	Node
	First        Date            `json:"first,omitempty"`
	Last         Date            `json:"last,omitempty"`
	Relations    []RelationCount `json:"relations" doc:"most statements first"`
	Affiliations []Affiliation   `json:"affiliations" doc:"BELONGS_TO in either direction, at most 50"`
	Top          View            `json:"top" doc:"the ten strongest edges"`
	Surfaces     []SurfaceCount  `json:"surfaces" doc:"words by which texts name it, most frequent first, at most 30"`
	Answer
}

// RelationCount counts the statements of one relation at an entity.
type RelationCount struct {
	Relation Relation `json:"relation"`
	Outgoing int      `json:"outgoing"`
	Incoming int      `json:"incoming"`
}

// Affiliation is a membership.
type Affiliation struct {
	Entity   Node `json:"entity"`
	Outgoing bool `json:"outgoing" doc:"the profiled entity belongs to this one"`
}

// SurfaceCount is a verbatim naming with its count.
type SurfaceCount struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// StatementPage is a page of evidence.
type StatementPage struct {
	Statements []Statement `json:"statements"`
	Articles   []Article   `json:"articles" doc:"the articles of the statements, without texts"`
	Next       string      `json:"next,omitempty" doc:"cursor of the next page; absent on the last"`
	Total      int         `json:"total" doc:"statements that match"`
	Answer
}

// StatementDetail is one statement with the text around it.
type StatementDetail struct {
	Statement Statement `json:"statement"`
	Article   Article   `json:"article" doc:"without its text"`
	Window    Excerpt   `json:"window" doc:"the sentence with its surroundings, verbatim"`
	Answer
}

// ArticlePage is one article with its statements in the order of the text.
type ArticlePage struct {
	Article    Article     `json:"article"`
	Versions   []Article   `json:"versions" doc:"of the same key, newest first, without texts"`
	Copies     Copies      `json:"copies" doc:"articles of the same text, or nearly so, which count as one source"`
	Statements []Statement `json:"statements"`
	Answer
}

// Copies are the current articles that carry one text, word by word or nearly
// so. An article of which there is no copy, or that a later version replaced,
// has none.
type Copies struct {
	Articles   []Article `json:"articles" doc:"earliest first, undated last, this one among them, at most 100, without texts"`
	Total      int       `json:"total"`
	Publishers int       `json:"publishers" doc:"outlets that carry it"`
}

// ArticleList is a page of articles without texts.
type ArticleList struct {
	Articles []ArticleSummary `json:"articles"`
	Next     string           `json:"next,omitempty"`
	Total    int              `json:"total"`
	Answer
}

// ArticleSummary is an article in a list.
type ArticleSummary struct {
	Article
	Statements int `json:"statements"`
}

// Table is the result of a reader's own Cypher, ready for JSON. A node is an
// object of its properties with _id and _labels; a relationship one with _id,
// _type, _start and _end; a path one with _nodes and _relationships. Times,
// durations and points are text as Cypher writes them, bytes are base64.
// Whole numbers beyond ±(2^53-1), which JSON readers round, and NaN and
// infinite numbers are text as well.
type Table struct {
	Columns   []string      `json:"columns"`
	Rows      [][]any       `json:"rows"`
	Truncated bool          `json:"truncated" doc:"rows were cut at the stated limit"`
	Took      time.Duration `json:"took_ns" doc:"nanoseconds on the server and the way"`
}

// Plan is how the database would answer a reader's own Cypher.
type Plan struct {
	Root PlanStep `json:"root" doc:"the last step, which gives the result"`
}

// PlanStep is one operator of a plan. Its children run before it.
type PlanStep struct {
	Operator string     `json:"operator" doc:"Neo4j's name of the operator, for example NodeIndexSeek"`
	Details  string     `json:"details" doc:"what it works on, in Neo4j's words"`
	Rows     float64    `json:"rows" doc:"rows the planner expects"`
	Children []PlanStep `json:"children"`
}
