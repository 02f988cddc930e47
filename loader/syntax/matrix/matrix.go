package matrix

import "fmt"

// panelWidth is the number of columns in a panel, two AVX2 registers.
const panelWidth = 16

// panelRow is what a panel has of one input.
type panelRow = [panelWidth]float32

// Matrix is the right-hand side of a product: weights of K inputs for N
// outputs, packed for Mul. It is never written to by Mul, so that many
// goroutines may multiply by one Matrix at once. The zero Matrix is empty and
// ready for PackRows and PackColumns.
type Matrix struct {
	K, N int // inputs and outputs; to be read only

	// panels holds ceil(N/16) panels of K rows: the weight of input i for
	// output 16*p+c is panels[p*K+i][c], zero beyond N.
	panels []panelRow
	bias   []float32 // what a sum begins with, zero beyond N
}

// Pack packs weights of n outputs and k inputs as PyTorch's nn.Linear stores
// them: weights[j*k+i] is the weight of input i for output j. The bias has n
// values, or is nil for none. Both are copied.
func Pack(weights, bias []float32, n, k int) *Matrix {
	m := &Matrix{}
	m.PackRows(weights, k, n, k)
	if bias != nil {
		fits("bias", bias, 1, n, n)
		copy(m.bias, bias[:n])
	}
	return m
}

// PackRows makes m the matrix whose outputs are the n rows of b, each of k
// floats and ld floats after the one before, without bias: Mul then computes
// a times b transposed. The storage of m is used again if it is large enough.
func (m *Matrix) PackRows(b []float32, ld, n, k int) {
	fits("matrix", b, n, k, ld)
	m.resize(n, k)
	for p := 0; p*panelWidth < n; p++ {
		panel := m.panels[p*k:][:k]
		for c := 0; c < panelWidth; c += packRows {
			interleave(panel, c, b, ld, p*panelWidth+c, n)
		}
	}
}

// packRows is how many rows PackRows takes at once.
const packRows = 4

// interleave writes rows j to j+3 of b, zeros from row n on, as columns c to
// c+3 of the panel.
func interleave(panel []panelRow, c int, b []float32, ld, j, n int) {
	if j+packRows > n {
		interleaveSome(panel, c, b, ld, j, n)
		return
	}
	k := len(panel)
	r0, r1, r2, r3 := b[j*ld:][:k], b[(j+1)*ld:][:k], b[(j+2)*ld:][:k], b[(j+3)*ld:][:k]
	for i := range panel {
		to := (*[packRows]float32)(panel[i][c:])
		to[0], to[1], to[2], to[3] = r0[i], r1[i], r2[i], r3[i]
	}
}

// interleaveSome does the same where there are not four rows.
func interleaveSome(panel []panelRow, c int, b []float32, ld, j, n int) {
	for i := range panel {
		to := panel[i][c:][:packRows]
		for r := range to {
			to[r] = 0
			if j+r < n {
				to[r] = b[(j+r)*ld+i]
			}
		}
	}
}

// PackColumns makes m the matrix whose outputs are the n columns of b, which
// has k rows, each ld floats after the one before, without bias: Mul then
// computes a times b. The storage of m is used again if it is large enough.
func (m *Matrix) PackColumns(b []float32, ld, k, n int) {
	fits("matrix", b, k, n, ld)
	m.resize(n, k)
	for p := 0; p*panelWidth < n; p++ {
		panel := m.panels[p*k:][:k]
		left := p * panelWidth
		if n-left >= panelWidth {
			for i := range panel {
				panel[i] = panelRow(b[i*ld+left:])
			}
			continue
		}
		for i := range panel {
			panel[i] = panelRow{}
			copy(panel[i][:], b[i*ld+left:][:n-left])
		}
	}
}

// stride is N rounded up to whole panels.
func (m *Matrix) stride() int {
	return (m.N + panelWidth - 1) / panelWidth * panelWidth
}

// resize gives m its shape, a bias of zeros and panels of anything.
func (m *Matrix) resize(n, k int) {
	m.N, m.K = n, k
	m.bias = sized(m.bias, m.stride())
	clear(m.bias)
	m.panels = sized(m.panels, m.stride()/panelWidth*k)
}

// sized returns s with the given length, if it has room, or a new slice.
func sized[T any](s []T, length int) []T {
	if cap(s) < length {
		return make([]T, length)
	}
	return s[:length]
}

// fits panics unless s can hold rows of so many columns, ld apart.
func fits(what string, s []float32, rows, columns, ld int) {
	switch {
	case rows < 1 || columns < 1:
		panic(fmt.Sprintf("matrix: %s of %d by %d is empty", what, rows, columns))
	case ld < columns:
		panic(fmt.Sprintf("matrix: %s has rows of %d columns, but %d apart", what, columns, ld))
	case len(s) < columns || rows-1 > (len(s)-columns)/ld:
		panic(fmt.Sprintf("matrix: %s of %d by %d, rows %d apart, does not fit in %d floats",
			what, rows, columns, ld, len(s)))
	}
}
