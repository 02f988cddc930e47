package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	blockRows  = 6               // rows of the largest tile
	unroll     = 1 << unrollBits // inputs taken in one round of the inner loop
	unrollBits = 2
	lanes      = 8 // floats in a YMM register
	size       = 4 // bytes of a float
)

// tile is the state of one kernel: a block of rows times a panel of 16
// columns.
type tile struct {
	rows     int
	dst, ldd Register
	a, lda   Register
	front    Register // first of rows 0..2 at the current input
	back     Register // first of rows 3..5 at the current input
	panel    Register // weights at the current input
	sums     [][2]VecVirtual
}

// tiles writes the kernel for blocks of so many rows.
func tiles(rows int) {
	TEXT(fmt.Sprintf("tiles%d", rows), NOSPLIT, "func(dst *float32, ldd int, a *float32, lda int, "+
		"panel *float32, bias *float32, k int, blocks int, floor float32)")
	Doc(fmt.Sprintf("tiles%d multiplies blocks of %d rows by one panel of 16 columns.", rows, rows))
	Pragma("noescape")
	t := tile{
		rows: rows,
		dst:  Load(Param("dst"), GP64()),
		ldd:  Load(Param("ldd"), GP64()),
		a:    Load(Param("a"), GP64()),
		lda:  Load(Param("lda"), GP64()),
	}
	SHLQ(Imm(2), t.ldd)
	SHLQ(Imm(2), t.lda)
	blocks := Load(Param("blocks"), GP64())
	Label("block")
	t.begin()
	t.multiply()
	t.finish()
	DECQ(blocks)
	JNZ(LabelRef("block"))
	VZEROUPPER()
	RET()
}

// begin sets the sums to the bias and the pointers to the first input.
func (t *tile) begin() {
	bias := Load(Param("bias"), GP64())
	t.sums = make([][2]VecVirtual, t.rows)
	for r := range t.sums {
		for h := range t.sums[r] {
			t.sums[r][h] = YMM()
			VMOVUPS(Mem{Base: bias, Disp: h * lanes * size}, t.sums[r][h])
		}
	}
	t.panel = Load(Param("panel"), GP64())
	t.front, t.back = GP64(), GP64()
	MOVQ(t.a, t.front)
	if t.rows > 3 {
		LEAQ(Mem{Base: t.a, Index: t.lda, Scale: 2}, t.back)
		ADDQ(t.lda, t.back)
	}
}

// multiply adds all inputs to the sums.
func (t *tile) multiply() {
	k, rounds := Load(Param("k"), GP64()), GP64()
	MOVQ(k, rounds)
	SHRQ(Imm(unrollBits), rounds)
	JZ(LabelRef("rest"))
	Label("round")
	t.steps(unroll)
	DECQ(rounds)
	JNZ(LabelRef("round"))
	Label("rest")
	ANDQ(Imm(unroll-1), k)
	JZ(LabelRef("done"))
	Label("single")
	t.steps(1)
	DECQ(k)
	JNZ(LabelRef("single"))
	Label("done")
}

// steps adds count inputs to the sums and moves the pointers behind them.
func (t *tile) steps(count int) {
	for u := range count {
		low, high := YMM(), YMM()
		VMOVUPS(Mem{Base: t.panel, Disp: u * 2 * lanes * size}, low)
		VMOVUPS(Mem{Base: t.panel, Disp: (u*2 + 1) * lanes * size}, high)
		for r := range t.rows {
			value := YMM()
			VBROADCASTSS(t.input(r, u), value)
			VFMADD231PS(low, value, t.sums[r][0])
			VFMADD231PS(high, value, t.sums[r][1])
		}
	}
	ADDQ(U32(count*2*lanes*size), t.panel)
	ADDQ(U32(count*size), t.front)
	if t.rows > 3 {
		ADDQ(U32(count*size), t.back)
	}
}

// input is the address of row r's input, u inputs on.
func (t *tile) input(r, u int) Mem {
	m := Mem{Base: t.front, Disp: u * size}
	if r >= 3 {
		m.Base = t.back
	}
	if r%3 > 0 {
		m.Index, m.Scale = t.lda, uint8(r%3)
	}
	return m
}

// finish stores the sums, none below floor, and moves on by one block.
func (t *tile) finish() {
	floor := parameter("floor")
	for r := range t.rows {
		for h, sum := range t.sums[r] {
			VMAXPS(sum, floor, sum) // a NaN stays one
			VMOVUPS(sum, Mem{Base: t.dst, Disp: h * lanes * size})
		}
		ADDQ(t.ldd, t.dst)
	}
	for range t.rows {
		ADDQ(t.lda, t.a)
	}
}
