package main

import (
	"fmt"
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// broadcast puts a constant in every lane of a register.
func broadcast(name string, value float32) VecVirtual {
	y := YMM()
	VBROADCASTSS(ConstData(name, U32(math.Float32bits(value))), y)
	return y
}

// parameter puts a float parameter in every lane of a register.
func parameter(name string) VecVirtual {
	address, err := Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	y := YMM()
	VBROADCASTSS(address.Addr, y)
	return y
}

// each writes a loop over vectors, i being the register that holds the index
// of the first float and n the number of floats.
func each(label string, i, n Register, body func()) {
	XORQ(i, i)
	Label(label)
	body()
	ADDQ(Imm(lanes), i)
	CMPQ(i, n)
	JL(LabelRef(label))
}

// total adds up the lanes of y into the lowest one.
func total(y VecVirtual) VecVirtual {
	half := XMM()
	VEXTRACTF128(Imm(1), y, half)
	VADDPS(y.AsX(), half, half)
	VHADDPS(half, half, half)
	VHADDPS(half, half, half)
	return half
}

// at is the address of vector number shift after float i.
func at(base, i Register, shift int) Mem {
	return Mem{Base: base, Index: i, Scale: size, Disp: shift * lanes * size}
}

// exponential writes the kernel of Exp: e^x = 2^n * e^r, where n is the whole
// number nearest to x*log2(e) and e^r is a polynomial, Cephes's expf.
func exponential() {
	TEXT("exponential", NOSPLIT, "func(x *float32, n int)")
	Doc("exponential replaces n floats by their exponentials, n being a multiple of 8 above 0.")
	Pragma("noescape")
	x, n := Load(Param("x"), GP64()), Load(Param("n"), GP64())
	lowest, highest := broadcast("exp_lowest", -87), broadcast("exp_highest", 88)
	log2e, one := broadcast("exp_log2e", math.Log2E), broadcast("exp_one", 1)
	ln2High, ln2Low := broadcast("exp_ln2High", 0.693359375), broadcast("exp_ln2Low", -2.12194440e-4)
	var c []Mem
	for i, v := range []float32{
		1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
	} {
		c = append(c, wide(fmt.Sprintf("exp_term%d", i), v))
	}
	bias := YMM()
	VPBROADCASTD(ConstData("exp_bias", U32(127)), bias)
	i := GP64()
	each("next", i, n, func() {
		v, whole, flush := YMM(), YMM(), YMM()
		VMOVUPS(at(x, i, 0), v)
		VCMPPS(Imm(1), lowest, v, flush) // v < lowest
		VMAXPS(v, lowest, v)             // a NaN stays one
		VMINPS(v, highest, v)
		VMULPS(log2e, v, whole)
		VROUNDPS(Imm(8), whole, whole)
		VFNMADD231PS(ln2High, whole, v)
		VFNMADD231PS(ln2Low, whole, v)
		sum, square := YMM(), YMM()
		VMOVUPS(c[0], sum)
		for _, term := range c[1:] {
			VFMADD213PS(term, v, sum)
		}
		VMULPS(v, v, square)
		VADDPS(one, v, v)
		VFMADD231PS(square, sum, v)
		VCVTPS2DQ(whole, whole)
		VPADDD(bias, whole, whole)
		VPSLLD(Imm(23), whole, whole)
		VMULPS(whole, v, v)
		VANDNPS(v, flush, v)
		VMOVUPS(v, at(x, i, 0))
	})
	VZEROUPPER()
	RET()
}

// wide is the address of a constant repeated in eight lanes.
func wide(name string, value float32) Mem {
	m := GLOBL(name, RODATA|NOPTR)
	for lane := range lanes {
		DATA(lane*size, U32(math.Float32bits(value)))
	}
	return m
}

// addNorm writes the kernel of AddLayerNorm.
func addNorm() {
	TEXT("addNorm", NOSPLIT, "func(dst, x, residual, gain, shift *float32, n int, reciprocal, epsilon float32)")
	Doc("addNorm is AddLayerNorm for n floats, n being a multiple of 8 above 0 and reciprocal 1/n.")
	Pragma("noescape")
	dst, x, residual := Load(Param("dst"), GP64()), Load(Param("x"), GP64()), Load(Param("residual"), GP64())
	n, i := Load(Param("n"), GP64()), GP64()
	reciprocal := parameter("reciprocal")

	mean := YMM()
	VXORPS(mean, mean, mean)
	each("add", i, n, func() {
		v := YMM()
		VMOVUPS(at(x, i, 0), v)
		VADDPS(at(residual, i, 0), v, v)
		VMOVUPS(v, at(dst, i, 0))
		VADDPS(v, mean, mean)
	})
	VBROADCASTSS(total(mean), mean)
	VMULPS(reciprocal, mean, mean)

	squares := YMM()
	VXORPS(squares, squares, squares)
	each("square", i, n, func() {
		v := YMM()
		VMOVUPS(at(dst, i, 0), v)
		VSUBPS(mean, v, v)
		VFMADD231PS(v, v, squares)
	})
	scale := YMM()
	deviation := total(squares)
	VMULSS(reciprocal.AsX(), deviation, deviation)
	VADDSS(parameter("epsilon").AsX(), deviation, deviation)
	VSQRTSS(deviation, deviation, deviation)
	one := broadcast("norm_one", 1)
	VDIVSS(deviation, one.AsX(), deviation)
	VBROADCASTSS(deviation, scale)

	gain, shift := Load(Param("gain"), GP64()), Load(Param("shift"), GP64())
	each("scale", i, n, func() {
		v, factor := YMM(), YMM()
		VMOVUPS(at(dst, i, 0), v)
		VSUBPS(mean, v, v)
		VMULPS(at(gain, i, 0), scale, factor)
		VFMADD213PS(at(shift, i, 0), factor, v)
		VMOVUPS(v, at(dst, i, 0))
	})
	VZEROUPPER()
	RET()
}

// dot writes the kernel of Dot, which sums in four registers.
func dot() {
	const registers = 4
	TEXT("dot", NOSPLIT, "func(a, b *float32, n int) float32")
	Doc("dot is Dot for n floats, n being a multiple of 32 above 0.")
	Pragma("noescape")
	a, b, n, i := Load(Param("a"), GP64()), Load(Param("b"), GP64()), Load(Param("n"), GP64()), GP64()
	var sums [registers]VecVirtual
	for r := range sums {
		sums[r] = YMM()
		VXORPS(sums[r], sums[r], sums[r])
	}
	XORQ(i, i)
	Label("next")
	for r, sum := range sums {
		v := YMM()
		VMOVUPS(at(a, i, r), v)
		VFMADD231PS(at(b, i, r), v, sum)
	}
	ADDQ(Imm(registers*lanes), i)
	CMPQ(i, n)
	JL(LabelRef("next"))
	VADDPS(sums[1], sums[0], sums[0])
	VADDPS(sums[3], sums[2], sums[2])
	VADDPS(sums[2], sums[0], sums[0])
	sum := total(sums[0])
	VZEROUPPER() // leaves the lower lanes alone, and Store is no AVX instruction
	Store(sum, ReturnIndex(0))
	RET()
}
