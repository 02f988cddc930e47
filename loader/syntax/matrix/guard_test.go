//go:build linux

package matrix

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"unsafe"
)

// guarded returns a copy of s that ends, or begins, where memory ends: what
// reads or writes beyond it crashes the test.
func guarded(t *testing.T, s []float32, atEnd bool) []float32 {
	t.Helper()
	page := syscall.Getpagesize()
	bytes := 4 * len(s)
	inner := (bytes + page - 1) / page * page
	memory, err := syscall.Mmap(-1, 0, inner+2*page, syscall.PROT_READ|syscall.PROT_WRITE,
		syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Munmap(memory) })
	for _, edge := range [][]byte{memory[:page], memory[page+inner:]} {
		if err := syscall.Mprotect(edge, syscall.PROT_NONE); err != nil {
			t.Fatal(err)
		}
	}
	start := page
	if atEnd {
		start += inner - bytes
	}
	out := unsafe.Slice((*float32)(unsafe.Pointer(&memory[start])), len(s))
	copy(out, s)
	return out
}

func TestMemoryBeyondTheSlices(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(15, 16))
		for range 60 {
			rows, k, n, gap := 1+rng.IntN(14), 1+rng.IntN(40), 1+rng.IntN(50), rng.IntN(3)
			atEnd := rng.IntN(3) > 0
			t.Run(fmt.Sprintf("%dx%dx%d", rows, k, n), func(t *testing.T) {
				p := newProblem(rng, rows, k, n, gap)
				p.a, p.bias = guarded(t, p.a, atEnd), guarded(t, p.bias, atEnd)
				p.weights, p.columns = guarded(t, p.weights, atEnd), guarded(t, p.columns, atEnd)
				dst := guarded(t, make([]float32, (rows-1)*p.ldd+n), atEnd)
				var m Matrix
				m.PackColumns(p.columns, p.ldw+n, k, n)
				m.Mul(dst, p.ldd, p.a, p.lda, rows)
				m.PackRows(p.weights, p.ldw, n, k)
				m.Mul(dst, p.ldd, p.a, p.lda, rows)
				Pack(guarded(t, p.dense(), atEnd), p.bias, n, k).MulReLU(dst, p.ldd, p.a, p.lda, rows)
				row, other := guarded(t, make([]float32, n), atEnd), p.bias
				Exp(row)
				AddLayerNorm(row, other, other, other, other)
				Dot(row, other)
			})
		}
	})
}
