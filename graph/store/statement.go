package store

import (
	"context"
	_ "embed"

	"entente/graph"
)

//go:embed statement.cypher
var statementCypher string

// around is how much text a statement is shown with on either side, in code
// points, before the edges are moved to the ends of lines or words.
const around = 400

// Statement returns one statement with the text around its sentence. Errors:
// NotFound, Invalid, Unavailable, Timeout.
func (s *Store) Statement(ctx context.Context, q graph.StatementQuery) (graph.StatementDetail, error) {
	if err := q.Validate(); err != nil {
		return graph.StatementDetail{}, err
	}
	parameters := map[string]any{"id": q.ID}
	row, err := s.found(ctx, statementCypher, parameters, "statement", q.ID)
	if err != nil {
		return graph.StatementDetail{}, err
	}
	inner := &cells{values: next[[]any](row), around: row}
	detail := graph.StatementDetail{Answer: graph.Answer{Cypher: statementCypher, Parameters: parameters}}
	detail.Statement = readStatement(inner)
	detail.Article = readArticle(row.object())
	if err := row.done(); err != nil {
		return graph.StatementDetail{}, err
	}
	detail.Window = window([]rune(detail.Article.Text), detail.Statement.Sentence)
	detail.Article.Text = ""
	return detail, nil
}

// window widens an excerpt on both sides, and then narrows it again to the
// nearest blank, so that no word is cut.
func window(text []rune, e graph.Excerpt) graph.Excerpt {
	start, end := max(0, e.Start-around), min(len(text), e.End+around)
	if end < start {
		return e // offsets that a hand has changed
	}
	for start > 0 && start < e.Start && text[start-1] != ' ' && text[start-1] != '\n' {
		start++
	}
	for end < len(text) && end > e.End && text[end] != ' ' && text[end] != '\n' {
		end--
	}
	return graph.Excerpt{Text: string(text[start:end]), Start: start, End: end}
}
