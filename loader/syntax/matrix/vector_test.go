package matrix

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// framed returns a copy of s that lies between sentinels, and a check that
// they are still there.
func framed(s []float32) (inner []float32, intact func() bool) {
	const margin = 16
	memory := make([]float32, len(s)+2*margin)
	for i := range memory {
		memory[i] = sentinel
	}
	inner = memory[margin : margin+len(s) : margin+len(s)]
	copy(inner, s)
	return inner, func() bool {
		for i := range margin {
			if memory[i] != sentinel || memory[margin+len(s)+i] != sentinel {
				return false
			}
		}
		return true
	}
}

func TestExp(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		var x []float32
		for v := float32(-90); v <= 88; v += 0.0037 {
			x = append(x, v)
		}
		got := append([]float32(nil), x...)
		Exp(got)
		for i, v := range x {
			want := math.Exp(float64(v))
			if v < -87 {
				want = 0
			}
			if !(math.Abs(float64(got[i])-want) <= 1e-6*want) {
				t.Fatalf("e^%g is %g instead of %g", v, got[i], want)
			}
		}
	})
}

func TestExpOfSpecialValues(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		inf, e88 := float32(math.Inf(1)), float32(math.Exp(88))
		x := []float32{0, float32(math.Copysign(0, -1)), -inf, -1e30, -87.00001, 88, 89, inf, 1e-40}
		want := []float32{1, 1, 0, 0, 0, e88, e88, e88, 1}
		Exp(x)
		for i := range x {
			if !(math.Abs(float64(x[i]-want[i])) <= 1e-6*float64(want[i])) {
				t.Errorf("%d: %g instead of %g", i, x[i], want[i])
			}
		}
		nan := []float32{float32(math.NaN()), 0}
		Exp(nan)
		if nan[0] == nan[0] || nan[1] != 1 {
			t.Errorf("NaN and 0 give %g", nan)
		}
	})
}

func TestExpLengths(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		for n := range 40 {
			x := make([]float32, n)
			for i := range x {
				x[i] = -float32(i) / 7
			}
			got, intact := framed(x)
			Exp(got)
			if !intact() {
				t.Fatalf("%d floats: wrote outside of the slice", n)
			}
			for i, v := range x {
				want := math.Exp(float64(v))
				if !(math.Abs(float64(got[i])-want) <= 1e-6*want) {
					t.Fatalf("%d floats: e^%g is %g instead of %g", n, v, got[i], want)
				}
			}
		}
	})
}

func wantNorm(x, residual, gain, shift []float32) []float64 {
	n := float64(len(x))
	var mean, variance float64
	out := make([]float64, len(x))
	for i := range x {
		out[i] = float64(x[i]) + float64(residual[i])
		mean += out[i] / n
	}
	for _, v := range out {
		variance += (v - mean) * (v - mean) / n
	}
	for i, v := range out {
		out[i] = (v-mean)/math.Sqrt(variance+1e-5)*float64(gain[i]) + float64(shift[i])
	}
	return out
}

func TestAddLayerNorm(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(7, 8))
		for _, n := range []int{1, 2, 7, 8, 9, 16, 24, 144, 147, 288, 432} {
			x, residual, gain, shift := random(rng, n), random(rng, n), random(rng, n), random(rng, n)
			want := wantNorm(x, residual, gain, shift)
			dst, intact := framed(make([]float32, n))
			AddLayerNorm(dst, x, residual, gain, shift)
			if !intact() {
				t.Fatalf("%d floats: wrote outside of the slice", n)
			}
			for i, got := range dst {
				if !(math.Abs(float64(got)-want[i]) <= 1e-5*(1+math.Abs(want[i]))) {
					t.Fatalf("%d floats: [%d] is %g instead of %g", n, i, got, want[i])
				}
			}
			AddLayerNorm(x, x, residual, gain, shift)
			if !slices.Equal(x, dst) {
				t.Fatalf("%d floats: in place they differ", n)
			}
		}
		AddLayerNorm(nil, nil, nil, nil, nil)
	})
}

func TestAddLayerNormOfEqualValues(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		x, gain, shift := make([]float32, 16), make([]float32, 16), make([]float32, 16)
		for i := range x {
			x[i], gain[i], shift[i] = 3, 2, float32(i)
		}
		AddLayerNorm(x, x, x, gain, shift)
		for i, v := range x {
			if math.Abs(float64(v)-float64(i)) > 1e-3 {
				t.Fatalf("[%d] is %g", i, v)
			}
		}
	})
}

func TestDot(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(9, 10))
		for n := range 140 {
			a, b := random(rng, n), random(rng, n)
			var want, magnitude float64
			for i := range a {
				term := float64(a[i]) * float64(b[i])
				want += term
				magnitude += math.Abs(term)
			}
			if got := float64(Dot(a, b)); !(math.Abs(got-want) <= 1e-6*magnitude) {
				t.Fatalf("%d floats: %g instead of %g", n, got, want)
			}
		}
	})
}
