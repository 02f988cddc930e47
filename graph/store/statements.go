package store

import (
	"context"
	_ "embed"
	"encoding/base64"
	"maps"
	"slices"

	"entente/graph"
)

//go:embed statements.cypher
var statementsCypher string

// Statements returns a page of evidence, newest first, undated last. Filters
// hold for each statement by itself: its own polarity, mode, outlet and day.
// Statements that left the graph with an old version of their article are told
// only when that article is asked for. Errors: Invalid, Unavailable, Timeout.
func (s *Store) Statements(ctx context.Context, q graph.StatementsQuery) (graph.StatementPage, error) {
	if err := q.Validate(); err != nil {
		return graph.StatementPage{}, err
	}
	before, err := openCursor(q.Cursor)
	if err != nil {
		return graph.StatementPage{}, err
	}
	text, parameters := anchor(q)
	parameters["before"], parameters["limit"] = before, q.Limit+1
	maps.Copy(parameters, filterParameters(q.Filter))
	row, err := s.readRow(ctx, text, parameters)
	if err != nil {
		return graph.StatementPage{}, err
	}
	page := graph.StatementPage{Answer: graph.Answer{Cypher: text, Parameters: parameters}}
	var keys []string
	page.Statements = lists(row, func(c *cells) graph.Statement {
		one := readStatement(c)
		keys = append(keys, sortKey(graph.DateOf(one.Published), one.ID))
		return one
	})
	page.Articles = each(row, func(c *cells) graph.Article { return readArticle(c.object()) })
	page.Total = row.number()
	if len(page.Statements) > q.Limit {
		page.Statements, page.Next = page.Statements[:q.Limit], closeCursor(keys[q.Limit-1])
		page.Articles = reporting(page.Articles, page.Statements)
	}
	return page, row.done()
}

// reporting keeps the articles that report one of the statements.
func reporting(articles []graph.Article, statements []graph.Statement) []graph.Article {
	used := map[string]bool{}
	for _, s := range statements {
		used[s.ArticleID] = true
	}
	return slices.DeleteFunc(articles, func(a graph.Article) bool { return !used[a.ID] })
}

// anchor chooses the text that starts from the narrowest of what is asked,
// with the parameters for the rest.
func anchor(q graph.StatementsQuery) (string, map[string]any) {
	switch {
	case q.Source != "" && q.Target != "":
		pairs := []any{[]any{q.Source, q.Target}}
		if q.Between && q.Source != q.Target {
			pairs = append(pairs, []any{q.Target, q.Source})
		}
		return statementsPairCypher, map[string]any{"pairs": pairs, "speaker": q.Speaker, "article": q.Article}
	case q.Article != "":
		return statementsArticleCypher, map[string]any{"article": q.Article, "source": q.Source, "target": q.Target, "speaker": q.Speaker}
	case q.Speaker != "":
		return statementsSpeakerCypher, map[string]any{"speaker": q.Speaker, "source": q.Source, "target": q.Target}
	case q.Source != "":
		return statementsSourceCypher, map[string]any{"source": q.Source}
	case q.Target != "":
		return statementsTargetCypher, map[string]any{"target": q.Target}
	}
	return statementsCypher, map[string]any{}
}

// closeCursor makes a sort key opaque; openCursor undoes it, and gives the end
// of all keys for an empty cursor.
func closeCursor(key string) string { return base64.RawURLEncoding.EncodeToString([]byte(key)) }

func openCursor(cursor string) (string, error) {
	if cursor == "" {
		return endOfAll, nil
	}
	key, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(key) == 0 {
		return "", graph.FieldError("cursor", "This cursor was not made by an earlier page; leave it out to start at the first page.")
	}
	return string(key), nil
}
