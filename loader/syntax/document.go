package syntax

import (
	"sort"
	"strings"

	"entente/graph"
)

// Document is a text taken apart: what is prose, in sentences of tokens, and
// what is structure around it. All offsets are code points of the text.
type Document struct {
	Sentences []Sentence
	Structure []Block // what was cut before sentences were split
	Rejects   []graph.Reject
}

// sureName is the probability from which a name is handed on as it is.
const sureName = 0.7

// Mentions returns the named spans of all sentences as the text has them, in
// the order of the text. A name that is sure has its kind; one that is not is
// taken with all of the proper nouns that it stands among, without a kind, and
// so are runs of proper nouns outside of names.
func (d Document) Mentions() []graph.Mention {
	var out []graph.Mention
	for _, s := range d.Sentences {
		ends, slice := properEnds(s.Tokens), s.slicer()
		for i := 0; i < len(s.Tokens); {
			n := s.nameAt(i, ends[i])
			if n.End > n.First {
				out = append(out, s.mention(n, slice))
			}
			i = max(n.End, i+1)
		}
	}
	return out
}

// nameAt returns the name that begins at token i, or an empty one. end is
// where the run of proper nouns ends that begins there.
func (s Sentence) nameAt(i, end int) Name {
	out := Name{First: i, End: end}
	first := sort.Search(len(s.Names), func(k int) bool { return s.Names[k].First >= i })
	for _, n := range s.Names[first:] {
		switch {
		case n.First > max(i, out.End):
			return out
		case n.First == i && n.Prob >= sureName:
			return n
		case n.First == i:
			out.End = max(out.End, n.End)
		case n.First > i && n.Prob >= sureName:
			out.End = min(out.End, n.First)
		}
	}
	return out
}

// properEnds returns for each token the end of the run of words in capitals
// that begins there and holds a proper noun, or the token itself: "Popular
// Resistance Committees".
func properEnds(tokens []Token) []int {
	ends := make([]int, len(tokens))
	end, proper := len(tokens), false // of the run that reaches to the right
	for i := len(tokens) - 1; i >= 0; i-- {
		t := tokens[i]
		name := strings.HasPrefix(t.XPOS, "NNP")
		if !name && (t.UPOS != "NOUN" && t.UPOS != "ADJ" || !capitalized(t.Text) || i == 0) {
			end, proper, ends[i] = i, false, i
			continue
		}
		proper = proper || name
		if ends[i] = i; proper {
			ends[i] = end
		}
	}
	return ends
}

func (s Sentence) mention(n Name, slice func(start, end int) string) graph.Mention {
	start, end := s.Tokens[n.First].Start, s.Tokens[n.End-1].End
	return graph.Mention{Text: slice(start, end), Start: start, End: end, Kind: n.Kind}
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
	Names     []Name
}

// Token is a word or mark, cut, tagged and hung as in Universal Dependencies.
type Token struct {
	Text       string
	Start, End int
	Lemma      string
	UPOS, XPOS string
	Head       int    // index of the token it hangs on, -1 for the root
	Deprel     string // relation to the head

	// Calibrated: of what is given 0.9, nine in ten are right.
	TagProb, HeadProb, DeprelProb float32
}

// Name is a named span of a sentence, tokens [First, End). Kind is person,
// organization, place, group (of people, by nation or creed) or event.
type Name struct {
	First, End int
	Kind       graph.Kind
	Prob       float32 // that borders and kind are right
}

// slicer returns a function that gives the text from one code point of the
// article to another, both within the sentence.
func (s Sentence) slicer() func(start, end int) string {
	if len(s.Text) == s.End-s.Start {
		return func(start, end int) string { return s.Text[start-s.Start : end-s.Start] }
	}
	runes := []rune(s.Text)
	return func(start, end int) string { return string(runes[start-s.Start : end-s.Start]) }
}

// words returns the tokens of a name, parted by spaces.
func (s Sentence) words(n Name) string {
	var b strings.Builder
	for i, t := range s.Tokens[n.First:n.End] {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Text)
	}
	return b.String()
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
