package store

import "strings"

// checkCalls lets CALL open a subquery or a procedure of the list.
func checkCalls(s *scan) error {
	for i := range s.tokens {
		if !s.keyword(i, "CALL") {
			continue
		}
		if s.token(i+1).is("{") || s.scoped(i+1) {
			continue
		}
		name, _ := s.dottedName(i + 1)
		switch {
		case name == "":
			return s.refuse(i, "CALL is followed by neither a subquery in braces nor a procedure's name")
		case !readingProcedures[name]:
			return s.refuse(i+1, "the procedure %s is not on the list of those that only read. Callable are db.index.fulltext.queryNodes and queryRelationships, db.index.vector.queryNodes and queryRelationships, db.labels, db.relationshipTypes, db.propertyKeys and db.schema.*", name)
		}
	}
	return nil
}

// scoped reports whether i opens the list of variables of CALL (x, y) { … }.
func (s *scan) scoped(i int) bool {
	return s.token(i).is("(") && s.token(s.partner[i]+1).is("{")
}

// dottedName reads a.b.c from i on, and returns the index behind it. The name
// is empty when none stands there or when it does not end as one.
func (s *scan) dottedName(i int) (name string, next int) {
	var parts []string
	for s.token(i).name() {
		parts = append(parts, s.token(i).text)
		if !s.token(i+1).is(".") || !s.token(i+2).name() {
			return strings.Join(parts, "."), i + 1
		}
		i += 2
	}
	return "", i
}

// checkFunctions lets only functions of the list be called. A name in front of
// a round bracket is a function wherever it is not a keyword, a procedure, or
// a label in an index hint.
func checkFunctions(s *scan) error {
	for i, t := range s.tokens {
		if !t.is("(") || !s.token(i-1).name() {
			continue
		}
		name, start := s.nameBefore(i)
		known := functions[strings.ToLower(name)]
		switch {
		case known, s.notFunction(start, i):
		case strings.EqualFold(name, "file"), strings.EqualFold(name, "linenumber"):
			return s.refuse(start, "%s belongs to LOAD CSV, which is not allowed", name)
		default:
			return s.refuse(start, "the function %s is not on the list of those that may be called; only Neo4j's own functions that read this graph are", name)
		}
	}
	return nil
}

// nameBefore reads the dotted name that ends before i, backward.
func (s *scan) nameBefore(i int) (name string, start int) {
	start = i - 1
	name = s.token(start).text
	for s.token(start-1).is(".") && s.token(start-2).name() {
		start -= 2
		name = s.token(start).text + "." + name
	}
	return name, start
}

// notFunction reports whether the name from start up to the bracket at i
// stands there for another reason than to be called as a function.
func (s *scan) notFunction(start, i int) bool {
	t := s.token(start)
	switch {
	case s.keyword(start-1, "CALL"):
		return true // a procedure; checkCalls has seen it
	case start == i-1 && t.kind == wordToken && beforeBracket[t.upper]:
		return !s.token(start - 1).is(".")
	case s.token(start - 1).is(":"):
		hint := s.token(start - 3)
		return s.token(start-2).name() && (hint.is("INDEX") || hint.is("SEEK"))
	}
	return false
}
