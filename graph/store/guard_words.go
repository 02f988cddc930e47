package store

// refusedWords start clauses that change the graph, its schema or the server,
// read files, or leave the database. The text says what each would do.
var refusedWords = map[string]string{
	"ALTER": "changes the server", "CREATE": "writes", "DEALLOCATE": "changes the server", "DELETE": "deletes",
	"DENY": "changes rights", "DETACH": "deletes", "DROP": "changes the schema", "DRYRUN": "changes the server",
	"ENABLE": "changes the server", "FOREACH": "writes", "GRANT": "changes rights", "INSERT": "writes",
	"LOAD": "reads files and addresses", "MERGE": "writes", "NODETACH": "deletes", "REALLOCATE": "changes the server",
	"REMOVE": "removes properties and labels", "RENAME": "changes the server", "REVOKE": "changes rights",
	"SET": "writes", "SHOW": "reads the server's administration", "TERMINATE": "ends other transactions",
	"USE": "leaves this database",
}

// opening are the words a question may start with.
var opening = words(`MATCH OPTIONAL WITH UNWIND RETURN CALL FINISH`)

// checkStart refuses whatever does not begin as a question: options, plans on
// request, administration.
func checkStart(s *scan) error {
	first := s.token(0)
	switch {
	case len(s.tokens) == 0:
		return refused("The query holds nothing but space and comments. Write a question, for example MATCH (n:Entity) RETURN n LIMIT 10.")
	case first.is("EXPLAIN"), first.is("PROFILE"):
		return s.refuse(0, "%s is asked for separately; send the query without it", first.upper)
	case first.is("CYPHER"):
		return s.refuse(0, "options by CYPHER are not taken here; send the query without them")
	case refusedWords[first.upper] != "":
		return s.refuse(0, "%s %s; only questions are answered here", first.upper, refusedWords[first.upper])
	case first.kind != wordToken || !opening[first.upper]:
		return s.refuse(0, "a question starts with MATCH, OPTIONAL MATCH, WITH, UNWIND, CALL or RETURN, not with %s", first.text)
	}
	return nil
}

// checkWords tells names from keywords and refuses the keywords that do more
// than read, statement separators and batches of transactions.
func checkWords(s *scan) error {
	for i, t := range s.tokens {
		switch {
		case t.is(";"):
			return s.refuse(i, "one query is answered at a time; remove the semicolon and what follows")
		case t.kind != wordToken:
			continue
		}
		if (t.upper == "TRANSACTIONS" || t.upper == "TRANSACTION") && s.inBatches(i) {
			return s.refuse(i, "CALL … IN TRANSACTIONS runs outside of the reading transaction; remove IN %s", t.upper)
		}
		s.named[i] = s.isName(i)
		if does := refusedWords[t.upper]; does != "" && !s.named[i] {
			return s.refuse(i, "%s %s; only questions are answered here. If it is a name, write it in back-ticks: `%s`", t.upper, does, t.text)
		}
	}
	return nil
}

// isName reports whether the word at i is certainly a name, because no clause
// or operator can begin there. It looks at the words before i, which are
// decided already. What it cannot decide is no name.
func (s *scan) isName(i int) bool {
	before, after := s.token(i-1), s.token(i+1)
	if after.is(".") || after.is(":") {
		return true // set.name, {set: 1}, (set:Entity): no clause goes on like this
	}
	switch {
	case before.is("."):
		return true
	case beforeOperand[s.token(i).upper], subqueryWords[s.token(i).upper] && after.is("{"):
		return false
	case before.kind == signToken:
		return before.upper != "" && namesFollow[before.upper]
	}
	return s.takesOperand(i - 1)
}

// beforeOperand may stand where an operand must begin, and are none themselves.
var beforeOperand = words(`ALL ANY CASE DISTINCT NOT WHEN`)

// namesFollow are the signs behind which an operand or a name must stand. The
// others can end a clause: RETURN * CALL …, ((a)-->(b))+ CALL ….
var namesFollow = map[string]bool{
	"(": true, "[": true, ",": true, ".": true, "..": true, ":": true, "::": true, "|": true, "&": true, "!": true,
	"=": true, "<>": true, "<=": true, ">=": true, "=~": true, "/": true, "%": true, "^": true, "||": true, "$": true,
}

// operandsFollow are keywords behind which an operand must stand.
var operandsFollow = words(`AND AS BY ELSE IN OR RETURN THEN UNWIND WHEN WHERE WITH XOR`)

// takesOperand reports whether the word at i is certainly a keyword that an
// operand follows: it is such a word, and it stands where no name can stand.
func (s *scan) takesOperand(i int) bool {
	t := s.token(i)
	if t.kind != wordToken || s.named[i] || !operandsFollow[t.upper] {
		return false
	}
	if t.upper == "BY" && s.keyword(i-1, "ORDER") {
		return s.endsOperand(i - 2)
	}
	return i == 0 || s.endsOperand(i-1)
}

// endsOperand reports whether an operand certainly ends at i, so that a word
// behind it is a keyword.
func (s *scan) endsOperand(i int) bool {
	t := s.token(i)
	switch t.kind {
	case wordToken:
		return s.named[i] || !cypherWords[t.upper]
	case signToken:
		return t.upper == ")" || t.upper == "]" || t.upper == "}"
	}
	return true
}

// inBatches reports whether the word TRANSACTIONS at i belongs to a subquery:
// … } IN TRANSACTIONS, … } IN 4 CONCURRENT TRANSACTIONS. A list of that name
// behind IN is not meant.
func (s *scan) inBatches(i int) bool {
	before := s.token(i - 1)
	return before.is("CONCURRENT") || before.is("IN") && s.token(i-2).is("}")
}
