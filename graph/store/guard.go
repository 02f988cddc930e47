package store

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph"
)

// Limits of a reader's own Cypher that can be checked by looking at it. They
// were measured on Neo4j 5.26; GUARD.md tells how.
const (
	MaxCypherBytes = 16 << 10 // longer texts are programs' work
	maxNesting     = 64       // brackets and CASE; the parser's stack overflows between 250 and 320
	maxSubqueries  = 5        // subqueries inside one another; planning time grows threefold with each
	maxNegations   = 64       // NOT, + and - in front of one operand
	maxPostfix     = 64       // .a.b.c and [0][1][2] behind one operand; overflow at 256
	maxOperators   = 500      // arithmetic and comparisons in the whole text
	maxBooleans    = 200      // AND and OR in the whole text
	maxExclusive   = 6        // XOR: planning doubles with each, and cannot be stopped
	maxAlternation = 16       // AND inside OR inside AND …; 28 take half a second, 40 never end
	maxClauses     = 120      // clauses in the whole text
	maxMatches     = 40       // MATCH among them
	maxArrows      = 25       // relationships in patterns; 30 in a row take 9 s to plan
	maxUnions      = 40
)

// statement is a query that passed the checks that need no server.
type statement struct {
	query      string
	tokens     []token
	parameters map[string]any
}

// admit makes every check of the guard that needs no server. The error is
// Invalid for a missing query or bad parameters and Refused otherwise.
func admit(q graph.CypherQuery) (statement, error) {
	if err := q.Validate(); err != nil {
		return statement{}, err
	}
	parameters, err := admitParameters(q.Parameters)
	if err != nil {
		return statement{}, err
	}
	if err := checkText(q.Query); err != nil {
		return statement{}, err
	}
	tokens, err := lex(q.Query)
	if err != nil {
		return statement{}, err
	}
	s := statement{query: q.Query, tokens: tokens, parameters: parameters}
	return s, checkTokens(newScan(s))
}

// checkTokens runs the checks in order: each relies on those before it.
func checkTokens(s *scan) error {
	checks := []func(*scan) error{
		checkBrackets, checkStart, checkWords, checkCalls, checkFunctions, checkShape, checkLoops, checkPatterns,
	}
	for _, check := range checks {
		if err := check(s); err != nil {
			return err
		}
	}
	return nil
}

// checkText looks at the bytes, before any token is known.
func checkText(query string) error {
	if len(query) > MaxCypherBytes {
		return refused("The query has %d bytes; at most %d are read here. Shorten it, or pass long lists as parameters.", len(query), MaxCypherBytes)
	}
	if !utf8.ValidString(query) {
		return refused("The query is not valid UTF-8. Send it as UTF-8 text.")
	}
	if at := unicodeEscape(query); at >= 0 {
		return refuse(query, at, `backslash-u escapes are decoded before Cypher is read and can hide anything; write the character itself`)
	}
	for at, r := range query {
		if hidden(r) {
			return refuse(query, at, "the control character U+%04X does not belong in a query; remove it", r)
		}
	}
	return nil
}

// unicodeEscape finds a backslash followed by a u of either case.
func unicodeEscape(query string) int {
	for i := 0; i+1 < len(query); i++ {
		if query[i] == '\\' && query[i+1]|0x20 == 'u' {
			return i
		}
	}
	return -1
}

// hidden reports characters that a reader cannot see and that change how a
// text is read or shown.
func hidden(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return false
	case unicode.IsControl(r), r == 0xAD, r == 0xFEFF, r == 0x2028, r == 0x2029,
		r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r == 0xFFFE, r == 0xFFFF:
		return true
	}
	return false
}

// refuse makes a Refused error that says where.
func refuse(query string, at int, format string, args ...any) error {
	line, column := position(query, at)
	return refused("Line %d, column %d: %s.", line, column, fmt.Sprintf(format, args...))
}

func refused(format string, args ...any) error { return graph.Errorf(graph.Refused, format, args...) }

// position turns a byte offset into a line and a column, counted from 1 in
// code points.
func position(query string, at int) (line, column int) {
	before := query[:min(at, len(query))]
	line = 1 + strings.Count(before, "\n")
	return line, 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
}
