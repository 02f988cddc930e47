package graph

import (
	"math"
	"testing"
)

// The intervals are those of Wilson's formula worked out elsewhere.
func TestJudgedInterval(t *testing.T) {
	cases := []struct {
		judged               Judged
		precision, low, high float64
	}{
		{Judged{0, 0}, 0, 0, 1},
		{Judged{0, 10}, 0, 0, 0.2775},
		{Judged{10, 10}, 1, 0.7225, 1},
		{Judged{8, 10}, 0.8, 0.4902, 0.9433},
		{Judged{37, 40}, 0.925, 0.8014, 0.9742},
		{Judged{800, 1000}, 0.8, 0.7741, 0.8236},
	}
	near := func(a, b float64) bool { return math.Abs(a-b) < 5e-5 }
	for _, c := range cases {
		low, high := c.judged.Interval()
		if !near(c.judged.Precision(), c.precision) || !near(low, c.low) || !near(high, c.high) {
			t.Errorf("%+v: got %.4f, %.4f to %.4f; want %.4f, %.4f to %.4f", c.judged, c.judged.Precision(), low, high, c.precision, c.low, c.high)
		}
	}
}
