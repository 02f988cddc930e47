package store

import (
	"encoding/json"
	"math"
	"strconv"
	"unicode/utf8"

	"entente/graph"
)

// Limits of parameters.
const (
	MaxCypherParameters = 100       // by count
	maxParameterBytes   = 256 << 10 // of names and values together
	maxParameterDepth   = 16
	maxSafeInteger      = 1<<53 - 1
)

// admitParameters checks parameters and gives them the types that Cypher
// wants. JSON knows one kind of number, so a whole one becomes an integer: a
// 5.0 typed by a reader cannot be told from a 5, and LIMIT wants the latter.
func admitParameters(given map[string]any) (map[string]any, error) {
	if len(given) > MaxCypherParameters {
		return nil, graph.FieldError("parameters", "At most %d parameters are taken; put more into a list or a map.", MaxCypherParameters)
	}
	a := parameterCheck{left: maxParameterBytes}
	return a.object(given, 0)
}

// parameterCheck copies values and counts their bytes down.
type parameterCheck struct{ left int }

func (a *parameterCheck) value(value any, depth int) (any, error) {
	if depth > maxParameterDepth {
		return nil, graph.FieldError("parameters", "Parameters are nested more than %d deep; make them flatter.", maxParameterDepth)
	}
	if a.left -= 8; a.left < 0 {
		return nil, tooManyBytes()
	}
	switch v := value.(type) {
	case nil, bool:
		return v, nil
	case string:
		return a.text(v)
	case json.Number:
		return jsonNumber(v)
	case float64:
		return number(v)
	case int:
		return int64(v), nil
	case int64:
		return v, nil
	case []string:
		return a.list(len(v), func(i int) any { return v[i] }, depth)
	case []any:
		return a.list(len(v), func(i int) any { return v[i] }, depth)
	case map[string]any:
		return a.object(v, depth)
	}
	return nil, graph.FieldError("parameters", "A parameter is a %T; send text, numbers, true, false, null, lists and objects.", value)
}

func (a *parameterCheck) text(v string) (any, error) {
	if a.left -= len(v); a.left < 0 {
		return nil, tooManyBytes()
	}
	if !utf8.ValidString(v) {
		return nil, graph.FieldError("parameters", "A parameter is not valid UTF-8; send it as UTF-8 text.")
	}
	return v, nil
}

func (a *parameterCheck) list(n int, at func(int) any, depth int) (any, error) {
	list := make([]any, 0, min(n, 1024))
	for i := range n {
		v, err := a.value(at(i), depth+1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func (a *parameterCheck) object(given map[string]any, depth int) (map[string]any, error) {
	object := make(map[string]any, len(given))
	for key, value := range given {
		if _, err := a.text(key); err != nil {
			return nil, err
		}
		v, err := a.value(value, depth+1)
		if err != nil {
			return nil, err
		}
		object[key] = v
	}
	return object, nil
}

func jsonNumber(v json.Number) (any, error) {
	if whole, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
		return whole, nil
	}
	f, err := v.Float64()
	if err != nil {
		return nil, graph.FieldError("parameters", "%s is not a number that fits; integers have 64 bits and other numbers are doubles.", v)
	}
	return number(f)
}

func number(f float64) (any, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil, graph.FieldError("parameters", "A parameter is not a finite number.")
	}
	if f == math.Trunc(f) && math.Abs(f) <= maxSafeInteger {
		return int64(f), nil
	}
	return f, nil
}

func tooManyBytes() error {
	return graph.FieldError("parameters", "The parameters have more than %d KB; send less at once.", maxParameterBytes>>10)
}

// extent is how far a value reaches: its longest text in bytes, its longest
// list, and all its bytes.
type extent struct{ text, list, bytes int }

func measure(value any) extent {
	switch v := value.(type) {
	case string:
		return extent{text: len(v), bytes: len(v)}
	case []any:
		e := extent{list: len(v)}
		for _, item := range v {
			e = e.with(measure(item))
		}
		return e
	case map[string]any:
		var e extent
		for _, item := range v {
			e = e.with(measure(item))
		}
		return e
	}
	return extent{bytes: 8}
}

func (e extent) with(other extent) extent {
	return extent{max(e.text, other.text), max(e.list, other.list), e.bytes + other.bytes}
}
