package store

import (
	"math"
	"strconv"
)

// comprehends reports whether the square bracket at i opens a comprehension.
// source is where the list stands behind IN, or -1 for a pattern.
func (e *estimator) comprehends(i int) (source int, loop bool) {
	if e.token(i+1).name() && e.token(i+2).is("IN") {
		return i + 3, true
	}
	if e.token(i - 1).is("-") {
		return 0, false // a relationship
	}
	return -1, e.find(i+1, e.partner[i], "|") < e.partner[i]
}

// loopSource returns where the list of any(x IN list …) that begins at i
// stands, or -1.
func (e *estimator) loopSource(i int) int {
	if e.token(i).name() && e.token(i+1).is("IN") {
		return i + 2
	}
	return -1
}

// comprehension estimates variable IN list WHERE condition | result, from i to
// j, or a pattern with the same ending.
func (e *estimator) comprehension(i, source, j int) estimate {
	bar := e.find(i, j, "|")
	list := estimate{length: propertyItems, weight: e.free}
	body := i
	if source >= 0 {
		body = min(bar, e.find(source, bar, "WHERE"))
		list = e.expression(source, body)
	}
	var once estimate
	e.inLoop(i, func() {
		if source >= 0 {
			defer e.let(e.token(i).text, list.element())()
		}
		condition := e.expression(min(body+1, bar), bar)
		once = e.expression(min(bar+1, j), j)
		once.steps += condition.steps
	})
	result := estimate{length: list.length, exact: list.exact, weight: list.weight}
	result.steps = list.steps + list.length*max(1, once.steps)
	if bar < j {
		result.weight = once.weight
		if list.exact {
			result.weight = once.weight * list.length
		}
	}
	return result
}

// reduce estimates accumulator = start, variable IN list | next, from i to j.
func (e *estimator) reduce(i, j int) estimate {
	comma, bar := e.find(i, j, ","), e.find(i, j, "|")
	source := e.loopSource(comma + 1)
	if source < 0 || !e.token(i+1).is("=") || bar < source {
		return e.expression(i, j)
	}
	start, list := e.expression(i+2, comma), e.expression(source, bar)
	var slope, added estimate
	e.inLoop(i, func() {
		slope = e.slope(e.token(i).text, bar+1, j)
		defer e.let(e.token(comma+1).text, list.element())()
		defer e.let(e.token(i).text, estimate{length: variableItems})()
		added = e.expression(bar+1, j)
	})
	steps := start.steps + list.steps + list.length*max(1, added.steps)
	weight := start.weight + added.weight
	switch {
	case slope.weight > 1:
		weight = (weight + 1.0/unitBytes) * math.Pow(slope.weight, list.length)
	case list.exact && slope.weight > 0:
		weight = start.weight + added.weight*list.length
	}
	return estimate{length: max(variableItems, list.length), weight: weight, steps: steps}
}

// slope tells how many copies of the accumulator its next value holds.
func (e *estimator) slope(accumulator string, i, j int) estimate {
	bound, free := e.bound, e.free
	defer func() { e.bound, e.free = bound, free }()
	e.bound, e.free = map[string]estimate{accumulator: {length: variableItems, weight: 1}}, 0
	return e.expression(i, j)
}

// inLoop does work one loop deeper.
func (e *estimator) inLoop(i int, work func()) {
	if e.loops++; e.loops > maxLoops {
		e.fail(i, "loops (reduce, comprehensions, any, all, none, single) are nested more than %d deep; use UNWIND and aggregation", maxLoops)
	} else {
		work()
	}
	e.loops--
}

// let binds a variable and returns what undoes it.
func (e *estimator) let(name string, value estimate) func() {
	before, had := e.bound[name]
	value.steps = 0
	e.bound[name] = value
	return func() {
		if had {
			e.bound[name] = before
		} else {
			delete(e.bound, name)
		}
	}
}

// rangeCall estimates range(…), whose bracket opens at open.
func (e *estimator) rangeCall(open int) estimate {
	n, known := e.rangeLength(open)
	if known {
		return estimate{length: n, exact: true, weight: n / unitBytes, steps: n}
	}
	end := e.partner[open]
	bounds := e.split(open+1, end, ",")
	for k := 0; k+1 < len(bounds); k++ {
		if !e.measured(bounds[k], bounds[k+1]-1) {
			e.fail(open-1, "the bounds of range() are computed; write them as numbers, parameters or size(…), or make rows by UNWIND range(…)")
			break
		}
	}
	return estimate{length: variableItems, weight: 1, steps: variableItems}
}

// rangeLength returns the number of items of range(from, to, step) when its
// bounds are written out.
func (e *estimator) rangeLength(open int) (n float64, known bool) {
	at := e.split(open+1, e.partner[open], ",")
	if len(at) < 3 || len(at) > 4 {
		return 0, false
	}
	values := []float64{0, 0, 1}
	for k := 0; k+1 < len(at); k++ {
		value, ok := e.constant(at[k], at[k+1]-1)
		if !ok {
			return 0, false
		}
		values[k] = value
	}
	if values[2] == 0 {
		return 0, true // an error that Neo4j tells of
	}
	return max(0, math.Floor((values[1]-values[0])/values[2])+1), true
}

// measured reports whether the tokens from i to j come to no more than the
// length of something that is there already.
func (e *estimator) measured(i, j int) bool {
	for p := i; p < j; p++ {
		t := e.token(p)
		switch {
		case t.kind == numberToken && e.isNumber(p), t.is("+"), t.is("-"), t.is("("), t.is(")"), t.is("/"):
		case t.kind == parameterToken:
			if _, ok := e.constant(p, p+1); !ok {
				return false
			}
		case (t.is("SIZE") || t.is("LENGTH")) && e.token(p+1).is("("):
			p = e.partner[p+1]
		default:
			return false
		}
	}
	return true
}

func (e *estimator) isNumber(p int) bool {
	_, ok := e.constant(p, p+1)
	return ok
}

// constant evaluates whole numbers and integer parameters with + - * between.
func (e *estimator) constant(i, j int) (float64, bool) {
	if e.token(i).is("(") && e.partner[i] == j-1 {
		return e.constant(i+1, j-1)
	}
	for _, sign := range []string{"+", "-", "*"} {
		for p := j - 1; p >= i; p-- {
			if e.partner[p] >= 0 && e.partner[p] < p {
				p = e.partner[p]
				continue
			}
			if e.token(p).is(sign) && (sign != "-" || p == i || e.endsOperand(p-1)) {
				return e.apply(sign, i, p, j)
			}
		}
	}
	return e.single(i, j)
}

func (e *estimator) apply(sign string, i, p, j int) (float64, bool) {
	right, ok := e.constant(p+1, j)
	if !ok {
		return 0, false
	}
	if p == i {
		return -right, sign == "-"
	}
	left, ok := e.constant(i, p)
	switch sign {
	case "+":
		return left + right, ok
	case "-":
		return left - right, ok
	}
	return left * right, ok
}

func (e *estimator) single(i, j int) (float64, bool) {
	if j != i+1 {
		return 0, false
	}
	t := e.token(i)
	switch t.kind {
	case numberToken:
		n, err := strconv.ParseInt(t.text, 0, 64)
		return float64(n), err == nil
	case parameterToken:
		n, ok := e.parameters[t.text].(int64)
		return float64(n), ok
	}
	return 0, false
}
