package source

import (
	"fmt"
	"strings"
	"unicode"

	"entente/graph"
)

// fields are what an input says about its article, as it says it.
type fields struct {
	id, title, author, published, publisher, url, language string
}

// article makes an item of a text and what is said about it, or a reject.
func article(name string, lineNumber int, text string, f fields) Item {
	item := Item{Name: name, Line: lineNumber}
	text = Normalize(text)
	if strings.IndexFunc(text, unicode.IsLetter) < 0 {
		return item.rejected("The text holds no words.")
	}
	if language := foreignLanguage(text, f.language); language != "" {
		return item.rejected(fmt.Sprintf("The text is not English (looks like %s).", language))
	}
	item.Article = graph.Article{
		Key:       line(f.id),
		URL:       line(f.url),
		Title:     line(f.title),
		Author:    line(f.author),
		Language:  "en",
		Publisher: line(f.publisher),
		Text:      text,
	}
	published, err := parseDate(f.published)
	if err != nil {
		item.note("%s", err)
	}
	item.Article.Published = published
	item.Article = item.Article.Identify()
	return item
}

// rejected turns the item into the reason why it gave no article.
func (i Item) rejected(reason string) Item {
	return Item{Name: i.Name, Line: i.Line, Reject: &graph.Reject{
		Stage: "source", Reason: reason, Line: i.Line, Name: i.Name,
	}}
}

// note records something that was dropped while the article is kept.
func (i *Item) note(format string, args ...any) {
	i.Notes = append(i.Notes, graph.Reject{
		Stage: "source", Reason: fmt.Sprintf(format, args...), Line: i.Line, Name: i.Name,
	})
}
