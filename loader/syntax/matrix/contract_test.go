package matrix

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

// panics runs f and fails unless it panics with a message of this package.
func panics(t *testing.T, name string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		message, _ := recover().(string)
		if !strings.HasPrefix(message, "matrix: ") {
			t.Errorf("%s: panics with %q", name, message)
		}
	}()
	f()
}

func TestPanics(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		s := func(n int) []float32 { return make([]float32, n) }
		m := Pack(s(12), s(4), 4, 3)
		cases := map[string]func(){
			"short factor":        func() { m.Mul(s(8), 4, s(5), 3, 2) },
			"short product":       func() { m.Mul(s(7), 4, s(6), 3, 2) },
			"narrow factor":       func() { m.Mul(s(80), 4, s(60), 2, 2) },
			"narrow product":      func() { m.Mul(s(80), 3, s(60), 3, 2) },
			"fewer than no rows":  func() { m.Mul(s(80), 4, s(60), 3, -1) },
			"rows beyond reason":  func() { m.Mul(s(80), math.MaxInt/2, s(60), math.MaxInt/2, math.MaxInt) },
			"negative distance":   func() { m.MulReLU(s(80), -4, s(60), 3, 2) },
			"empty matrix":        func() { new(Matrix).Mul(s(80), 4, s(60), 3, 2) },
			"few weights":         func() { Pack(s(11), nil, 4, 3) },
			"few biases":          func() { Pack(s(12), s(3), 4, 3) },
			"no outputs":          func() { Pack(nil, nil, 0, 3) },
			"no inputs":           func() { Pack(nil, nil, 4, 0) },
			"few rows":            func() { new(Matrix).PackRows(s(9), 5, 2, 5) },
			"few columns":         func() { new(Matrix).PackColumns(s(9), 5, 2, 5) },
			"lengths of Dot":      func() { Dot(s(3), s(4)) },
			"lengths of norm":     func() { AddLayerNorm(s(8), s(8), s(7), s(8), s(8)) },
			"longer than the dst": func() { AddLayerNorm(s(8), s(8), s(8), s(8), s(9)) },
		}
		for name, f := range cases {
			panics(t, name, f)
		}
	})
}

func TestNoRows(*testing.T) {
	Pack(make([]float32, 12), nil, 4, 3).Mul(nil, 4, nil, 3, 0)
}

func TestNaN(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		nan := float32(math.NaN())
		m := Pack([]float32{1, 1}, nil, 2, 1)
		dst := make([]float32, 4)
		m.Mul(dst, 2, []float32{nan, 2}, 1, 2)
		if dst[0] == dst[0] || dst[1] == dst[1] || dst[2] != 2 || dst[3] != 2 {
			t.Errorf("Mul gives %g", dst)
		}
		m.MulReLU(dst, 2, []float32{nan, -2}, 1, 2)
		if dst[0] == dst[0] || dst[1] == dst[1] || dst[2] != 0 || dst[3] != 0 {
			t.Errorf("MulReLU gives %g", dst)
		}
	})
}

// What a row gives must not depend on the rows around it, so that a batch does
// not change what is found in a sentence.
func TestRowsAreIndependent(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		p := newProblem(rand.New(rand.NewPCG(17, 18)), 13, 50, 35, 0)
		m := Pack(p.weights, p.bias, p.n, p.k)
		all, one := make([]float32, p.rows*p.n), make([]float32, p.n)
		m.Mul(all, p.n, p.a, p.lda, p.rows)
		for r := range p.rows {
			m.Mul(one, p.n, p.a[r*p.lda:], p.lda, 1)
			if !slices.Equal(one, all[r*p.n:][:p.n]) {
				t.Errorf("row %d alone differs", r)
			}
		}
	})
}

// A matrix used again must allocate nothing, nor remember its last content.
func TestReuse(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	m := Pack(random(rng, 40*30), random(rng, 40), 40, 30)
	small := newProblem(rng, 5, 7, 19, 1)
	allocations := testing.AllocsPerRun(10, func() {
		m.PackRows(small.weights, small.ldw, small.n, small.k)
		m.PackColumns(small.columns, small.ldw+small.n, small.k, small.n)
	})
	if allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
	small.check(t, m, nil, false)
	dst := make([]float32, 5*19)
	multiply := func() { m.Mul(dst, 19, small.a, small.lda, 5) }
	if allocations := testing.AllocsPerRun(10, multiply); allocations != 0 {
		t.Errorf("Mul does %v allocations", allocations)
	}
}

func TestConcurrentUse(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	p := newProblem(rng, 13, 20, 35, 1)
	m := Pack(p.dense(), p.bias, p.n, p.k)
	var results [4][]float32
	var group sync.WaitGroup
	for i := range results {
		results[i] = make([]float32, p.rows*p.n)
		group.Go(func() { m.Mul(results[i], p.n, p.a, p.lda, p.rows) })
	}
	group.Wait()
	for _, result := range results[1:] {
		if !slices.Equal(result, results[0]) {
			t.Error("goroutines compute different products")
		}
	}
}
