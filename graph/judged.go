package graph

import "math"

// Judged counts statements that people read beside their sentences and
// judged.
type Judged struct {
	Right int `json:"right" doc:"statements judged right in every part: actors, direction, relation, mode and speakers"`
	Of    int `json:"of" doc:"statements judged"`
}

// Precision is the share of what is right, 0 to 1; 0 when nothing was judged.
func (j Judged) Precision() float64 {
	if j.Of == 0 {
		return 0
	}
	return float64(j.Right) / float64(j.Of)
}

// Interval is Wilson's 95 % score interval of the precision: what the
// precision over all statements may be, given those that were judged; 0 to 1
// when nothing was.
func (j Judged) Interval() (low, high float64) {
	if j.Of == 0 {
		return 0, 1
	}
	const z = 1.959964 // 97.5 % of the normal distribution lie below
	n, p := float64(j.Of), j.Precision()
	middle := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	return max(0, (middle-half)/scale), min(1, (middle+half)/scale)
}
