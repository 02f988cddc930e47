package network

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The tree is as probable as the best that trying all of them finds.
func TestTreeIsTheBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		n := 2 + rng.IntN(5)
		p := make([]float32, n*n)
		for i := 1; i < n; i++ {
			row := p[i*n:][:n]
			for j := range row {
				row[j] = rng.Float32()
			}
			row[i] = 0
		}
		got := tree(p, n)
		if !isTree(got) {
			t.Fatalf("%v is no tree with one word under the root", got)
		}
		if best := bestTree(p, n); weight(p, n, got) < best-1e-4 {
			t.Errorf("%v weighs %v, the best tree %v: %v", got, weight(p, n, got), best, p)
		}
	}
}

func weight(p []float32, n int, heads []int) float64 {
	sum := 0.0
	for i := 1; i < n; i++ {
		sum += math.Log(max(float64(p[i*n+heads[i]]), 1e-30))
	}
	return sum
}

// bestTree tries every assignment of heads.
func bestTree(p []float32, n int) float64 {
	heads := make([]int, n)
	heads[0] = -1
	best := math.Inf(-1)
	var try func(i int)
	try = func(i int) {
		if i == n {
			if isTree(heads) {
				best = max(best, weight(p, n, heads))
			}
			return
		}
		for heads[i] = 0; heads[i] < n; heads[i]++ {
			if heads[i] != i {
				try(i + 1)
			}
		}
	}
	try(1)
	return best
}
