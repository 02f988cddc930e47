package matrix

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// eachPathBench is eachPath for benchmarks.
func eachPathBench(b *testing.B, bench func(b *testing.B)) {
	b.Helper()
	for _, path := range paths() {
		b.Run(path.name, func(b *testing.B) {
			defer func(was bool) { accelerated = was }(accelerated)
			accelerated = path.accelerated
			bench(b)
		})
	}
}

func BenchmarkMul(b *testing.B) {
	shapes := []struct{ rows, k, n int }{
		{240, 432, 288}, {240, 288, 144}, {240, 144, 432}, // layers
		{30, 36, 30}, {30, 30, 36}, // attention
		{30, 432, 1700},
	}
	eachPathBench(b, func(b *testing.B) {
		for _, s := range shapes {
			b.Run(fmt.Sprintf("%dx%dx%d", s.rows, s.k, s.n), func(b *testing.B) {
				p := newProblem(rand.New(rand.NewPCG(1, 1)), s.rows, s.k, s.n, 0)
				m := Pack(p.weights, p.bias, p.n, p.k)
				dst := make([]float32, p.rows*p.n)
				for b.Loop() {
					m.Mul(dst, p.n, p.a, p.lda, p.rows)
				}
				products := float64(b.N) * float64(s.rows) * float64(s.k) * float64(s.n)
				b.ReportMetric(products/b.Elapsed().Seconds()/1e9, "GMAC/s")
			})
		}
	})
}

func BenchmarkPack(b *testing.B) {
	const rows, columns = 30, 36
	values := random(rand.New(rand.NewPCG(1, 1)), rows*columns)
	var m Matrix
	b.Run("rows", func(b *testing.B) {
		for b.Loop() {
			m.PackRows(values, columns, rows, columns)
		}
	})
	b.Run("columns", func(b *testing.B) {
		for b.Loop() {
			m.PackColumns(values, columns, rows, columns)
		}
	})
}

func BenchmarkVectors(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	x, y, z := random(rng, 288), random(rng, 288), make([]float32, 288)
	eachPathBench(b, func(b *testing.B) {
		b.Run("exp30", func(b *testing.B) {
			for b.Loop() {
				copy(z, x[:30])
				Exp(z[:30])
			}
		})
		b.Run("norm288", func(b *testing.B) {
			for b.Loop() {
				AddLayerNorm(z, x, y, x, y)
			}
		})
		b.Run("dot96", func(b *testing.B) {
			for b.Loop() {
				Dot(x[:96], y[:96])
			}
		})
	})
}
