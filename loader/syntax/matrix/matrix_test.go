package matrix

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// eachPath runs a test with the kernels in assembly, where there are any, and
// with those in Go.
func eachPath(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	for _, path := range paths() {
		t.Run(path.name, func(t *testing.T) {
			defer func(was bool) { accelerated = was }(accelerated)
			accelerated = path.accelerated
			test(t)
		})
	}
}

type path struct {
	name        string
	accelerated bool
}

func paths() []path {
	both := []path{{"portable", false}}
	if capable() {
		both = append(both, path{"assembly", true})
	}
	return both
}

const sentinel = float32(-12345)

// problem is a product to compute, its slices exactly as long as they must be.
type problem struct {
	rows, k, n, lda, ldd, ldw int
	a, bias                   []float32
	weights                   []float32 // n rows of k, ldw apart
	columns                   []float32 // the same transposed, rows ldw+n apart
}

func newProblem(rng *rand.Rand, rows, k, n, gap int) problem {
	p := problem{rows: rows, k: k, n: n, lda: k + gap, ldd: n + gap, ldw: k + 2*gap}
	p.a = random(rng, (rows-1)*p.lda+k)
	p.weights = random(rng, (n-1)*p.ldw+k)
	p.bias = random(rng, n)
	p.columns = make([]float32, (k-1)*(p.ldw+n)+n)
	for j := range n {
		for i := range k {
			p.columns[i*(p.ldw+n)+j] = p.weights[j*p.ldw+i]
		}
	}
	return p
}

func random(rng *rand.Rand, n int) []float32 {
	s := make([]float32, n)
	for i := range s {
		s[i] = float32(rng.NormFloat64())
	}
	return s
}

// dense returns the weights without gaps.
func (p *problem) dense() []float32 {
	out := make([]float32, 0, p.n*p.k)
	for j := range p.n {
		out = append(out, p.weights[j*p.ldw:][:p.k]...)
	}
	return out
}

// want returns an element of the product and the sum of its terms' magnitudes.
func (p *problem) want(r, j int, bias []float32) (value, magnitude float64) {
	if bias != nil {
		value = float64(bias[j])
		magnitude = math.Abs(value)
	}
	for i := range p.k {
		term := float64(p.a[r*p.lda+i]) * float64(p.weights[j*p.ldw+i])
		value += term
		magnitude += math.Abs(term)
	}
	return value, magnitude
}

// check multiplies and compares with a product in float64. The memory around
// dst and between its rows must stay as it was.
func (p *problem) check(t *testing.T, m *Matrix, bias []float32, relu bool) {
	t.Helper()
	const margin = 32
	length := (p.rows-1)*p.ldd + p.n
	memory := make([]float32, length+2*margin)
	for i := range memory {
		memory[i] = sentinel
	}
	multiply := m.Mul
	if relu {
		multiply = m.MulReLU
	}
	multiply(memory[margin:margin+length:margin+length], p.ldd, p.a, p.lda, p.rows)
	for i, got := range memory {
		r, j := (i-margin)/p.ldd, (i-margin)%p.ldd
		if i < margin || i >= margin+length || j >= p.n {
			if got != sentinel {
				t.Fatalf("wrote %g at %d, outside of the product", got, i-margin)
			}
			continue
		}
		want, magnitude := p.want(r, j, bias)
		if relu {
			want = max(want, 0)
		}
		if !(math.Abs(float64(got)-want) <= 1e-5*magnitude) {
			t.Fatalf("[%d, %d] is %g instead of %g", r, j, got, want)
		}
	}
}

// checkAll tries the ways to pack a matrix, m being one that is used again.
func (p *problem) checkAll(t *testing.T, m *Matrix) {
	t.Helper()
	packed := Pack(p.dense(), p.bias, p.n, p.k)
	p.check(t, packed, p.bias, false)
	p.check(t, packed, p.bias, true)
	p.check(t, Pack(p.dense(), nil, p.n, p.k), nil, false)
	m.PackRows(p.weights, p.ldw, p.n, p.k)
	p.check(t, m, nil, false)
	m.PackColumns(p.columns, p.ldw+p.n, p.k, p.n)
	p.check(t, m, nil, true)
}

func TestShapes(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(1, 2))
		var reused Matrix
		for rows := 1; rows <= 13; rows++ {
			for _, k := range []int{1, 2, 3, 4, 5, 31} {
				for _, n := range []int{1, 15, 16, 17, 35} {
					t.Run(fmt.Sprintf("%dx%dx%d", rows, k, n), func(t *testing.T) {
						p := newProblem(rng, rows, k, n, (rows+k+n)%3)
						p.checkAll(t, &reused)
					})
				}
			}
		}
	})
}

func TestRandomShapes(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(3, 4))
		var reused Matrix
		for range 30 {
			rows, k, n := 1+rng.IntN(40), 1+rng.IntN(450), 1+rng.IntN(50)
			t.Run(fmt.Sprintf("%dx%dx%d", rows, k, n), func(t *testing.T) {
				p := newProblem(rng, rows, k, n, rng.IntN(20))
				p.checkAll(t, &reused)
			})
		}
	})
}

func TestModelShapes(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(5, 6))
		for _, s := range [][3]int{{25, 432, 288}, {37, 288, 144}, {20, 144, 432}, {7, 432, 1700}} {
			p := newProblem(rng, s[0], s[1], s[2], 0)
			p.check(t, Pack(p.weights, p.bias, p.n, p.k), p.bias, false)
		}
	})
}
