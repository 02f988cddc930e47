package store

import (
	"regexp/syntax"
	"strings"
	"unicode"
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
	if strings.Contains(pattern, `\Q`) || strings.Contains(pattern, "[[") || strings.Contains(pattern, "&&") {
		return `uses \Q, [[ or &&, which are not taken`
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "uses more than RE2 knows (back-references, look-around and possessive repetition are not taken)"
	}
	if repeatedChoice(pattern) || nestedRepetition(tree, false) {
		return "repeats what is itself optional or repeated, as in (a+)+, and can take for ever"
	}
	if ways(tree, s.longestText()) > maxPatternSteps {
		return "has so many wildcards that it can take for ever"
	}
	return ""
}

// repeatedChoice reports whether a group with a choice is repeated: (a|b)*. It
// reads the text, because syntax.Parse makes one of equal choices, for which
// Java tries both.
func repeatedChoice(pattern string) bool {
	choices := []bool{false}
	class := false
	for i := 0; i < len(pattern); i++ {
		top := len(choices) - 1
		switch c := pattern[i]; {
		case c == '\\':
			i++
		case c == '[' || c == ']':
			class = c == '['
		case class:
		case c == '|':
			choices[top] = true
		case c == '(':
			choices = append(choices, false)
		case c == ')' && top > 0:
			choices[top-1] = choices[top-1] || choices[top]
			if choices[top] && i+1 < len(pattern) && strings.IndexByte("*+{", pattern[i+1]) >= 0 {
				return true
			}
			choices = choices[:top]
		}
	}
	return false
}

// nestedRepetition reports whether a repetition holds another choice, so that
// one text can be cut into rounds in many ways. Rounds that begin with a
// letter that is nowhere else in them, as in (, [a-z]+)*, cannot.
func nestedRepetition(re *syntax.Regexp, inside bool) bool {
	choice := re.Op == syntax.OpStar || re.Op == syntax.OpPlus || re.Op == syntax.OpRepeat || re.Op == syntax.OpQuest
	if inside && (choice || re.Op == syntax.OpAlternate) {
		return true
	}
	repeats := choice && re.Op != syntax.OpQuest && (re.Op != syntax.OpRepeat || re.Max != 1)
	if repeats && separated(re.Sub[0]) {
		repeats = false
	}
	for _, sub := range re.Sub {
		if nestedRepetition(sub, inside || repeats) {
			return true
		}
	}
	return false
}

// separated reports whether what re matches begins with a letter that occurs
// nowhere else in it.
func separated(re *syntax.Regexp) bool {
	for re.Op == syntax.OpCapture {
		re = re.Sub[0]
	}
	if re.Op != syntax.OpConcat || re.Sub[0].Op != syntax.OpLiteral || re.Flags&syntax.FoldCase != 0 {
		return false
	}
	first := re.Sub[0].Rune[0]
	for _, later := range re.Sub[0].Rune[1:] {
		if later == first {
			return false
		}
	}
	for _, part := range re.Sub[1:] {
		if mayHold(part, first) {
			return false
		}
	}
	return true
}

// mayHold reports whether r can occur in what re matches.
func mayHold(re *syntax.Regexp, r rune) bool {
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return true
	case syntax.OpLiteral:
		return strings.ContainsRune(strings.ToLower(string(re.Rune)), unicode.ToLower(r))
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if re.Rune[i] <= r && r <= re.Rune[i+1] {
				return true
			}
		}
	}
	for _, sub := range re.Sub {
		if mayHold(sub, r) {
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
