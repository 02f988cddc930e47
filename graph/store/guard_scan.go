package store

// scan is a query's tokens with what the checks need to know of them.
type scan struct {
	statement
	partner []int             // of a bracket: the index of the one that closes or opens it; else -1
	named   []bool            // the word is certainly a name, not a keyword
	largest float64           // weight of the heaviest value that is built
	extents map[string]extent // of the parameters
}

func newScan(s statement) *scan {
	extents := make(map[string]extent, len(s.parameters))
	for name, value := range s.parameters {
		extents[name] = measure(value)
	}
	return &scan{statement: s, partner: make([]int, len(s.tokens)), named: make([]bool, len(s.tokens)), extents: extents}
}

// token returns the token at i, or a zero token outside of the query.
func (s *scan) token(i int) token {
	if i < 0 || i >= len(s.tokens) {
		return token{kind: signToken}
	}
	return s.tokens[i]
}

func (s *scan) refuse(i int, format string, args ...any) error {
	return refuse(s.query, s.token(i).at, format, args...)
}

// keyword reports whether the token at i is the given word and may be meant as
// a keyword.
func (s *scan) keyword(i int, word string) bool {
	t := s.token(i)
	return t.kind == wordToken && t.upper == word && !s.named[i]
}

var closers = map[string]string{"(": ")", "[": "]", "{": "}"}

// checkBrackets pairs the brackets and bounds their nesting.
func checkBrackets(s *scan) error {
	var open []int
	for i, t := range s.tokens {
		s.partner[i] = -1
		switch {
		case t.kind != signToken:
		case closers[t.upper] != "":
			open = append(open, i)
			if len(open) > maxNesting {
				return s.refuse(i, "brackets are nested more than %d deep here; split the query into steps by WITH", maxNesting)
			}
		case t.upper == ")" || t.upper == "]" || t.upper == "}":
			if len(open) == 0 || closers[s.tokens[open[len(open)-1]].upper] != t.upper {
				return s.refuse(i, "%s closes nothing that is open; check the brackets before it", t.upper)
			}
			s.partner[i], s.partner[open[len(open)-1]] = open[len(open)-1], i
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		i := open[len(open)-1]
		return s.refuse(i, "%s is never closed; write %s where it ends", s.tokens[i].upper, closers[s.tokens[i].upper])
	}
	return nil
}
