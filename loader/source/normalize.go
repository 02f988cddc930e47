package source

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize brings a text into the form in which it is stored and to which
// all offsets refer: valid UTF-8 in NFC with \n line ends. "\r\n", a lone
// "\r" and Unicode's line and paragraph separators become "\n"; NUL and the
// other control characters but tab become a space; bytes that are not UTF-8,
// lone surrogates among them, become U+FFFD. Nothing else changes, so a text
// that is in this form already stays as it is, byte for byte.
func Normalize(text string) string {
	if clean(text) {
		return text
	}
	if strings.Contains(text, "\r\n") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return norm.NFC.String(strings.Map(normalRune, text))
}

func normalRune(r rune) rune {
	switch {
	case r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r == '\t' || r == '\n':
		return r
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return ' '
	}
	return r // strings.Map has turned invalid bytes into U+FFFD
}

func clean(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' || c >= 0x7f {
			return cleanUnicode(text)
		}
	}
	return true
}

func cleanUnicode(text string) bool {
	if !utf8.ValidString(text) {
		return false
	}
	for _, r := range text {
		if normalRune(r) != r {
			return false
		}
	}
	return norm.NFC.IsNormalString(text)
}

// line brings a title, a name or an address into one line without spaces
// around it.
func line(s string) string { return strings.Join(strings.Fields(Normalize(s)), " ") }
