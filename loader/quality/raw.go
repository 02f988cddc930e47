package quality

import (
	"slices"
	"strings"
	"unicode/utf8"

	"entente/loader/syntax"
	"entente/loader/syntax/conllu"
)

// span is a stretch of a text in code points.
type span struct{ start, end int }

// document is a text rebuilt from a treebank, and where its words stand.
type document struct {
	text      string
	sentences []conllu.Sentence
	spans     [][]span // of the words, by sentence
}

// documents rebuilds the texts of a treebank: words with the spaces between
// them, and a blank line between paragraphs.
func documents(sentences []conllu.Sentence) []document {
	var out []document
	var b builder
	for i, s := range sentences {
		if i > 0 && s.NewDoc {
			out = append(out, b.finish())
			b = builder{}
		}
		b.add(s)
	}
	return append(out, b.finish())
}

type builder struct {
	document
	words strings.Builder
	at    int // code points so far
	space bool
}

func (b *builder) add(s conllu.Sentence) {
	if s.NewPar && b.at > 0 {
		b.write("\n\n")
		b.space = false
	}
	spans := make([]span, len(s.Words))
	for i, w := range s.Words {
		if b.space {
			b.write(" ")
		}
		spans[i].start = b.at
		b.write(w.Form)
		spans[i].end = b.at
		b.space = w.SpaceAfter
	}
	b.sentences, b.spans = append(b.sentences, s), append(b.spans, spans)
}

func (b *builder) finish() document {
	b.text = b.words.String()
	return b.document
}

func (b *builder) write(text string) {
	b.words.WriteString(text)
	b.at += utf8.RuneCountInString(text)
}

// tally counts what Raw scores.
type tally struct {
	goldTokens, foundTokens, tokens          int
	goldSentences, foundSentences, sentences int
	upos, xpos, lemmas, heads, labels        int
}

func (t tally) plus(o tally) tally {
	return tally{
		t.goldTokens + o.goldTokens, t.foundTokens + o.foundTokens, t.tokens + o.tokens,
		t.goldSentences + o.goldSentences, t.foundSentences + o.foundSentences, t.sentences + o.sentences,
		t.upos + o.upos, t.xpos + o.xpos, t.lemmas + o.lemmas, t.heads + o.heads, t.labels + o.labels,
	}
}

func raw(treebank string, tallies []tally) Raw {
	var t tally
	for _, o := range tallies {
		t = t.plus(o)
	}
	words := func(right int) Score { return score(t.goldTokens, t.foundTokens, right) }
	return Raw{
		Treebank: treebank, Tokens: words(t.tokens), Sentences: score(t.goldSentences, t.foundSentences, t.sentences),
		UPOS: words(t.upos), XPOS: words(t.xpos), Lemma: words(t.lemmas), UAS: words(t.heads), LAS: words(t.labels),
	}
}

// segments are the sentences of a document and, each as a sentence whose words
// nobody read, the structure that was cut off: treebanks make sentences of date
// lines and bylines, too.
func segments(doc syntax.Document) []syntax.Sentence {
	out := slices.Clone(doc.Sentences)
	for _, b := range doc.Structure {
		tokens := syntax.Tokens(b.Text)
		for i := range tokens {
			tokens[i].Start += b.Start
			tokens[i].End += b.Start
		}
		out = append(out, syntax.Sentence{Excerpt: b.Excerpt, Tokens: tokens})
	}
	return out
}

// compare counts what of a document was found.
func compare(d document, found []syntax.Sentence) tally {
	t := tally{goldSentences: len(d.sentences), foundSentences: len(found)}
	ends, tokens := map[span]bool{}, map[span]foundToken{}
	for _, s := range found {
		ends[extent(s)] = true
		t.foundTokens += len(s.Tokens)
		for _, token := range s.Tokens {
			tokens[span{token.Start, token.End}] = foundToken{token, headPlace(s, token)}
		}
	}
	for i, s := range d.sentences {
		spans := d.spans[i]
		t.sentences += one(ends[span{spans[0].start, spans[len(spans)-1].end}])
		t.goldTokens += len(spans)
		for k, w := range s.Words {
			if token, ok := tokens[spans[k]]; ok {
				t.word(w, spans, token)
			}
		}
	}
	return t
}

// foundToken is a token and where its head stands; the root's head is nowhere.
type foundToken struct {
	syntax.Token
	head span
}

var nowhere = span{-1, -1}

func headPlace(s syntax.Sentence, t syntax.Token) span {
	if t.Head < 0 {
		return nowhere
	}
	return span{s.Tokens[t.Head].Start, s.Tokens[t.Head].End}
}

func extent(s syntax.Sentence) span {
	return span{s.Tokens[0].Start, s.Tokens[len(s.Tokens)-1].End}
}

// word counts a gold word that was found. spans are those of its sentence.
func (t *tally) word(w conllu.Word, spans []span, found foundToken) {
	head := nowhere
	if w.Head >= 0 {
		head = spans[w.Head]
	}
	t.tokens++
	t.upos += one(found.UPOS == w.UPOS)
	t.xpos += one(found.XPOS == w.XPOS)
	t.lemmas += one(w.Lemma == "" || found.Lemma == w.Lemma)
	t.heads += one(found.head == head)
	t.labels += one(found.head == head && found.Deprel == w.Deprel)
}
