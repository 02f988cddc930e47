package syntax

import (
	_ "embed" // for the model
	"strings"
	"unicode/utf8"

	"entente/graph"
	"entente/loader/syntax/network"
)

// Analyzer takes texts apart. It never changes after New and may be used by
// many goroutines at once.
type Analyzer struct {
	network *network.Model
	lemmas  lemmatizer
}

// The model, made by loader/syntax/train; MODEL.md describes it.
var (
	//go:embed model/english.bin
	modelFile []byte
	//go:embed model/english.sha256
	modelSum string
	//go:embed model/lemmas.tsv
	lemmaTable string
)

// New opens the embedded model. It fails only when the program was built with
// a broken one.
func New() (*Analyzer, error) {
	n, err := network.Open(modelFile, strings.TrimSpace(modelSum))
	if err != nil {
		return nil, err
	}
	l, err := openLemmas(lemmaTable)
	if err != nil {
		return nil, err
	}
	return &Analyzer{n, l}, nil
}

// Version names the model.
func (a *Analyzer) Version() string { return a.network.Name }

// ModelSum is the SHA-256 of the embedded model in hexadecimal digits.
func ModelSum() string { return strings.TrimSpace(modelSum) }

// Analyze takes an article's text apart. It never fails: what is no prose
// gives no sentences. Bytes that are not UTF-8 count as one code point each
// and read as U+FFFD, as in a conversion to []rune.
func (a *Analyzer) Analyze(article graph.Article) Document {
	doc := Split(article)
	a.Annotate(doc.Sentences)
	return doc
}

// Annotate tags and parses the sentences of an article whose tokens are cut, and
// finds the names in them.
func (a *Analyzer) Annotate(sentences []Sentence) {
	words := make([][]string, len(sentences))
	for i, s := range sentences {
		words[i] = make([]string, len(s.Tokens))
		for k, t := range s.Tokens {
			words[i][k] = t.Text
		}
	}
	for i, parse := range a.network.Parse(words) {
		for k, w := range parse.Words {
			t := &sentences[i].Tokens[k]
			t.UPOS, t.XPOS, t.Head, t.Deprel = w.UPOS, w.XPOS, w.Head, w.Deprel
			t.TagProb, t.HeadProb, t.DeprelProb = w.TagProb, w.HeadProb, w.DeprelProb
			t.Lemma = a.lemmas.lemma(t.Text, t.XPOS)
		}
		sentences[i].Names = nil
		for _, n := range parse.Names {
			sentences[i].Names = append(sentences[i].Names, Name(n))
		}
	}
	agree(sentences)
}

// agree gives a name that stands several times in an article one kind: the one
// that its occurrences are surest of together.
func agree(sentences []Sentence) {
	votes := map[string]map[graph.Kind]float32{}
	each := func(do func(text string, n *Name)) {
		for _, s := range sentences {
			for i := range s.Names {
				do(s.words(s.Names[i]), &s.Names[i])
			}
		}
	}
	each(func(text string, n *Name) {
		if votes[text] == nil {
			votes[text] = map[graph.Kind]float32{}
		}
		votes[text][n.Kind] += n.Prob
	})
	each(func(text string, n *Name) {
		for kind, vote := range votes[text] {
			best := votes[text][n.Kind]
			if vote > best || vote == best && kind < n.Kind {
				n.Kind = kind
			}
		}
	})
}

// Split takes an article's text apart into structure, sentences and tokens,
// without reading them.
func Split(article graph.Article) Document {
	text := valid(article.Text)
	a := analysis{text: text, ruler: newRuler(text)}
	for _, p := range layout(text, article.Title) {
		a.add(p)
	}
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
