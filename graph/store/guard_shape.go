package store

// Words and signs that are counted, because Neo4j's parser and planner do not
// bear many of them.
var (
	clauseWords   = words(`MATCH WITH RETURN UNWIND CALL UNION FINISH`)
	subqueryWords = words(`EXISTS COUNT COLLECT CALL`)
	operatorSigns = words(`+ - * / % ^ || = <> <= >= < > =~ !=`)
)

// shape is what checkShape counts on its way through a query.
type shape struct {
	operators, booleans, exclusive, clauses, matches, unions int

	depth      int   // CASE … END inside one another
	subqueries []int // closing brackets of the open subqueries
	negations  int   // NOT, + and - in a row
	postfix    int   // .name and [index] in a row
}

// checkShape bounds what makes parsing and planning overflow, or last longer
// than anyone waits: neither can be stopped from outside.
func checkShape(s *scan) error {
	var c shape
	for i := range s.tokens {
		c.count(s, i)
		if problem := c.problem(); problem != "" {
			return s.refuse(i, "%s", problem)
		}
	}
	return checkAlternation(s)
}

func (c *shape) count(s *scan, i int) {
	t := s.tokens[i]
	c.countRows(s, i)
	for len(c.subqueries) > 0 && c.subqueries[len(c.subqueries)-1] < i {
		c.subqueries = c.subqueries[:len(c.subqueries)-1]
	}
	if t.kind == signToken {
		if operatorSigns[t.upper] {
			c.operators++
		}
		return
	}
	if t.kind != wordToken || s.named[i] {
		return
	}
	c.countWord(s, i)
}

func (c *shape) countWord(s *scan, i int) {
	word := s.tokens[i].upper
	switch word {
	case "AND", "OR":
		c.booleans++
	case "XOR":
		c.exclusive++
	case "CASE":
		c.depth++
	case "END":
		c.depth = max(0, c.depth-1)
	case "MATCH":
		c.matches++
	case "UNION":
		c.unions++
	case "NOT", "IN", "STARTS", "ENDS", "CONTAINS":
		c.operators++
	}
	if clauseWords[word] {
		c.clauses++
	}
	if open := s.subqueryAt(i); subqueryWords[word] && open > 0 {
		c.subqueries = append(c.subqueries, s.partner[open])
	}
}

// subqueryAt returns the index of the brace that the subquery word at i opens,
// or 0.
func (s *scan) subqueryAt(i int) int {
	switch {
	case s.token(i + 1).is("{"):
		return i + 1
	case s.token(i).is("CALL") && s.token(i+1).is("(") && s.scoped(i+1):
		return s.partner[i+1] + 1
	}
	return 0
}

// countRows follows rows of prefix and of postfix operators.
func (c *shape) countRows(s *scan, i int) {
	t := s.tokens[i]
	switch {
	case s.keyword(i, "NOT"), t.is("+"), t.is("-"):
		c.negations++
	case !t.is("("):
		c.negations = 0
	}
	switch {
	case t.is("."), t.is("["):
		c.postfix++
	case t.is("]"), t.name(), t.kind == numberToken, t.kind == stringToken:
		if !s.token(i-1).is(".") && !s.token(i-1).is("[") && !t.is("]") {
			c.postfix = 0
		}
	default:
		c.postfix = 0
	}
}

func (c *shape) problem() string {
	switch {
	case c.operators > maxOperators:
		return "the query has more operators than are read here (500); pass long lists as parameters"
	case c.booleans > maxBooleans:
		return "the query has more than 200 AND and OR; compare with a list by IN instead"
	case c.exclusive > maxExclusive:
		return "the query has more than 6 XOR, which takes Neo4j very long to plan; write it with <> or in steps"
	case c.clauses > maxClauses, c.matches > maxMatches, c.unions > maxUnions:
		return "the query has too many clauses (120, of them 40 MATCH and 40 UNION); split it into several queries"
	case c.depth > maxNesting:
		return "CASE is nested more than 64 deep; split the query into steps by WITH"
	case len(c.subqueries) > maxSubqueries:
		return "subqueries are nested more than 5 deep, which takes Neo4j very long to plan; split the query into steps by WITH"
	case c.negations > maxNegations:
		return "more than 64 signs or NOT stand in a row; remove those that cancel each other"
	case c.postfix > maxPostfix:
		return "more than 64 properties or indexes stand in a row; split the query into steps by WITH"
	}
	return ""
}

// checkAlternation bounds AND inside OR inside AND …: the planner multiplies
// them out.
func checkAlternation(s *scan) error {
	levels := []level{{}}
	for i, t := range s.tokens {
		top := &levels[len(levels)-1]
		switch {
		case t.kind == signToken && closers[t.upper] != "":
			levels = append(levels, level{})
		case t.kind == signToken && s.partner[i] >= 0:
			done := levels[len(levels)-1]
			levels = levels[:len(levels)-1]
			levels[len(levels)-1].under(done)
		case s.keyword(i, "AND"), s.keyword(i, "OR"), s.keyword(i, "XOR"), s.keyword(i, "NOT"):
			top.booleans = true
		}
		if levels[len(levels)-1].depth() > maxAlternation {
			return s.refuse(i, "conditions with AND and OR are nested more than %d deep, which takes Neo4j very long to plan; write them flatter", maxAlternation)
		}
	}
	return nil
}

// level is one pair of brackets with the booleans in it.
type level struct {
	booleans bool
	below    int // deepest row of levels with booleans inside this one
}

func (l level) depth() int {
	if l.booleans {
		return l.below + 1
	}
	return l.below
}

func (l *level) under(inner level) { l.below = max(l.below, inner.depth()) }
