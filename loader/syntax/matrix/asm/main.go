// Command asm writes the AVX2 kernels of package matrix: go generate runs it.
// It is a module of its own, so that the program does not depend on avo.
package main

import "github.com/mmcloughlin/avo/build"

func main() {
	build.ConstraintExpr("!purego")
	for rows := 1; rows <= blockRows; rows++ {
		tiles(rows)
	}
	exponential()
	addNorm()
	dot()
	build.Generate()
}
