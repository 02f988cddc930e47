package store

// Bounds of loops inside expressions. Neo4j checks neither time nor memory
// inside reduce, comprehensions, any, all, none, single and range, so what
// they cost must be known before.
const (
	maxSteps      = 1e7   // steps of loops inside one another, estimated; about a second
	maxWeight     = 4096  // copies of values that + and replace pile up
	maxLoops      = 4     // loops inside one another
	maxUnwound    = 1e6   // rows of UNWIND range(…)
	propertyItems = 100   // guess: a list in a property, the labels of a node, the nodes of a path
	variableItems = 1000  // guess: a list in a variable
	collectItems  = 10000 // guess: collect(…) and COLLECT { … }
	unitBytes     = 64    // of a literal that count as much as one value of the graph
)

// estimate is what an expression may come to.
type estimate struct {
	length float64 // items, if it is a list
	exact  bool    // length is written in the query, not guessed
	weight float64 // copies of values of the graph in it; literals count by size
	steps  float64 // steps of the loops in it
}

// estimator walks a query from left to right and follows what variables hold.
type estimator struct {
	*scan
	bound   map[string]estimate
	free    float64 // weight of a variable that nothing is known of, and scale of literals
	loops   int     // loops around the current place
	problem error
}

// checkLoops bounds the work and the size of expressions.
func checkLoops(s *scan) error {
	e := &estimator{scan: s, bound: map[string]estimate{}, free: 1}
	starts := []int{0} // where the current item began, for each open bracket
	for i, t := range s.tokens {
		top := len(starts) - 1
		switch {
		case t.kind == signToken && closers[t.upper] != "":
			e.site(i)
			starts = append(starts, i+1)
		case t.kind == signToken && s.partner[i] >= 0:
			starts = starts[:top]
		case t.is(","), t.kind == wordToken && startsItem[t.upper] && !s.named[i]:
			starts[top] = i + 1
		case s.keyword(i, "AS") && s.token(i+1).name():
			e.bind(starts[top], i)
		}
		if e.problem != nil {
			return e.problem
		}
	}
	return nil
}

// startsItem are the keywords behind which an item of a list of results begins.
var startsItem = words(`WITH RETURN DISTINCT UNWIND YIELD`)

// bind notes what the variable behind AS holds.
func (e *estimator) bind(start, as int) {
	name := e.token(as + 1).text
	unwound := e.keyword(start-1, "UNWIND")
	if unwound && e.token(start).is("RANGE") && e.token(start+1).is("(") && e.partner[start+1] == as-1 {
		e.unwindRange(start)
		e.bound[name] = estimate{}
		return
	}
	value := e.checked(start, as)
	if unwound {
		value = value.element()
	}
	e.bound[name] = value
}

// unwindRange lets UNWIND range(…) make rows: Neo4j makes them one by one, and
// can be stopped between them.
func (e *estimator) unwindRange(i int) {
	n, known := e.rangeLength(i + 1)
	if known && n > maxUnwound {
		e.fail(i, "UNWIND range() makes %.0f rows; at most %.0f are made here", n, float64(maxUnwound))
	}
}

// site estimates a loop, a range or a replacement that opens at the bracket i.
func (e *estimator) site(i int) {
	before := e.token(i - 1)
	switch {
	case e.tokens[i].is("["):
		if _, loop := e.comprehends(i); loop {
			e.checked(i, e.partner[i]+1)
		}
	case e.tokens[i].is("(") && before.name() && growing[before.upper] && !e.token(i-2).is("."):
		if before.is("RANGE") && e.keyword(i-2, "UNWIND") && e.keyword(e.partner[i]+1, "AS") {
			return // bind sees it
		}
		e.checked(i-1, e.partner[i]+1)
	}
}

// growing are the functions whose results or time can grow out of proportion.
var growing = words(`RANGE REDUCE REPLACE ANY ALL NONE SINGLE`)

// checked estimates the tokens from i to j and refuses too much.
func (e *estimator) checked(i, j int) estimate {
	value := e.expression(i, j)
	switch {
	case value.steps > maxSteps:
		e.fail(i, "the loops here may take about %.0g steps, and Neo4j cannot be stopped inside of them; use UNWIND and aggregation, or shorter lists", value.steps)
	case value.weight > maxWeight:
		e.fail(i, "the text or list built here may grow about %.0g-fold; build it in smaller steps", value.weight)
	}
	e.largest = max(e.largest, value.weight)
	return value
}

func (e *estimator) fail(i int, format string, args ...any) {
	if e.problem == nil {
		e.problem = e.refuse(i, format, args...)
	}
}

// element is what one item of a list may be.
func (v estimate) element() estimate {
	if v.exact && v.length > 1 {
		return estimate{length: variableItems, weight: v.weight / v.length}
	}
	return estimate{length: max(variableItems, v.length), weight: v.weight}
}
