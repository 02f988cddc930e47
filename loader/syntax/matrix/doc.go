// Package matrix multiplies matrices of float32 for the inference of a small
// neural network, on one core.
//
// A Matrix holds the right-hand side of a product, the weights, in the order
// in which the kernels read them: panels of 16 columns, all inputs of a panel
// one after another. Packing costs about as much as a product with 30 rows, so
// weights are packed once and used often.
//
// On amd64 with AVX2 and FMA the kernels are assembly, written by the
// generator in asm; elsewhere they are Go. Both give the same results but for
// rounding, since the assembly fuses each multiplication with its addition. A
// row's result does not depend on the rows it is multiplied with.
//
// Everything is row-major: a matrix of r rows and c columns whose rows begin
// ld floats apart, its leading dimension, has its elements at [row*ld+column].
// A slice that is too short for its shape makes a function panic before
// anything is written. Memory that no shape covers is neither read nor
// written.
package matrix

//go:generate go -C asm run . -out ../kernel_amd64.s -stubs ../kernel_amd64.go -pkg matrix
