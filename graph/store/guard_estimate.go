package store

import (
	"math"
	"strings"
)

// expression estimates the tokens from i to j: operands, joined by operators
// or separated by commas. What is joined by + adds up; comparisons and
// arithmetic make small values.
func (e *estimator) expression(i, j int) estimate {
	var sum, term estimate
	small, arithmetic := false, false
	flush := func() {
		if arithmetic {
			term.weight = 0
		}
		sum = sum.plus(term)
		term, arithmetic = estimate{exact: true}, false
	}
	sum.exact, term.exact = true, true
	for p := i; p < j && e.problem == nil; {
		t := e.token(p)
		switch {
		case t.is("+"), t.is("||"), t.is(","):
			flush()
		case multiplies[t.upper] && t.kind == signToken && p > i && e.endsOperand(p-1):
			arithmetic = true
			small = small || t.is("-")
		case compares[t.upper] && t.kind != quotedToken && !e.namedAt(p):
			small = true
		default:
			var value estimate
			value, p = e.operand(p, i, j)
			term = term.beside(value)
			continue
		}
		p++
	}
	flush()
	if small {
		return estimate{steps: sum.steps}
	}
	return sum
}

var (
	multiplies = words(`* / % ^ -`)
	compares   = words(`AND OR XOR NOT IN IS CONTAINS STARTS ENDS = <> < > <= >= =~`)
)

func (e *estimator) namedAt(i int) bool { return e.token(i).kind == wordToken && e.named[i] }

// plus is what two values joined by + may come to.
func (v estimate) plus(w estimate) estimate {
	return estimate{v.length + w.length, v.exact && w.exact, v.weight + w.weight, v.steps + w.steps}
}

// beside is what two values come to of which one or the other is taken.
func (v estimate) beside(w estimate) estimate {
	return estimate{max(v.length, w.length), v.exact && w.exact, max(v.weight, w.weight), v.steps + w.steps}
}

// operand estimates what begins at p, inside of i to j, and returns the index
// behind it.
func (e *estimator) operand(p, i, j int) (estimate, int) {
	t := e.token(p)
	if t.kind == signToken && e.partner[p] > p {
		return e.bracket(p, i), e.partner[p] + 1
	}
	if t.is("CASE") && !e.named[p] {
		return e.cases(p, j)
	}
	if t.name() {
		if name, next := e.dottedName(p); name != "" && e.token(next).is("(") && next < j {
			return e.call(name, next), e.partner[next] + 1
		}
	}
	return e.leaf(p), p + 1
}

// leaf estimates a single token.
func (e *estimator) leaf(p int) estimate {
	t := e.token(p)
	switch {
	case e.token(p - 1).is("."):
		return estimate{length: propertyItems}
	case t.kind == stringToken:
		return estimate{weight: e.free * float64(len(t.text)) / unitBytes, exact: true}
	case t.kind == parameterToken:
		size := e.extents[t.text]
		return estimate{length: float64(size.list), exact: size.list > 0, weight: e.free * float64(size.bytes) / unitBytes}
	case t.kind == wordToken && constants[t.upper] && !e.named[p]:
		return estimate{exact: true}
	case t.name():
		if known, ok := e.bound[t.text]; ok {
			known.steps = 0
			return known
		}
		return estimate{length: variableItems, weight: e.free}
	}
	return estimate{exact: true}
}

var constants = words(`TRUE FALSE NULL DISTINCT WHERE INF NAN`)

// bracket estimates the bracket that opens at p, in an expression that begins
// at i.
func (e *estimator) bracket(p, i int) estimate {
	inner, end := p+1, e.partner[p]
	switch {
	case e.tokens[p].is("{") && subqueryWords[e.token(p-1).upper]:
		return estimate{length: collectItems, weight: e.free}
	case e.tokens[p].is("["):
		if p > i && e.endsOperand(p-1) {
			return estimate{steps: e.expression(inner, end).steps} // an index or a slice
		}
		if source, loop := e.comprehends(p); loop {
			return e.comprehension(inner, source, end)
		}
		items := e.expression(inner, end)
		items.length, items.exact = float64(e.count(inner, end)), true
		return items
	}
	return e.expression(inner, end)
}

// count counts the items between commas from i to j.
func (e *estimator) count(i, j int) int {
	if i >= j {
		return 0
	}
	return len(e.split(i, j, ",")) - 1
}

// split returns i, the indexes behind each separator at the top level between
// i and j, and j+1: items stand from one to the next less one.
func (e *estimator) split(i, j int, separator string) []int {
	at := []int{i}
	for p := i; p < j; p++ {
		switch {
		case e.partner[p] > p:
			p = e.partner[p]
		case e.token(p).is(separator):
			at = append(at, p+1)
		}
	}
	return append(at, j+1)
}

// find returns the first index of the word or sign at the top level between i
// and j, or j.
func (e *estimator) find(i, j int, word string) int {
	if at := e.split(i, j, word); len(at) > 2 {
		return at[1] - 1
	}
	return j
}

// cases estimates CASE … END: the largest of its results.
func (e *estimator) cases(p, j int) (estimate, int) {
	var value estimate
	value.exact = true
	depth, from, result := 0, p+1, false
	for q := p; q < j; q++ {
		t := e.token(q)
		switch {
		case e.partner[q] > q:
			q = e.partner[q]
			continue
		case t.kind != wordToken || e.named[q]:
			continue
		case t.upper == "CASE":
			depth++
			continue
		case depth > 1 && t.upper == "END":
			depth--
			continue
		case depth > 1 || (t.upper != "WHEN" && t.upper != "THEN" && t.upper != "ELSE" && t.upper != "END"):
			continue
		}
		part := e.expression(from, q)
		if !result {
			part = estimate{exact: true, steps: part.steps}
		}
		value = value.beside(part)
		from, result = q+1, t.upper == "THEN" || t.upper == "ELSE"
		if t.upper == "END" {
			return value, q + 1
		}
	}
	return value, j
}

// call estimates the function of the given name, whose round bracket opens at
// open.
func (e *estimator) call(name string, open int) estimate {
	inner, end := open+1, e.partner[open]
	lower := strings.ToLower(name)
	switch lower {
	case "reduce":
		return e.reduce(inner, end)
	case "any", "all", "none", "single":
		loop := e.comprehension(inner, e.loopSource(inner), end)
		return estimate{steps: loop.steps}
	case "range":
		return e.rangeCall(open)
	case "replace":
		return e.replaceCall(inner, end)
	}
	arguments := e.expression(inner, end)
	switch {
	case smallResults[lower] || strings.Contains(lower, "."):
		return estimate{steps: arguments.steps}
	case lower == "collect":
		return estimate{length: collectItems, weight: arguments.weight, steps: arguments.steps}
	case lower == "split":
		return estimate{length: variableItems, weight: arguments.weight, steps: arguments.steps}
	case graphLists[lower]:
		return estimate{length: propertyItems, weight: arguments.weight, steps: arguments.steps}
	}
	return arguments
}

var (
	smallResults = words(`
		count sum avg stdev stdevp percentilecont percentiledisc size length char_length character_length
		abs ceil floor round sign rand sqrt exp log log10 e pi id elementid type timestamp exists isempty isnan
		tointeger tointegerornull tofloat tofloatornull toboolean tobooleanornull valuetype randomuuid
		date datetime localdatetime time localtime duration point
	`)
	graphLists = words(`nodes relationships labels keys`)
)

// replaceCall estimates replace(text, what, by).
func (e *estimator) replaceCall(i, j int) estimate {
	at := e.split(i, j, ",")
	if len(at) != 4 {
		return e.expression(i, j)
	}
	text := e.expression(at[0], at[1]-1)
	what, by := e.expression(at[1], at[2]-1), e.expression(at[2], at[3]-1)
	text.steps += what.steps + by.steps
	text.weight *= e.growth(at[1], at[2])
	return text
}

// growth is the factor by which replacing the text at what by the text at by
// makes a text longer. A text that is not written out may be much longer.
func (e *estimator) growth(what, by int) float64 {
	after, known := e.textAt(by)
	if !known {
		return 16
	}
	before, known := e.textAt(what)
	if !known {
		before = "x"
	}
	if before == "" {
		return 1 + float64(len(after))
	}
	return math.Max(1, float64(len(after))/float64(len(before)))
}
