package store

import (
	"regexp/syntax"
	"strings"
)

// Bounds of a regular expression. Java's engine tries every way to match, and
// cannot be stopped: (a+)+b takes 2^n steps for n letters.
const (
	maxPatternSteps = 2e9 // ways to match, estimated
	typicalText     = 200 // letters of a name or title
	maxPattern      = 1000
)

// checkPatterns bounds regular expressions and the relationships in patterns.
func checkPatterns(s *scan) error {
	arrows := 0
	for i, t := range s.tokens {
		if s.arrow(i) {
			arrows++
		}
		if arrows > maxArrows {
			return s.refuse(i, "the query matches more than %d relationships in patterns, which takes Neo4j very long to plan; split it into steps by WITH", maxArrows)
		}
		if !t.is("=~") {
			continue
		}
		pattern, ok := s.constantText(i + 1)
		if !ok {
			return s.refuse(i, "the regular expression behind =~ is computed; write it as a string or a parameter, or use CONTAINS")
		}
		if problem := s.patternProblem(pattern); problem != "" {
			return s.refuse(i, "the regular expression %s; use CONTAINS, STARTS WITH or a simpler expression", problem)
		}
	}
	return nil
}

// arrow reports whether the first dash of a relationship stands at i.
func (s *scan) arrow(i int) bool {
	before, after := s.token(i-1), s.token(i+1)
	return s.tokens[i].is("-") && (before.is(")") || before.is("<")) && (after.is("[") || after.is("-"))
}

// constantText puts together strings and parameters that are added up, from i
// on, in brackets or not. ok is false for anything else.
func (s *scan) constantText(i int) (text string, ok bool) {
	end := len(s.tokens)
	if s.token(i).is("(") {
		i, end = i+1, s.partner[i]
	}
	var b strings.Builder
	for i < end {
		part, known := s.textAt(i)
		if !known {
			return "", false
		}
		b.WriteString(part)
		if !s.token(i + 1).is("+") {
			return b.String(), end == len(s.tokens) || i+1 == end
		}
		i += 2
	}
	return "", false
}

// textAt returns the text of a string or of a parameter that is one. A list
// or null behind =~ matches nothing.
func (s *scan) textAt(i int) (string, bool) {
	t := s.token(i)
	next := s.token(i + 1)
	switch {
	case next.is("."), next.is("["):
		return "", false
	case t.kind == stringToken:
		return t.text, true
	case t.kind == parameterToken:
		text, _ := s.parameters[t.text].(string)
		return text, true
	}
	return "", false
}

// patternProblem says what makes a regular expression dangerous, or "".
func (s *scan) patternProblem(pattern string) string {
	if len(pattern) > maxPattern {
		return "is longer than 1000 characters"
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "uses more than RE2 knows (back-references, look-around and possessive repetition are not taken)"
	}
	if nestedRepetition(tree, false) {
		return "repeats what is itself optional or repeated, as in (a+)+, and can take for ever"
	}
	if ways(tree, s.longestText()) > maxPatternSteps {
		return "has so many wildcards that it can take for ever"
	}
	return ""
}

// nestedRepetition reports whether a repetition holds another choice.
func nestedRepetition(re *syntax.Regexp, inside bool) bool {
	choice := re.Op == syntax.OpStar || re.Op == syntax.OpPlus || re.Op == syntax.OpRepeat || re.Op == syntax.OpQuest
	if inside && (choice || re.Op == syntax.OpAlternate) {
		return true
	}
	repeats := choice && re.Op != syntax.OpQuest && (re.Op != syntax.OpRepeat || re.Max != 1)
	for _, sub := range re.Sub {
		if nestedRepetition(sub, inside || repeats) {
			return true
		}
	}
	return false
}

// ways estimates in how many ways a text of the given length can be tried.
func ways(re *syntax.Regexp, length int) float64 {
	own := 1.0
	switch re.Op {
	case syntax.OpStar, syntax.OpPlus:
		own = float64(length)
	case syntax.OpQuest:
		own = 2
	case syntax.OpRepeat:
		own = float64(re.Max - re.Min + 1)
		if re.Max < 0 {
			own = float64(length)
		}
	}
	sum := 0.0
	for _, sub := range re.Sub {
		if re.Op == syntax.OpAlternate {
			sum += ways(sub, length)
		} else {
			own *= ways(sub, length)
		}
	}
	if re.Op == syntax.OpAlternate {
		return own * sum
	}
	return own
}

// longestText is the length of the longest text that is written in the query,
// built by it, or in its parameters, and at least that of a name.
func (s *scan) longestText() int {
	longest := max(typicalText, int(s.largest*unitBytes))
	for _, t := range s.tokens {
		if t.kind == stringToken {
			longest = max(longest, len(t.text))
		}
	}
	for _, size := range s.extents {
		longest = max(longest, size.text)
	}
	return longest
}
