package web

import (
	"context"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"entente/graph"
)

// reply is a plain JSON body.
type reply[T any] struct {
	Body T
}

// ask checks a question, puts it to the store, and wraps the answer.
func ask[Q, R any, P interface {
	*Q
	Validate() error
}](ctx context.Context, question Q, answer func(context.Context, Q) (R, error)) (*reply[R], error) {
	if err := P(&question).Validate(); err != nil {
		return nil, err
	}
	body, err := answer(ctx, question)
	if err != nil {
		return nil, err
	}
	return &reply[R]{body}, nil
}

// Filter narrows edges and statements in an address. It is exported, as every
// part of an input is, because huma looks into exported parts only.
type Filter struct {
	Relation  []graph.Relation `query:"relation" doc:"only these relations" example:"[\"SUPPORTS\",\"ATTACKS\"]"`
	Polarity  []int            `query:"polarity" minimum:"-1" maximum:"1" doc:"only these signs: -1 conflict, 0 neutral, 1 cooperation"`
	Mode      []graph.Mode     `query:"mode" doc:"only what is said in one of these modes"`
	Publisher []string         `query:"publisher" doc:"only what one of these outlets reports; a comma or backslash in a name is written with a backslash before it"`
	From      graph.Date       `query:"from" doc:"first day, by the article's date" example:"2017-04-01"`
	To        graph.Date       `query:"to" doc:"last day, inclusive" example:"2017-04-30"`
}

// EdgeFilter adds what only edges have.
type EdgeFilter struct {
	Filter
	Min int `query:"min" minimum:"0" doc:"only edges with at least this many independent sources"`
}

func (f Filter) filter() graph.Filter {
	return graph.Filter{
		Relations: f.Relation, Polarities: f.Polarity, Modes: f.Mode, Publishers: rejoin(f.Publisher), From: f.From, To: f.To,
	}
}

func (f EdgeFilter) filter() graph.Filter {
	filter := f.Filter.filter()
	filter.Min = f.Min
	return filter
}

// rejoin undoes the cut at a comma that has a backslash before it, and takes
// the backslashes away.
func rejoin(pieces []string) []string {
	var values []string
	open := false
	for _, piece := range pieces {
		text, cut := unescape(piece)
		if open {
			values[len(values)-1] += "," + text
		} else {
			values = append(values, text)
		}
		open = cut
	}
	return values
}

// unescape takes backslashes away; cut tells that the last one stands before
// what follows the piece.
func unescape(piece string) (text string, cut bool) {
	var b strings.Builder
	for i := 0; i < len(piece); i++ {
		if piece[i] != '\\' {
			b.WriteByte(piece[i])
			continue
		}
		i++
		if i == len(piece) {
			return b.String(), true
		}
		b.WriteByte(piece[i])
	}
	return b.String(), false
}

// PathID is the id in a path.
type PathID struct {
	ID string `path:"id" maxLength:"300" doc:"as other replies give it" example:"country-russia"`
}

// Resolve decodes the id, which the router leaves as it came when it holds an
// encoded slash, and refuses what no id can be.
func (in *PathID) Resolve(ctx huma.Context) []error {
	address := ctx.URL()
	if address.RawPath != "" {
		if decoded, err := url.PathUnescape(in.ID); err == nil {
			in.ID = decoded
		}
	}
	if !utf8.ValidString(in.ID) || strings.ContainsRune(in.ID, 0) {
		return []error{&huma.ErrorDetail{Location: "path.id", Message: "an id is UTF-8 text without NUL"}}
	}
	return nil
}

type searchInput struct {
	Q     string `query:"q" required:"true" doc:"a name, its beginning, or words of a text" example:"russia"`
	Limit int    `query:"limit" minimum:"0" maximum:"100" doc:"results of each kind at most; 20 when absent"`
}

func (s *Server) search(ctx context.Context, in *searchInput) (*reply[graph.SearchResult], error) {
	return ask(ctx, graph.SearchQuery{Q: in.Q, Limit: in.Limit}, s.store.Search)
}

type overviewInput struct {
	EdgeFilter
	Limit int `query:"limit" minimum:"0" maximum:"25000" doc:"edges at most; 300 when absent"`
}

func (s *Server) overview(ctx context.Context, in *overviewInput) (*reply[graph.Overview], error) {
	return ask(ctx, graph.OverviewQuery{Filter: in.filter(), Limit: in.Limit}, s.store.Overview)
}

func (s *Server) entity(ctx context.Context, in *PathID) (*reply[graph.Profile], error) {
	return ask(ctx, graph.EntityQuery{ID: in.ID}, s.store.Entity)
}

type neighborhoodInput struct {
	EdgeFilter
	ID    []string `query:"id" required:"true" doc:"entities to start from, at most 200" example:"[\"country-russia\"]"`
	Hops  int      `query:"hops" minimum:"0" maximum:"3" doc:"steps away; 1 when absent"`
	Limit int      `query:"limit" minimum:"0" maximum:"1000" doc:"new neighbors per entity and step at most, best evidenced first; 100 when absent"`
}

func (s *Server) neighborhood(ctx context.Context, in *neighborhoodInput) (*reply[graph.View], error) {
	question := graph.NeighborhoodQuery{Filter: in.filter(), IDs: rejoin(in.ID), Hops: in.Hops, Limit: in.Limit}
	return ask(ctx, question, s.store.Neighborhood)
}

type statementsInput struct {
	Filter
	Source  string `query:"source" doc:"id of the entity that acts"`
	Target  string `query:"target" doc:"id of the entity acted upon"`
	Between bool   `query:"between" doc:"source and target in either direction"`
	Speaker string `query:"speaker" doc:"id of the entity that says so"`
	Article string `query:"article" doc:"id of the article"`
	Limit   int    `query:"limit" minimum:"0" maximum:"200" doc:"statements per page; 50 when absent"`
	Cursor  string `query:"cursor" maxLength:"1000" doc:"next of the page before"`
}

func (s *Server) statements(ctx context.Context, in *statementsInput) (*reply[graph.StatementPage], error) {
	question := graph.StatementsQuery{
		Filter: in.filter(), Source: in.Source, Target: in.Target, Between: in.Between,
		Speaker: in.Speaker, Article: in.Article, Limit: in.Limit, Cursor: in.Cursor,
	}
	return ask(ctx, question, s.store.Statements)
}

func (s *Server) statement(ctx context.Context, in *PathID) (*reply[graph.StatementDetail], error) {
	return ask(ctx, graph.StatementQuery{ID: in.ID}, s.store.Statement)
}

type articlesInput struct {
	Publisher string `query:"publisher" doc:"only of this outlet"`
	Limit     int    `query:"limit" minimum:"0" maximum:"200" doc:"articles per page; 50 when absent"`
	Cursor    string `query:"cursor" maxLength:"1000" doc:"next of the page before"`
}

func (s *Server) articles(ctx context.Context, in *articlesInput) (*reply[graph.ArticleList], error) {
	return ask(ctx, graph.ArticlesQuery{Publisher: in.Publisher, Limit: in.Limit, Cursor: in.Cursor}, s.store.Articles)
}
