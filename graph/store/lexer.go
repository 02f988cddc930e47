package store

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind tells the sorts of token apart.
type tokenKind uint8

const (
	wordToken      tokenKind = iota // keyword or name
	quotedToken                     // name in back-ticks
	stringToken                     // literal in quotes
	numberToken                     // literal number, with whatever sticks to it
	parameterToken                  // $name
	signToken                       // operator, bracket or separator
)

// token is one token of a Cypher text.
type token struct {
	kind  tokenKind
	text  string // as meant: without quotes and escapes, without the $ of a parameter
	upper string // of a word: its letters in upper case; of a sign: the sign in ASCII
	at    int    // byte offset in the query
	end   int    // byte offset behind it
}

// is reports whether t is the given word or sign, in upper case.
func (t token) is(text string) bool {
	return (t.kind == wordToken || t.kind == signToken) && t.upper == text
}

// name reports whether t can stand where Cypher wants a name.
func (t token) name() bool { return t.kind == wordToken || t.kind == quotedToken }

// lexer cuts a query into tokens exactly where Neo4j 5 does. Where Neo4j would
// meet a character it knows nothing of, the lexer refuses.
type lexer struct {
	query  string
	at     int
	tokens []token
}

// lex returns the tokens of a query that is valid UTF-8, in linear time.
func lex(query string) ([]token, error) {
	l := &lexer{query: query, tokens: make([]token, 0, len(query)/4+1)}
	for l.at < len(query) {
		if err := l.step(); err != nil {
			return nil, err
		}
	}
	return joinParameters(l.tokens), nil
}

// step reads one token, comment or space.
func (l *lexer) step() error {
	r, size := utf8.DecodeRuneInString(l.query[l.at:])
	rest := l.query[l.at:]
	switch {
	case isSpace(r):
		l.at += size
	case strings.HasPrefix(rest, "//"):
		l.lineComment()
	case strings.HasPrefix(rest, "/*"):
		return l.blockComment()
	case r == '\'' || r == '"':
		return l.text(byte(r))
	case r == '`':
		return l.quoted()
	case isDigit(rest, 0) || (r == '.' && isDigit(rest, 1)):
		return l.number()
	case isNameStart(r):
		l.add(wordToken, l.nameEnd(l.at+size))
	default:
		return l.sign(r, size)
	}
	return nil
}

func (l *lexer) add(kind tokenKind, end int) {
	text := l.query[l.at:end]
	t := token{kind: kind, text: text, at: l.at, end: end}
	if kind == wordToken {
		t.upper = foldWord(text)
	}
	l.tokens = append(l.tokens, t)
	l.at = end
}

func (l *lexer) lineComment() {
	if end := strings.IndexAny(l.query[l.at:], "\r\n"); end >= 0 {
		l.at += end + 1
		return
	}
	l.at = len(l.query)
}

func (l *lexer) blockComment() error {
	end := strings.Index(l.query[l.at+2:], "*/")
	if end < 0 {
		return refuse(l.query, l.at, "the comment that starts here has no end; close it with */")
	}
	l.at += end + 4
	return nil
}

// text reads a string; a backslash guards the character behind it.
func (l *lexer) text(quote byte) error {
	for i := l.at + 1; i < len(l.query); i++ {
		switch l.query[i] {
		case '\\':
			i++
		case quote:
			text := unescape(l.query[l.at+1 : i])
			l.tokens = append(l.tokens, token{kind: stringToken, text: text, at: l.at, end: i + 1})
			l.at = i + 1
			return nil
		}
	}
	return refuse(l.query, l.at, "the string that starts here has no end; close it with %c", quote)
}

// quoted reads a name in back-ticks; a doubled back-tick is one of its letters.
func (l *lexer) quoted() error {
	for i := l.at + 1; i < len(l.query); i++ {
		if l.query[i] != '`' {
			continue
		}
		if i+1 < len(l.query) && l.query[i+1] == '`' {
			i++
			continue
		}
		name := strings.ReplaceAll(l.query[l.at+1:i], "``", "`")
		l.tokens = append(l.tokens, token{kind: quotedToken, text: name, at: l.at, end: i + 1})
		l.at = i + 1
		return nil
	}
	return refuse(l.query, l.at, "the back-tick here has no partner; a name in back-ticks ends with one")
}

// numbers are the ways to write a number.
var numbers = regexp.MustCompile(`^(0[xX][0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*|[0-9]*\.[0-9]+([eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+)$`)

// number reads a number. Neo4j takes letters that stick to one for a part of
// it, and then says that it is none.
func (l *lexer) number() error {
	end := l.numberEnd()
	if text := l.query[l.at:end]; !numbers.MatchString(text) {
		return refuse(l.query, l.at, "%q is not a number; put a space behind the number, or a letter or _ in front of the name", text)
	}
	l.add(numberToken, end)
	return nil
}

func (l *lexer) numberEnd() int {
	q, i := l.query, l.at
	for isDigit(q, i) {
		i++
	}
	if i < len(q) && q[i] == '.' && isDigit(q, i+1) {
		for i++; isDigit(q, i); i++ {
		}
	}
	if i < len(q) && (q[i] == 'e' || q[i] == 'E') {
		sign := i + 1
		if sign < len(q) && (q[sign] == '+' || q[sign] == '-') && isDigit(q, sign+1) {
			i = sign + 1
		}
	}
	return l.nameEnd(i)
}

func (l *lexer) nameEnd(i int) int {
	for i < len(l.query) {
		r, size := utf8.DecodeRuneInString(l.query[i:])
		if !isNamePart(r) {
			break
		}
		i += size
	}
	return i
}

// longSigns are the signs of two characters.
var longSigns = []string{"<>", "<=", ">=", "=~", "+=", "!=", "||", "..", "::"}

func (l *lexer) sign(r rune, size int) error {
	for _, long := range longSigns {
		if strings.HasPrefix(l.query[l.at:], long) {
			r, size = 0, 2
			break
		}
	}
	ascii := l.query[l.at : l.at+size]
	if r != 0 {
		ascii = asciiSign(r)
	}
	if ascii == "" {
		return refuse(l.query, l.at, "the character %q (U+%04X) means nothing in Cypher outside of quotes; remove it", r, r)
	}
	l.tokens = append(l.tokens, token{kind: signToken, text: ascii, upper: ascii, at: l.at, end: l.at + size})
	l.at += size
	return nil
}

// joinParameters makes one token of a $ and the name behind it.
func joinParameters(tokens []token) []token {
	joined := tokens[:0]
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.is("$") && i+1 < len(tokens) && (tokens[i+1].name() || tokens[i+1].kind == numberToken) {
			i++
			t = token{kind: parameterToken, text: tokens[i].text, at: t.at, end: tokens[i].end}
		}
		joined = append(joined, t)
	}
	return joined
}

func isDigit(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

// asciiSign returns the ASCII sign that r means, or "". Neo4j takes several
// dashes and angle brackets for the parts of an arrow.
func asciiSign(r rune) string {
	switch {
	case r < utf8.RuneSelf && strings.ContainsRune("()[]{},.:;$%^*/+-=<>|&!?", r):
		return string(r)
	case strings.ContainsRune("⟨〈﹤＜", r):
		return "<"
	case strings.ContainsRune("⟩〉﹥＞", r):
		return ">"
	case (r >= 0x2010 && r <= 0x2015) || r == 0xFE58 || r == 0xFE63 || r == 0xFF0D:
		return "-"
	}
	return ""
}

// isSpace reports what Neo4j takes for space between tokens. The control
// characters among it never come this far.
func isSpace(r rune) bool {
	switch {
	case r >= 0x09 && r <= 0x0D, r >= 0x1C && r <= 0x20, r == 0xA0, r == 0x1680,
		r >= 0x2000 && r <= 0x200A, r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F, r == 0x3000:
		return true
	}
	return false
}

func isNameStart(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '_' || (r|0x20 >= 'a' && r|0x20 <= 'z')
	}
	return r <= 0xFFFF && (unicode.IsLetter(r) || unicode.In(r, unicode.Pc, unicode.Nl, unicode.Sc))
}

func isNamePart(r rune) bool {
	if r < utf8.RuneSelf {
		return isNameStart(r) || r == '$' || (r >= '0' && r <= '9')
	}
	return isNameStart(r) || (r <= 0xFFFF && unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc))
}

// foldWord returns w in upper case. Letters that only look like ASCII ones
// under case folding (ſ, the Kelvin sign) count as those: Neo4j tells them
// apart today, and the guard does not depend on it.
func foldWord(w string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			return unicode.ToUpper(r)
		}
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			if f < utf8.RuneSelf {
				return unicode.ToUpper(f)
			}
		}
		return unicode.ToUpper(r)
	}, w)
}

// unescape decodes the short escapes of a string; \u never comes this far.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	return escapes.Replace(s)
}

var escapes = strings.NewReplacer(`\\`, `\`, `\'`, `'`, `\"`, `"`, "\\`", "`", `\t`, "\t", `\b`, "\b", `\n`, "\n", `\r`, "\r", `\f`, "\f")
