package syntax

import "entente/graph"

// Document is a text taken apart: what is prose, in sentences of tokens, and
// what is structure around it. All offsets are code points of the text.
type Document struct {
	Sentences []Sentence
	Structure []Block         // what was cut before sentences were split
	Names     []graph.Mention // named spans that no list is needed for
	Rejects   []graph.Reject
}

// Part tells what part of an article a stretch of text is.
type Part string

// Parts of an article.
const (
	PartHeadline Part = "headline" // read as a sentence, with a headline's grammar
	PartBody     Part = "body"
	PartDateline Part = "dateline"
	PartByline   Part = "byline"
	PartCaption  Part = "caption"
	PartCredit   Part = "credit" // "SOURCE: …", photo credits
	PartDate     Part = "date"   // a line that only tells when or in which section
)

// Block is a stretch of structure.
type Block struct {
	graph.Excerpt
	Part Part
}

// Sentence is a sentence of a headline or of the body.
type Sentence struct {
	graph.Excerpt
	Part      Part // PartHeadline or PartBody
	Paragraph int  // 0-based
	Tokens    []Token
}

// Token is a word or mark, cut as Universal Dependencies cuts English.
type Token struct {
	Text       string
	Start, End int
}

// slice returns the text from one code point of the article to another, both
// within the sentence.
func (s Sentence) slice(start, end int) string {
	if len(s.Text) == s.End-s.Start {
		return s.Text[start-s.Start : end-s.Start]
	}
	return string([]rune(s.Text)[start-s.Start : end-s.Start])
}

// Headline returns the first sentence of the headline, or nothing: what an
// article is called whose source gives no title.
func (d Document) Headline() string {
	for _, s := range d.Sentences {
		if s.Part == PartHeadline {
			return s.Text
		}
	}
	return ""
}
