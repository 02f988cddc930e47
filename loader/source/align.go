package source

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// alignment relates the code points of a text as it was given to those of its
// normalized form. nil relates every offset to itself.
type alignment struct {
	stored []int32 // by given offset
	given  []int32 // by stored offset
}

// align relates a given text to its normalized form, piece by piece: a line
// end, or a character with the marks that compose with it. Offsets inside a
// piece that changed its length relate to the beginning of the other's.
func align(given string) *alignment {
	if Normalize(given) == given {
		return nil
	}
	var a alignment
	pieces(given, func(from, to string) {
		gStart, sStart := int32(len(a.stored)), int32(len(a.given)) //nolint:gosec // an article has at most MaxArticle bytes
		g, s := utf8.RuneCountInString(from), utf8.RuneCountInString(to)
		for i := range g {
			offset := sStart
			if g == s {
				offset += int32(i)
			}
			a.stored = append(a.stored, offset)
		}
		for i := range s {
			offset := gStart
			if g == s {
				offset += int32(i)
			}
			a.given = append(a.given, offset)
		}
	})
	g, s := int32(len(a.stored)), int32(len(a.given)) //nolint:gosec // as above
	a.stored, a.given = append(a.stored, s), append(a.given, g)
	return &a
}

// pieces cuts a text where normalization of one part does not touch the next,
// and calls piece with each part and its normalized form.
func pieces(text string, piece func(from, to string)) {
	for len(text) > 0 {
		var n int
		switch {
		case len(text) > 1 && text[0] == '\r' && text[1] == '\n':
			n = 2
		case text[0] < utf8.RuneSelf && (len(text) == 1 || text[1] < utf8.RuneSelf):
			n = 1
		default:
			n = norm.NFC.NextBoundaryInString(text, true)
		}
		if n <= 0 {
			n = 1
		}
		piece(text[:n], Normalize(text[:n]))
		text = text[n:]
	}
}

// toStored returns where a given offset lies in the normalized text; what is
// outside the given text is outside the other too.
func (a *alignment) toStored(offset int) int {
	if a == nil {
		return offset
	}
	return lookUp(a.stored, offset)
}

func (a *alignment) toGiven(offset int) int {
	if a == nil {
		return offset
	}
	return lookUp(a.given, offset)
}

func lookUp(table []int32, offset int) int {
	switch {
	case offset < 0:
		return offset
	case offset >= len(table):
		return int(table[len(table)-1]) + offset - len(table) + 1
	}
	return int(table[offset])
}
