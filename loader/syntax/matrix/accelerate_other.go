//go:build !amd64 || purego

package matrix

// capable is false: there is no assembly for this processor.
func capable() bool { return false }

func (s *stripe) mulVector() { s.mulPortable() }

func expVector(x []float32) { expPortable(x) }

func addNormVector(dst, x, residual, gain, shift []float32) {
	addNormPortable(dst, x, residual, gain, shift)
}

func dotVector(_, _ []float32) (sum float32, n int) { return 0, 0 }
