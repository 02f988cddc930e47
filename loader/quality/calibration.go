package quality

import "math"

// forecast is a probability and whether what it was given for is right.
type forecast struct {
	probability float64
	right       bool
}

const binCount = 10

// calibration sorts forecasts into bins of the same width.
func calibration(of, treebank string, forecasts []forecast) Calibration {
	out := Calibration{Of: of, Treebank: treebank, Bins: make([]Bin, binCount)}
	for _, f := range forecasts {
		p := f.probability
		b := &out.Bins[min(binCount-1, max(0, int(p*binCount)))]
		b.Count++
		b.Mean += p
		b.Right += float64(one(f.right))
	}
	for i := range out.Bins {
		b := &out.Bins[i]
		b.From, b.To = float64(i)/binCount, float64(i+1)/binCount
		if b.Count == 0 {
			continue
		}
		n := float64(b.Count)
		b.Mean, b.Right = b.Mean/n, b.Right/n
		out.Error += math.Abs(b.Mean-b.Right) * n / float64(len(forecasts))
	}
	return out
}

// arcForecasts are those of head and relation together.
func arcForecasts(readings []reading) []forecast {
	var out []forecast
	for _, r := range readings {
		for i, w := range r.gold.Words {
			t := r.found.Tokens[i]
			out = append(out, forecast{float64(t.HeadProb * t.DeprelProb), arcRight(w, t)})
		}
	}
	return out
}

// tagForecasts are those of both tags together.
func tagForecasts(readings []reading) []forecast {
	var out []forecast
	for _, r := range readings {
		for i, w := range r.gold.Words {
			t := r.found.Tokens[i]
			out = append(out, forecast{float64(t.TagProb), t.UPOS == w.UPOS && t.XPOS == w.XPOS})
		}
	}
	return out
}

func nameForecasts(readings []reading) []forecast {
	var out []forecast
	for _, r := range readings {
		gold := goldNames(r.gold.Words)
		for _, n := range r.found.Names {
			out = append(out, forecast{float64(n.Prob), nameRight(gold, n)})
		}
	}
	return out
}
