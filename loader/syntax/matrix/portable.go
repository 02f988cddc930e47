package matrix

import "math"

// mulPortable is mulVector in Go. It computes three rows of two columns at a
// time, whose sums and factors fit in the registers of any processor. The last
// rows are computed more than once where their number is no multiple of three.
func (s *stripe) mulPortable() {
	const rows, columns = 3, 2
	last := s.rows - 1
	for row := 0; row <= last; row += rows {
		first := max(min(row, s.rows-rows), 0)
		second, third := min(first+1, last), min(first+2, last)
		for c := 0; c < panelWidth; c += columns {
			s.threeRows(first, second, third, c)
		}
	}
}

// threeRows computes columns c and c+1 of three rows.
func (s *stripe) threeRows(first, second, third, c int) {
	panel := s.panel
	k := len(panel)
	a, b, d := s.a[first*s.lda:][:k], s.a[second*s.lda:][:k], s.a[third*s.lda:][:k]
	c &= panelWidth - 2 // spares the loop its checks
	a0, a1 := s.bias[c], s.bias[c+1]
	b0, b1, d0, d1 := a0, a1, a0, a1
	for i := range panel {
		w0, w1 := panel[i][c], panel[i][c+1]
		x, y, z := a[i], b[i], d[i]
		a0 += x * w0
		a1 += x * w1
		b0 += y * w0
		b1 += y * w1
		d0 += z * w0
		d1 += z * w1
	}
	s.put(first, c, a0, a1)
	s.put(second, c, b0, b1)
	s.put(third, c, d0, d1)
}

// put stores two sums, none below the floor.
func (s *stripe) put(row, c int, sum0, sum1 float32) {
	to := s.dst[row*s.ldd+c:][:2]
	to[0], to[1] = max(sum0, s.floor), max(sum1, s.floor)
}

// expPortable is expVector in Go: e^x = 2^n * e^r, where n is the whole number
// nearest to x*log2(e) and e^r is a polynomial, Cephes's expf.
func expPortable(x []float32) {
	const (
		rounder = 3 << 22 // so large that adding it leaves no fraction
		ln2High = 0.693359375
		ln2Low  = -2.12194440e-4
	)
	for i, v := range x {
		if v < -87 {
			x[i] = 0
			continue
		}
		if v > 88 {
			v = 88
		}
		whole := v*math.Log2E + rounder - rounder
		r := v - whole*ln2High - whole*ln2Low
		p := float32(1.9875691500e-4)
		p = p*r + 1.3981999507e-3
		p = p*r + 8.3334519073e-3
		p = p*r + 4.1665795894e-2
		p = p*r + 1.6666665459e-1
		p = p*r + 5.0000001201e-1
		p = p*r*r + r + 1
		x[i] = p * math.Float32frombits(uint32(whole+127)<<23)
	}
}

// addNormPortable is addNormVector in Go, for any length; every slice has the length of dst.
func addNormPortable(dst, x, residual, gain, shift []float32) {
	n := len(dst)
	x, residual, gain, shift = x[:n], residual[:n], gain[:n], shift[:n]
	sum := 0.0
	for i := range dst {
		dst[i] = x[i] + residual[i]
		sum += float64(dst[i])
	}
	mean := sum / float64(n)
	squares := 0.0
	for _, v := range dst {
		difference := float64(v) - mean
		squares += difference * difference
	}
	scale := float32(1 / math.Sqrt(squares/float64(n)+normEpsilon))
	for i, v := range dst {
		dst[i] = (v-float32(mean))*scale*gain[i] + shift[i]
	}
}

// dotPortable is Dot in Go.
func dotPortable(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	for len(a) >= 4 && len(b) >= 4 {
		s0 += a[0] * b[0]
		s1 += a[1] * b[1]
		s2 += a[2] * b[2]
		s3 += a[3] * b[3]
		a, b = a[4:], b[4:]
	}
	for i, v := range a {
		s0 += v * b[i]
	}
	return s0 + s1 + s2 + s3
}
