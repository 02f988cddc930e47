package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph"
)

// names finds names by their form alone: runs of capitalized words. It is a
// stopgap, to be replaced by the network's name recognizer, and knows only
// what titles and endings tell: "President X" is a person, "X Inc." a company.
func names(sentences []Sentence) []graph.Mention {
	var runs []nameRun
	alone := map[string]bool{}
	for n, s := range sentences {
		if shouting(s.Tokens) {
			continue
		}
		for i := 0; i < len(s.Tokens); {
			end := nameEnd(s.Tokens, i)
			if end == i {
				i++
				continue
			}
			if end == i+1 {
				alone[s.Tokens[i].Text] = true
			}
			runs = append(runs, nameRun{n, i, end})
			i = end
		}
	}
	var out []graph.Mention
	for _, run := range runs {
		s := sentences[run.sentence]
		if run.glued(s.Tokens, alone) {
			out = appendName(out, s, run.start, run.start+1)
			run.start++
		}
		out = appendName(out, s, run.start, run.end)
	}
	return out
}

// nameRun is a name by its tokens in a sentence.
type nameRun struct{ sentence, start, end int }

// glued reports whether the first word of a run is a name of its own, with a
// person behind it: "the mediator for Syria Staffan de Mistura", in a text
// that names Syria alone.
func (r nameRun) glued(tokens []Token, alone map[string]bool) bool {
	if r.start == 0 || !gluing[tokens[r.start-1].Text] || !alone[tokens[r.start].Text] || r.end-r.start < 3 {
		return false
	}
	for _, t := range tokens[r.start+1 : r.end] {
		_, head := heads[t.Text]
		_, ending := endings[t.Text]
		if head || ending {
			return false
		}
	}
	return true
}

// shouting reports whether a sentence is all in capitals, so that capitals
// tell nothing.
func shouting(tokens []Token) bool {
	words := 0
	for _, t := range tokens {
		if strings.IndexFunc(t.Text, unicode.IsLower) >= 0 {
			return false
		}
		if len(t.Text) > 1 {
			words++
		}
	}
	return words > 3
}

// nameEnd returns the end of the name that begins at token i, or i.
func nameEnd(tokens []Token, i int) int {
	end := i + 1
	switch word := tokens[i].Text; {
	case leading[word] && end < len(tokens) && capitalized(tokens[end].Text) && !notNames[tokens[end].Text]:
	case !capitalized(word) || opens(tokens, i):
		return i
	}
	for end < len(tokens) {
		switch t := tokens[end].Text; {
		case capitalized(t) && !notNames[t]:
			end++
		case particles[t] && end+1 < len(tokens) && (capitalized(tokens[end+1].Text) || particles[tokens[end+1].Text]):
			end++
		case (t == "of" || t == "for") && end+1 < len(tokens) && ofNames[tokens[end-1].Text] && capitalized(tokens[end+1].Text):
			end += 2
		case joins(tokens, end):
			end += 2
		default:
			return trimParticles(tokens, i, end)
		}
	}
	return trimParticles(tokens, i, end)
}

// joins reports whether the mark at i joins two capitalized words: "Al-Assad",
// "A&B Corp".
func joins(tokens []Token, i int) bool {
	t := tokens[i]
	return (t.Text == "-" || t.Text == "&") && i+1 < len(tokens) && tokens[i-1].End <= t.Start &&
		(t.Text == "&" || tokens[i-1].End == t.Start && tokens[i+1].Start == t.End) && capitalized(tokens[i+1].Text)
}

func trimParticles(tokens []Token, i, end int) int {
	for end > i && particles[tokens[end-1].Text] {
		end--
	}
	return end
}

func capitalized(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// opens reports whether the capitalized token i is an ordinary word: no name
// wherever it stands, or the first word of a sentence that is capitalized for
// that alone.
func opens(tokens []Token, i int) bool {
	word := tokens[i].Text
	if notNames[word] || starters[word] {
		return true
	}
	first := i == 0 || tokens[i-1].Text == "\"" || tokens[i-1].Text == "“" || tokens[i-1].Text == ":"
	if !first || i+1 == len(tokens) {
		return false
	}
	return commonOpeners[word] || strings.HasSuffix(word, "ly") || strings.HasSuffix(word, "ing") ||
		strings.HasSuffix(word, "ed") && !capitalized(tokens[i+1].Text)
}

// appendName adds the name in tokens i to end. The titles before a person are
// no part of the name.
func appendName(out []graph.Mention, s Sentence, i, end int) []graph.Mention {
	kind := nameKind(s.Tokens, i, end)
	if kind == graph.KindPerson {
		for j := end - 2; j >= i; j-- {
			if titles[s.Tokens[j].Text] {
				i = j + 1
				break
			}
		}
	}
	first, last := s.Tokens[i], s.Tokens[end-1]
	return append(out, graph.Mention{
		Text:  s.slice(first.Start, last.End),
		Start: first.Start, End: last.End, Kind: kind,
	})
}

// nameKind tells the kind of a name from a title before it or the last word
// in it, or nothing.
func nameKind(tokens []Token, i, end int) graph.Kind {
	if kind, ok := endings[tokens[end-1].Text]; ok && end-i > 1 {
		return kind
	}
	for j := i; j < end; j++ {
		if kind, ok := heads[tokens[j].Text]; ok && end-i > 1 {
			return kind
		}
	}
	for j := max(0, i-1); j < end-1; j++ {
		if titles[tokens[j].Text] {
			return graph.KindPerson
		}
	}
	if end+2 < len(tokens) && tokens[end].Text == "," && strings.Trim(tokens[end+1].Text, "0123456789") == "" {
		return graph.KindPerson
	}
	return ""
}
