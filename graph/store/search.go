package store

import (
	"context"
	_ "embed"
	"strings"
	"unicode"

	"entente/graph"
)

//go:embed search.cypher
var searchCypher string

// reach is how many hits of a full-text index are ranked.
const reach = 500

// Search finds entities by name or alias (exactly so, by its beginning, or
// with a letter wrong), and articles and statements that have all the words.
// Text without a letter or digit finds nothing. Errors: Invalid, Unavailable,
// Timeout.
func (s *Store) Search(ctx context.Context, q graph.SearchQuery) (graph.SearchResult, error) {
	if err := q.Validate(); err != nil {
		return graph.SearchResult{}, err
	}
	words := searchWords(q.Q)
	parameters := map[string]any{
		"exact": strings.ToLower(q.Q), "names": nameQuery(words), "words": wordQuery(words), "limit": q.Limit + 1, "reach": reach,
	}
	result := graph.SearchResult{Answer: graph.Answer{Cypher: searchCypher, Parameters: parameters}}
	row, err := s.readRow(ctx, searchCypher, parameters)
	if err != nil {
		return graph.SearchResult{}, err
	}
	result.Entities = each(row, func(c *cells) graph.Node { return readNode(c.object()) })
	result.Articles = each(row, func(c *cells) graph.Article { return readArticle(c.object()) })
	result.Statements = lists(row, readStatement)
	for i := range result.Entities {
		result.Entities[i].Hidden = result.Entities[i].Degree
	}
	cut(&result.Entities, q.Limit, &result.More)
	cut(&result.Articles, q.Limit, &result.More)
	cut(&result.Statements, q.Limit, &result.More)
	return result, row.done()
}

func cut[T any](list *[]T, limit int, more *bool) {
	if len(*list) > limit {
		*list, *more = (*list)[:limit], true
	}
}

// maxWords bounds the clauses of a full-text query.
const maxWords = 32

// searchWords returns the words of what was typed, lower case and without any
// sign that has a meaning in Lucene's syntax. Dots and apostrophes stay inside
// a word, as the index has them ("u.s").
func searchWords(typed string) []string {
	words := strings.FieldsFunc(strings.ToLower(typed), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '.' && r != '\'' && r != '’'
	})
	var clean []string
	for _, word := range words {
		if word = strings.Trim(word, ".'’"); word != "" && len(clean) < maxWords {
			clean = append(clean, word)
		}
	}
	return clean
}

// stopWords are left out of the full-text indexes by their analyzer: a query
// that demanded one would find nothing.
var stopWords = func() map[string]bool {
	words := map[string]bool{}
	for _, word := range strings.Fields("a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with") {
		words[word] = true
	}
	return words
}()

// clauses joins the words by write, one clause each. A stop word is left out,
// but for the last one, which may be the beginning of another word: it is
// demanded only when it stands alone.
func clauses(words []string, write func(word string) string) string {
	var list []string
	for i, word := range words {
		switch {
		case !stopWords[word] || len(words) == 1:
			list = append(list, "+"+write(word))
		case i == len(words)-1:
			list = append(list, write(word))
		}
	}
	return strings.Join(list, " ")
}

// nameQuery finds names that hold the words as typed, then those with words
// that begin so, then those with a letter or two wrong.
func nameQuery(words []string) string {
	if len(words) == 0 {
		return ""
	}
	phrase := "\"" + strings.Join(words, " ") + "\"^8"
	if plain := strings.ReplaceAll(phrase, ".", ""); plain != phrase {
		phrase += " " + plain // "u.s." finds "US"
	}
	prefixes := clauses(words, func(word string) string { return word + "*" })
	fuzzy := clauses(words, func(word string) string { return word + fuzziness(word) })
	return phrase + " (" + prefixes + ")^3 (" + fuzzy + ")"
}

// fuzziness allows more wrong letters in longer words, and none in the
// shortest, which would find everything.
func fuzziness(word string) string {
	switch n := len([]rune(word)); {
	case n < 4:
		return ""
	case n < 8:
		return "~1"
	}
	return "~2"
}

// wordQuery finds texts that hold every word, or one that begins with it.
func wordQuery(words []string) string {
	return clauses(words, func(word string) string {
		if len([]rune(word)) < 3 {
			return "\"" + word + "\""
		}
		return "(\"" + word + "\"^2 " + word + "*)"
	})
}
