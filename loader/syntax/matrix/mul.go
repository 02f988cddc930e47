package matrix

import "math"

// blockRows is the number of rows that the largest kernel takes at once.
const blockRows = 6

// Mul computes dst = a times m plus bias, for so many rows:
//
//	dst[r*ldd+j] = bias[j] + sum over i of a[r*lda+i] * weight of i for j
//
// for r < rows, j < N and i < K. Rows of a begin lda floats apart, at least K,
// and rows of dst ldd floats, at least N; nothing between them is touched. dst
// must not overlap a. No rows are no work.
func (m *Matrix) Mul(dst []float32, ldd int, a []float32, lda, rows int) {
	m.mul(dst, ldd, a, lda, rows, float32(math.Inf(-1)))
}

// MulReLU computes what Mul does, and 0 for what is negative.
func (m *Matrix) MulReLU(dst []float32, ldd int, a []float32, lda, rows int) {
	m.mul(dst, ldd, a, lda, rows, 0)
}

// mul multiplies, and raises to floor what is below it.
func (m *Matrix) mul(dst []float32, ldd int, a []float32, lda, rows int, floor float32) {
	if rows == 0 {
		return
	}
	fits("left factor", a, rows, m.K, lda)
	fits("product", dst, rows, m.N, ldd)
	for p := 0; p*panelWidth < m.N; p++ {
		left := p * panelWidth
		s := stripe{
			dst: dst[left:], ldd: ldd,
			a: a, lda: lda, rows: rows,
			panel: m.panels[p*m.K:][:m.K],
			bias:  (*panelRow)(m.bias[left:]),
			floor: floor,
		}
		if width := m.N - left; width < panelWidth {
			s.narrow(width)
		} else {
			s.mul()
		}
	}
}

// stripe is the part of a product that one panel gives: 16 columns of dst.
type stripe struct {
	dst       []float32
	ldd       int
	a         []float32
	lda, rows int
	panel     []panelRow
	bias      *panelRow
	floor     float32
}

func (s *stripe) mul() {
	if accelerated {
		s.mulVector()
	} else {
		s.mulPortable()
	}
}

// narrow computes the stripe of a panel with fewer than 16 columns: a block of
// rows at a time in a buffer that has room for all 16.
func (s *stripe) narrow(width int) {
	var buffer [blockRows * panelWidth]float32
	for row := 0; row < s.rows; row += blockRows {
		block := *s
		block.dst, block.ldd = buffer[:], panelWidth
		block.a, block.rows = s.a[row*s.lda:], min(blockRows, s.rows-row)
		block.mul()
		for r := range block.rows {
			copy(s.dst[(row+r)*s.ldd:][:width], buffer[r*panelWidth:])
		}
	}
}
