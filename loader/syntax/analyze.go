package syntax

import (
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// Analyze takes an article's text apart. It never fails: what is no prose
// gives no sentences. Bytes that are not UTF-8 count as one code point each
// and read as U+FFFD, as in a conversion to []rune.
func Analyze(article graph.Article) Document {
	text := valid(article.Text)
	a := analysis{text: text, ruler: newRuler(text)}
	for _, p := range layout(text, article.Title) {
		a.add(p)
	}
	a.doc.Names = names(a.doc.Sentences)
	return a.doc
}

// analysis is a Document under construction. Byte offsets become code points
// here and nowhere else.
type analysis struct {
	text  string
	ruler ruler
	doc   Document
	count int // paragraphs with sentences so far
}

func (a *analysis) add(p passage) {
	if p.part != PartHeadline && p.part != PartBody {
		a.doc.Structure = append(a.doc.Structure, Block{a.excerpt(p.span), p.part})
		return
	}
	for _, s := range sentences(a.text[p.start:p.end]) {
		s = s.shift(p.start)
		a.doc.Sentences = append(a.doc.Sentences, Sentence{
			Excerpt:   a.excerpt(s),
			Part:      p.part,
			Paragraph: a.count,
			Tokens:    a.tokens(s),
		})
	}
	a.count++
}

func (a *analysis) tokens(s span) []Token {
	cuts := tokens(a.text[s.start:s.end])
	out := make([]Token, len(cuts))
	for i, c := range cuts {
		e := a.excerpt(c.shift(s.start))
		out[i] = Token{Text: e.Text, Start: e.Start, End: e.End}
	}
	return out
}

func (a *analysis) excerpt(s span) graph.Excerpt {
	start := a.ruler.codePoints(s.start)
	return graph.Excerpt{
		Text:  a.text[s.start:s.end],
		Start: start,
		End:   start + utf8.RuneCountInString(a.text[s.start:s.end]),
	}
}

// Sentences splits running text, without looking for structure in it, into
// sentences by their code points. Line breaks count as spaces.
func Sentences(text string) []graph.Excerpt {
	a := analysis{text: valid(text)}
	a.ruler = newRuler(a.text)
	var out []graph.Excerpt
	for _, s := range sentences(a.text) {
		out = append(out, a.excerpt(s))
	}
	return out
}

// Tokens cuts a sentence as Universal Dependencies cuts English.
func Tokens(sentence string) []Token {
	a := analysis{text: valid(sentence)}
	a.ruler = newRuler(a.text)
	return a.tokens(span{0, len(a.text)})
}

// span is a stretch of bytes, half open.
type span struct{ start, end int }

func (s span) shift(by int) span { return span{s.start + by, s.end + by} }

// valid replaces each byte that is not UTF-8 by U+FFFD, so that code points
// count as they do in []rune(text).
func valid(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		b.WriteRune(r)
	}
	return b.String()
}

// ruler turns byte offsets into code points: the count at every mark, and the
// rest by counting at most a mark's width.
type ruler struct {
	text  string
	marks []int // nil when every byte is a code point
}

const markWidth = 64

func newRuler(text string) ruler {
	if utf8.RuneCountInString(text) == len(text) {
		return ruler{text: text}
	}
	marks := make([]int, 0, len(text)/markWidth+1)
	count := 0
	for i := 0; i < len(text); i++ {
		if i%markWidth == 0 {
			marks = append(marks, count)
		}
		if utf8.RuneStart(text[i]) {
			count++
		}
	}
	return ruler{text, append(marks, count)}
}

func (r ruler) codePoints(offset int) int {
	if r.marks == nil {
		return offset
	}
	mark := offset / markWidth
	count := r.marks[mark]
	for i := mark * markWidth; i < offset; i++ {
		if utf8.RuneStart(r.text[i]) {
			count++
		}
	}
	return count
}
