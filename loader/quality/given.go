package quality

import (
	"cmp"
	"slices"
)

// Given tells what is said between the actors of PLV when they are given. Of
// the statements that join a pair the surest counts; a pair that none joins,
// or one the wrong way, is answered wrong. Macro-F1 is the mean over classes,
// 0 to 100.
type Given struct {
	Answered Ratio   `json:"answered"` // of the pairs
	Binary   float64 `json:"binary"`   // macro-F1 over cooperation and conflict
	Quad     float64 `json:"quad"`     // macro-F1 over quad classes
	Root     float64 `json:"root"`     // macro-F1 over roots
	Right    Ratio   `json:"right"`    // pairs with the right root
}

// answer is a class and what was found of it; zero values are no class.
type answer[T comparable] struct{ gold, found T }

func scoreGiven(rows []row, found [][]edge) Given {
	var binary, quad []answer[int]
	var root []answer[string]
	answered := 0
	for i, r := range rows {
		for _, p := range r.usable() {
			if plvQuad(p.Root) == 0 {
				continue
			}
			best, ok := surest(found[i], p)
			answered += one(ok)
			binary = append(binary, answer[int]{plvSign(p.Root), plvSign(best.root)})
			quad = append(quad, answer[int]{plvQuad(p.Root), plvQuad(best.root)})
			root = append(root, answer[string]{p.Root, best.root})
		}
	}
	right := 0
	for _, a := range root {
		right += one(a.gold == a.found)
	}
	return Given{ratio(answered, len(root)), macroF1(binary), macroF1(quad), macroF1(root), ratio(right, len(root))}
}

// surest is the edge of a pair with the highest confidence, the first of them.
func surest(edges []edge, p pair) (edge, bool) {
	held := slices.DeleteFunc(slices.Clone(edges), func(e edge) bool { return !e.holds(p) })
	if len(held) == 0 {
		return edge{}, false
	}
	return slices.MaxFunc(held, func(a, b edge) int { return cmp.Compare(a.confidence, b.confidence) }), true
}

// macroF1 is the mean F1 of the classes that gold has.
func macroF1[T comparable](answers []answer[T]) float64 {
	counts := map[T]count{}
	for _, a := range answers {
		tell(counts, a.gold, count{gold: 1, right: one(a.gold == a.found)})
		tell(counts, a.found, count{found: 1})
	}
	sum, classes := 0.0, 0
	for _, c := range counts {
		if c.gold > 0 {
			sum += c.score().F1
			classes++
		}
	}
	return sum / float64(max(classes, 1))
}
