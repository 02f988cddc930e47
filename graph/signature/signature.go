// Package signature tells whether two texts are copies of one another, though
// a dateline, an editor's line or a last paragraph differs.
//
// What enters is a text; what leaves is a Signature of fixed size, and the
// bands by which an index finds candidates. Two signatures agree in about as
// many places as the two texts have shingles (runs of three words) in common:
// MinHash, by A. Broder, "On the resemblance and containment of documents",
// 1997, with one byte of each minimum kept (P. Li and A. C. König, "b-Bit
// Minwise Hashing", 2010). Everything here is a pure function and gives the
// same on every machine: signatures are stored.
package signature

import (
	"bytes"
	"cmp"
	"slices"
	"unicode"
)

// Shape of a signature. A change of any of these is a migration: stored
// signatures do not compare with those of another shape.
const (
	Size      = 128 // bytes, each the lowest eight bits of a minimum
	BandCount = 8   // bands, of the first bytes
	bandWidth = 3   // bytes
	shingle   = 3   // words
	fewest    = 60  // different shingles, below which a text has no signature

	// agreeing is in how many places copies agree at least: 77 of 128 are
	// expected where 0.6 of all shingles are common to both, because one in
	// 256 of the other minima agrees by chance.
	agreeing = 77

	// figures is how often a shingle with a number counts. Tables and market
	// reports differ in nothing else from one day to the next.
	figures = 3
)

// Signature stands for a text: Size bytes, or none for a text that is too
// short to tell copies from chance.
type Signature []byte

// Of returns the signature of a text. Only the text's words count, regardless
// of case, not what stands between them. It takes time and memory in
// proportion to the text.
func Of(text string) Signature {
	shingles := shinglesOf(text)
	if len(shingles) < fewest {
		return nil
	}
	var lowest [Size]uint64
	for i := range lowest {
		lowest[i] = ^uint64(0)
	}
	for _, s := range shingles {
		for times := range s.weight {
			h := mix(s.hash + uint64(times))
			for i, seed := range &seeds {
				lowest[i] = min(lowest[i], (h^seed)*multiplier)
			}
		}
	}
	signature := make(Signature, Size)
	for i, low := range lowest {
		signature[i] = byte(mix(low)) //nolint:gosec // the lowest eight bits are meant
	}
	return signature
}

// Bands returns the keys under which an index finds the texts that may be
// copies: one for each of BandCount places, or none where there is no
// signature. Of texts that have 0.6, 0.7 or 0.8 of their shingles in common,
// 86, 97 and 99.7 percent share a band. A key is at least 0 and below 1<<24.
func (s Signature) Bands() []int {
	if len(s) != Size {
		return nil
	}
	bands := make([]int, BandCount)
	for i := range bands {
		for _, b := range s[i*bandWidth : (i+1)*bandWidth] {
			bands[i] = bands[i]<<8 | int(b)
		}
	}
	return bands
}

// Near tells whether the texts of both signatures are copies of one another:
// whether they share a band and agree in enough places. It is symmetric, not
// transitive, and false where one has no signature.
func (s Signature) Near(t Signature) bool {
	return len(s) == Size && len(t) == Size && s.sharesBand(t) && s.agree(t) >= agreeing
}

func (s Signature) agree(t Signature) int {
	places := 0
	for i := range s {
		if s[i] == t[i] {
			places++
		}
	}
	return places
}

func (s Signature) sharesBand(t Signature) bool {
	for at := 0; at < BandCount*bandWidth; at += bandWidth {
		if bytes.Equal(s[at:at+bandWidth], t[at:at+bandWidth]) {
			return true
		}
	}
	return false
}

type weighed struct {
	hash   uint64
	weight int
}

// shinglesOf returns the different shingles of a text.
func shinglesOf(text string) []weighed {
	words := wordsOf(text)
	if len(words) < shingle {
		return nil
	}
	shingles := make([]weighed, 0, len(words))
	for i := range words[shingle-1:] {
		s := weighed{weight: 1}
		for _, w := range words[i : i+shingle] {
			s.hash = mix(s.hash ^ w.hash)
			s.weight = max(s.weight, w.weight)
		}
		shingles = append(shingles, s)
	}
	slices.SortFunc(shingles, func(a, b weighed) int { return cmp.Compare(a.hash, b.hash) })
	return slices.CompactFunc(shingles, func(a, b weighed) bool { return a.hash == b.hash })
}

// wordsOf hashes the runs of letters, marks and digits (FNV-1a).
func wordsOf(text string) []weighed {
	const offset, prime = 14695981039346656037, 1099511628211
	words := make([]weighed, 0, len(text)/5)
	word := weighed{offset, 1}
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			if word.hash != offset {
				words = append(words, word)
				word = weighed{offset, 1}
			}
			continue
		}
		if unicode.IsDigit(r) {
			word.weight = figures
		}
		word.hash = (word.hash ^ uint64(unicode.ToLower(r))) * prime //nolint:gosec // no rune is negative
	}
	if word.hash != offset {
		words = append(words, word)
	}
	return words
}

const multiplier = 0x9e3779b97f4a7c15 // odd; 2^64 by the golden ratio

// seeds makes each place's order of all shingles its own.
var seeds = func() (all [Size]uint64) {
	for i := range all {
		all[i] = mix(uint64(i+1) * multiplier)
	}
	return all
}()

// mix spreads the bits of h (the end of SplitMix64).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
