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
func names(sentences []Sentence, _ string, _ ruler) []graph.Mention {
	var out []graph.Mention
	for _, s := range sentences {
		if shouting(s.Tokens) {
			continue
		}
		for i := 0; i < len(s.Tokens); {
			end := nameEnd(s.Tokens, i)
			if end == i {
				i++
				continue
			}
			out = appendName(out, s, i, end)
			i = end
		}
	}
	return out
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
	if !capitalized(tokens[i].Text) || opens(tokens, i) {
		return i
	}
	end := i + 1
	for end < len(tokens) {
		switch t := tokens[end].Text; {
		case capitalized(t) && !notNames[t]:
			end++
		case particles[t] && end+1 < len(tokens) && (capitalized(tokens[end+1].Text) || particles[tokens[end+1].Text]):
			end++
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
	for end > i && (particles[tokens[end-1].Text]) {
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

func appendName(out []graph.Mention, s Sentence, i, end int) []graph.Mention {
	first, last := s.Tokens[i], s.Tokens[end-1]
	kind := nameKind(s.Tokens, i, end)
	for titles[first.Text] && i+1 < end {
		i++
		first = s.Tokens[i]
	}
	runes := []rune(s.Text)
	return append(out, graph.Mention{
		Text:  string(runes[first.Start-s.Start : last.End-s.Start]),
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
