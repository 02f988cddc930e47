//go:build !purego

package matrix

import "golang.org/x/sys/cpu"

// capable tells whether this processor can run the kernels in assembly.
func capable() bool {
	return cpu.X86.HasAVX2 && cpu.X86.HasFMA
}

// mulVector computes the stripe, whose 16 columns all lie in dst.
func (s *stripe) mulVector() {
	k, last := len(s.panel), s.rows-1
	_, _ = s.dst[last*s.ldd:][panelWidth-1], s.a[last*s.lda:][k-1]
	panel, bias := &s.panel[0][0], &s.bias[0]
	if blocks := s.rows / blockRows; blocks > 0 {
		tiles6(&s.dst[0], s.ldd, &s.a[0], s.lda, panel, bias, k, blocks, s.floor)
	}
	rest := s.rows % blockRows
	if rest == 0 {
		return
	}
	dst, a := &s.dst[(s.rows-rest)*s.ldd], &s.a[(s.rows-rest)*s.lda]
	switch rest {
	case 1:
		tiles1(dst, s.ldd, a, s.lda, panel, bias, k, 1, s.floor)
	case 2:
		tiles2(dst, s.ldd, a, s.lda, panel, bias, k, 1, s.floor)
	case 3:
		tiles3(dst, s.ldd, a, s.lda, panel, bias, k, 1, s.floor)
	case 4:
		tiles4(dst, s.ldd, a, s.lda, panel, bias, k, 1, s.floor)
	case 5:
		tiles5(dst, s.ldd, a, s.lda, panel, bias, k, 1, s.floor)
	}
}

// expVector is Exp. What is left behind the last eight floats goes through a
// buffer, so that the place of a float makes no difference to its result.
func expVector(x []float32) {
	n := len(x) / vectorLanes * vectorLanes
	if n > 0 {
		exponential(&x[0], n)
	}
	if n < len(x) {
		var buffer [vectorLanes]float32
		copy(buffer[:], x[n:])
		exponential(&buffer[0], vectorLanes)
		copy(x[n:], buffer[:])
	}
}

// addNormVector is AddLayerNorm for a length that is a multiple of 8; every
// slice has the length of dst.
func addNormVector(dst, x, residual, gain, shift []float32) {
	n := len(dst)
	addNorm(&dst[0], &x[0], &residual[0], &gain[0], &shift[0], n, 1/float32(n), normEpsilon)
}

// dotVector returns the sum over the first products, and their number.
func dotVector(a, b []float32) (sum float32, n int) {
	n = len(a) / dotFloats * dotFloats
	if n > 0 {
		sum = dot(&a[0], &b[0], n)
	}
	return sum, n
}
