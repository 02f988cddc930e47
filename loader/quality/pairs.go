package quality

import (
	"slices"

	"entente/graph"
)

// Pairs tells what is found of the pairs of PLV with nothing given but the
// text. An actor is found where its span overlaps the gold one. Each line asks
// more than the one before. Gold holds one pair of a sentence, so what is
// called wrong may be right: precision is a lower bound.
type Pairs struct {
	Rows      int     `json:"rows"`
	Pair      Ratio   `json:"pair"`      // of gold: both actors, either way
	Directed  Ratio   `json:"directed"`  // in the gold direction
	Signed    Ratio   `json:"signed"`    // with the gold sign
	Root      Ratio   `json:"root"`      // with the gold root
	Sign      Ratio   `json:"sign"`      // of the directed pairs that were given a sign: the right one
	Precision Ratio   `json:"precision"` // of the edges with a sign: those that are a gold pair with its sign
	Signs     []Class `json:"signs"`
	Roots     []Class `json:"roots"` // right with direction, sign and root
}

// signNames are the classes of Pairs.Signs and Sentiment.Signs.
var signNames = []string{"positive", "negative"}

// plvRoots are the roots in the order of the relations.
func plvRoots() []string {
	var out []string
	for _, r := range graph.Relations() {
		if root := plvRoot(r.Plover); root != "" && !slices.Contains(out, root) {
			out = append(out, root)
		}
	}
	return out
}

// pairTally is Pairs under way.
type pairTally struct {
	gold, pair, directed, signed, root int
	withSign, signRight                int
	signRecall, rootRecall             byClass
	signPrecision, rootPrecision       byClass
}

// scorePairs holds the edges of each row against its pairs.
func scorePairs(rows []row, found [][]edge) Pairs {
	t := pairTally{signRecall: byClass{}, rootRecall: byClass{}, signPrecision: byClass{}, rootPrecision: byClass{}}
	edges, right := 0, 0
	for i, r := range rows {
		read := plvSigned(found[i])
		gold := slices.DeleteFunc(r.usable(), func(p pair) bool { return p.sign() == 0 })
		for _, p := range gold {
			t.addPair(p, read)
		}
		for _, e := range read {
			if e.sign != 0 {
				edges++
				right += one(t.addEdge(e, gold))
			}
		}
	}
	return Pairs{
		Rows: len(rows), Pair: ratio(t.pair, t.gold), Directed: ratio(t.directed, t.gold), Signed: ratio(t.signed, t.gold),
		Root: ratio(t.root, t.gold), Sign: ratio(t.signRight, t.withSign), Precision: ratio(right, edges),
		Signs: classes(signNames, t.signRecall, t.signPrecision), Roots: classes(plvRoots(), t.rootRecall, t.rootPrecision),
	}
}

// plvSigned gives edges the signs that PLV gives their roots.
func plvSigned(edges []edge) []edge {
	out := slices.Clone(edges)
	for i, e := range out {
		if plvQuad(e.root) != 0 {
			out[i].sign = plvSign(e.root)
		}
	}
	return out
}

func (t *pairTally) addPair(p pair, edges []edge) {
	any := func(f func(edge) bool) bool { return slices.ContainsFunc(edges, f) }
	pair := any(func(e edge) bool { return e.joins(p) || e.joins(p.flipped()) })
	directed := any(func(e edge) bool { return e.holds(p) })
	signed := any(func(e edge) bool { return e.holds(p) && e.sign == p.sign() })
	root := any(func(e edge) bool { return e.holds(p) && e.sign == p.sign() && e.root == p.Root })
	withSign := any(func(e edge) bool { return e.holds(p) && e.sign != 0 })
	t.gold++
	t.pair += one(pair)
	t.directed += one(directed)
	t.signed += one(signed)
	t.root += one(root)
	t.withSign += one(withSign)
	t.signRight += one(withSign && signed)
	t.signRecall.add(p.Polarity, signed)
	t.rootRecall.add(p.Root, root)
}

// addEdge reports whether an edge is one of the gold pairs with its sign.
func (t *pairTally) addEdge(e edge, gold []pair) bool {
	right := func(p pair) bool { return e.holds(p) && e.sign == p.sign() }
	signed := slices.ContainsFunc(gold, right)
	t.signPrecision.add(signName(e.sign), signed)
	t.rootPrecision.add(e.root, slices.ContainsFunc(gold, func(p pair) bool { return right(p) && e.root == p.Root }))
	return signed
}

func signName(sign int) string {
	if sign > 0 {
		return "positive"
	}
	return "negative"
}
