package conllu

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// Sentence is a sentence of a file.
type Sentence struct {
	ID       string // sent_id
	Doc      string // id of the document it stands in, or empty
	Text     string // as the comment has it, or empty
	NewDoc   bool   // a document begins here
	NewPar   bool   // a paragraph begins here; a document does not imply one
	Comments []Comment
	Words    []Word // one or more
}

// Comment is a line that begins with #. Value is empty where there is no "=".
type Comment struct{ Key, Value string }

// Word is a row of the table, ID left out: it is the index plus 1. An empty
// column, "_", is the empty string, but in Form and where the word is an
// underscore itself.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // index of the word it hangs on; -1 for the root, or where the column is empty
	Deprel, Deps, Misc             string

	// SpaceAfter is false where the next word follows without a space. For
	// words of a multiword token the token's row tells it.
	SpaceAfter bool
}

// Attribute returns a value out of Misc, or empty.
func (w Word) Attribute(name string) string {
	for part := range strings.SplitSeq(w.Misc, "|") {
		if key, value, ok := strings.Cut(part, "="); ok && key == name {
			return value
		}
	}
	return ""
}

// Genre returns the genre that GUM writes into the ids of its documents:
// "news" for GUM_news_iodine, or empty.
func (s Sentence) Genre() string {
	rest, ok := strings.CutPrefix(s.Doc, "GUM_")
	genre, _, more := strings.Cut(rest, "_")
	if !ok || !more {
		return ""
	}
	return genre
}

// maxLine is what a line may have at most, in bytes.
const maxLine = 64 << 20

// Read gives the sentences of a file in order. Rows of multiword tokens ("1-2")
// and of empty nodes ("1.1") are left out. Words are numbered without gaps, and
// heads are words of the sentence; that they make a tree is not checked.
//
// The first mistake ends the sequence: an error that names the line.
func Read(r io.Reader) iter.Seq2[Sentence, error] {
	return func(yield func(Sentence, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, maxLine)
		p := parser{}
		for lines.Scan() {
			p.line++
			if err := p.take(lines.Bytes()); err != nil {
				yield(Sentence{}, err)
				return
			}
			if p.whole && !yield(p.sentence, nil) {
				return
			}
		}
		if err := p.finish(lines.Err()); err != nil {
			yield(Sentence{}, err)
		} else if p.whole {
			yield(p.sentence, nil)
		}
	}
}

// parser collects the sentence under way.
type parser struct {
	line     int
	doc      string
	sentence Sentence
	whole    bool // the sentence is complete and may be handed on
	joined   joint
}

// joint is a multiword token that has begun, in 1-based words.
type joint struct {
	last       int
	spaceAfter bool
}

func (p *parser) take(raw []byte) error {
	raw = bytes.TrimSuffix(raw, []byte("\r"))
	if p.line == 1 {
		raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	}
	if p.whole {
		p.sentence, p.whole = Sentence{}, false
	}
	line := string(raw)
	switch {
	case !utf8.ValidString(line):
		return p.fail("the line is not UTF-8; convert the file")
	case strings.TrimSpace(line) == "":
		return p.end()
	case strings.HasPrefix(line, "#"):
		return p.comment(line[1:])
	}
	return p.row(strings.Split(line, "\t"))
}

func (p *parser) fail(format string, args ...any) error {
	return graph.Errorf(graph.Invalid, "line %d: "+format, append([]any{p.line}, args...)...)
}

// finish ends the sentence at the end of the file; err is what reading gave.
func (p *parser) finish(err error) error {
	p.line++
	if p.whole { // handed on already
		p.sentence, p.whole = Sentence{}, false
	}
	switch {
	case errors.Is(err, bufio.ErrTooLong):
		return p.fail("the line is longer than %d MB; is this CoNLL-U?", maxLine>>20)
	case err != nil:
		return graph.Errorf(graph.Invalid, "line %d: the file cannot be read further: %w", p.line, err)
	}
	return p.end()
}

// end closes the sentence under way.
func (p *parser) end() error {
	n := len(p.sentence.Words)
	if p.joined.last > n {
		return p.fail("the sentence ends at word %d, within a multiword token that ends at word %d", n, p.joined.last)
	}
	if n == 0 {
		return nil // blank lines, and comments that belong to what follows
	}
	for i, w := range p.sentence.Words {
		if w.Head >= n {
			return p.fail("word %d of the sentence before this line hangs on word %d; there are only %d", i+1, w.Head+1, n)
		}
	}
	p.sentence.Doc = p.doc
	p.whole, p.joined = true, joint{}
	return nil
}

func (p *parser) comment(text string) error {
	if len(p.sentence.Words) > 0 {
		return p.fail("a comment stands inside a sentence; put a blank line before it")
	}
	key, value, _ := strings.Cut(text, "=")
	c := Comment{strings.TrimSpace(key), strings.TrimSpace(value)}
	s := &p.sentence
	s.Comments = append(s.Comments, c)
	switch c.Key {
	case "sent_id":
		s.ID = c.Value
	case "text":
		s.Text = c.Value
	case "newdoc", "newdoc id":
		s.NewDoc, p.doc = true, c.Value
	case "newpar", "newpar id":
		s.NewPar = true
	}
	return nil
}
