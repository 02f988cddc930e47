package quality

import "slices"

// Sentiment tells what is found of the sentiments of DSE between two names,
// most of which are neutral. A sentence counts as signed when an edge with a
// sign joins its names; the first such edge counts.
type Sentiment struct {
	Rows      int     `json:"rows"`
	Precision Ratio   `json:"precision"` // of the signed edges: right sign and direction
	Recall    Ratio   `json:"recall"`    // of the sentences with a sentiment
	False     Ratio   `json:"false"`     // of the neutral sentences: those with a signed edge
	Signs     []Class `json:"signs"`
	Roots     []Class `json:"roots"` // precision alone: gold has no roots
}

// sentimentOf reads a label of DSE: sign, and whether the second name feels it
// for the first. 0 is neutral, 1 and 2 are positive, 3 and 4 negative; the
// even ones go from the second name to the first.
func sentimentOf(label int) (sign int, back bool) {
	switch label {
	case 1, 2:
		return +1, label == 2
	case 3, 4:
		return -1, label == 4
	}
	return 0, false
}

func scoreSentiment(rows []row, found [][]edge) Sentiment {
	signRecall, signPrecision, rootPrecision := byClass{}, byClass{}, byClass{}
	var gold, signed, right, neutral, wrong int
	for i, r := range rows {
		sign, back := sentimentOf(r.Label)
		e, eBack := firstSigned(found[i], r)
		hit := sign != 0 && e.sign == sign && eBack == back
		gold += one(sign != 0)
		signed += one(e.sign != 0)
		right += one(hit)
		neutral += one(sign == 0)
		wrong += one(sign == 0 && e.sign != 0)
		if sign != 0 {
			signRecall.add(signName(sign), hit)
		}
		if e.sign != 0 {
			signPrecision.add(signName(e.sign), hit)
			rootPrecision.add(e.root, hit)
		}
	}
	return Sentiment{
		Rows: len(rows), Precision: ratio(right, signed), Recall: ratio(right, gold), False: ratio(wrong, neutral),
		Signs: classes(signNames, signRecall, signPrecision), Roots: classes(plvRoots(), byClass{}, rootPrecision),
	}
}

// firstSigned is the first edge with a sign between the two names, and whether
// it goes from the second to the first; the zero edge when there is none.
func firstSigned(edges []edge, r row) (first edge, back bool) {
	there := r.between()
	at := slices.IndexFunc(edges, func(e edge) bool { return e.sign != 0 && (e.joins(there) || e.joins(there.flipped())) })
	if at < 0 {
		return edge{}, false
	}
	return edges[at], !edges[at].joins(there)
}

// between is the pair from the first name to the second.
func (r row) between() pair {
	p := r.Gold[0]
	if p.Source != r.Entities[0] {
		return p.flipped()
	}
	return p
}
