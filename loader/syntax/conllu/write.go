package conllu

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"entente/loader/syntax"
)

// Write writes the sentences of an article. id names the article and, with a
// number behind it, each sentence; a blank in it becomes an underscore. A
// document without sentences writes nothing, for the format has no empty ones.
//
// MISC holds, where they apply: SpaceAfter=No; Start and End, the token's
// offsets in code points of the article; NE, the mark of a named span
// ("B-person", "I-person"); TagProb, the probability of the tag; and ArcProb,
// that of head and relation together. Of a token without a relation, as
// syntax.Split gives them, head and probabilities are left out.
func Write(w io.Writer, id string, doc syntax.Document) error {
	id = cell(id)
	sentences := slices.DeleteFunc(slices.Clone(doc.Sentences), func(s syntax.Sentence) bool { return len(s.Tokens) == 0 })
	for n, s := range sentences {
		var out strings.Builder
		if n == 0 {
			writeComment(&out, "newdoc id", id)
		}
		if n == 0 || s.Paragraph != sentences[n-1].Paragraph {
			out.WriteString("# newpar\n")
		}
		next := -1
		if n+1 < len(sentences) {
			next = sentences[n+1].Start
		}
		writeSentence(&out, fmt.Sprintf("%s-%d", id, n+1), s, next)
		if _, err := io.WriteString(w, out.String()); err != nil {
			return err
		}
	}
	return nil
}

// writeSentence writes a sentence; next is where the one behind it starts.
func writeSentence(out *strings.Builder, id string, s syntax.Sentence, next int) {
	writeComment(out, "sent_id", id)
	writeComment(out, "text", running(s.Tokens))
	names := nameMarks(s)
	for i, t := range s.Tokens {
		after := next
		if i+1 < len(s.Tokens) {
			after = s.Tokens[i+1].Start
		}
		writeToken(out, i, t, misc(t, names[i], after == t.End))
	}
	out.WriteByte('\n')
}

func writeComment(out *strings.Builder, key, value string) {
	out.WriteString("# " + key + " = " + value + "\n")
}

// running is the sentence as its tokens spell it, which readers of the format
// check: one space where the text has blanks, of whatever kind.
func running(tokens []syntax.Token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 && t.Start != tokens[i-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(cell(t.Text))
	}
	return b.String()
}

func writeToken(out *strings.Builder, i int, t syntax.Token, misc string) {
	head := "_"
	if t.Deprel != "" {
		head = strconv.Itoa(t.Head + 1)
	}
	row := []string{
		strconv.Itoa(i + 1), cell(t.Text), cell(t.Lemma), cell(t.UPOS), cell(t.XPOS), "_",
		head, cell(t.Deprel), "_", misc,
	}
	out.WriteString(strings.Join(row, "\t") + "\n")
}

// cell is a value as a column holds it. Tokens have no blanks in them; one
// given by hand must not break the table.
func cell(value string) string {
	if value == "" {
		return "_"
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return '_'
		}
		return r
	}, value)
}

func misc(t syntax.Token, name string, glued bool) string {
	var parts []string
	if glued {
		parts = append(parts, "SpaceAfter=No")
	}
	parts = append(parts, fmt.Sprintf("Start=%d", t.Start), fmt.Sprintf("End=%d", t.End))
	if name != "" {
		parts = append(parts, "NE="+name)
	}
	if t.Deprel != "" {
		parts = append(parts,
			fmt.Sprintf("TagProb=%.2f", t.TagProb), fmt.Sprintf("ArcProb=%.2f", t.HeadProb*t.DeprelProb))
	}
	return strings.Join(parts, "|")
}

// nameMarks gives each token its mark: B- and the kind where a name begins, I-
// and the kind inside, or nothing.
func nameMarks(s syntax.Sentence) []string {
	marks := make([]string, len(s.Tokens))
	for _, n := range s.Names {
		for i := n.First; i < n.End; i++ {
			marks[i] = "I-" + string(n.Kind)
		}
		marks[n.First] = "B-" + string(n.Kind)
	}
	return marks
}
