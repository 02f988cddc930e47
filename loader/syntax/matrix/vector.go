package matrix

import "fmt"

const (
	vectorLanes = 8  // floats in an AVX2 register
	dotFloats   = 32 // floats that the kernel of Dot takes at once

	normEpsilon = 1e-5 // what AddLayerNorm adds to the variance
)

// Exp replaces each x by e^x, with a relative error below 1e-6. What is below
// -87 becomes 0, what is above 88 counts as 88, NaN stays NaN.
func Exp(x []float32) {
	if accelerated {
		expVector(x)
	} else {
		expPortable(x)
	}
}

// AddLayerNorm computes dst = normalized(x+residual)*gain + shift, where the
// normalized sum has mean 0 and variance 1, but for 1e-5 that is added to the
// variance before its root is taken. All slices have the same length. dst may
// be x or residual; it must not overlap anything else.
func AddLayerNorm(dst, x, residual, gain, shift []float32) {
	n := len(dst)
	if len(x) != n || len(residual) != n || len(gain) != n || len(shift) != n {
		panic(fmt.Sprintf("matrix: AddLayerNorm of lengths %d, %d, %d, %d, %d",
			n, len(x), len(residual), len(gain), len(shift)))
	}
	switch {
	case n == 0:
	case accelerated && n%vectorLanes == 0:
		addNormVector(dst, x, residual, gain, shift)
	default:
		addNormPortable(dst, x, residual, gain, shift)
	}
}

// Dot returns the sum of the products a[i]*b[i]. Both have the same length.
func Dot(a, b []float32) float32 {
	if len(a) != len(b) {
		panic(fmt.Sprintf("matrix: Dot of lengths %d and %d", len(a), len(b)))
	}
	sum, done := float32(0), 0
	if accelerated {
		sum, done = dotVector(a, b)
	}
	return sum + dotPortable(a[done:], b[done:])
}
