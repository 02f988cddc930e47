package source

import "entente/graph"

// Item is one article found in an input, or the reason why none was.
type Item struct {
	Name     string          // file, with the line or entry inside it: "news.jsonl:12"
	Line     int             // 1-based line of the input, 0 when it is the whole
	Article  graph.Article   // normalized and identified
	Mentions []graph.Mention // actors given by the caller, or nil (see the extract contract)
	Reject   *graph.Reject   // set when the input gave no article
	Passing  bool            // of a reject: not the input's fault, asking again later may give more
	Kept     string          // of an article that is loaded: why it keeps the reading that it has
	Notes    []graph.Reject  // what was dropped of an article that is kept: an absurd date, a mention outside the text

	given  *alignment
	unread bool // the page that the entry of a feed links to could not be read this time
}

// Given turns an offset into the article's text, in code points, into one into
// the text as the caller gave it. They differ only where normalization changed
// the number of code points: "\r\n", letters written in two parts.
func (i Item) Given(offset int) int { return i.given.toGiven(offset) }
