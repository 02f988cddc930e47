package store_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Whatever begins a transaction tells the server when to give it up: a client
// that is gone, or whose line is, must not leave locks behind.
func TestEveryTransactionHasATimeLimit(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	begun := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		positions := token.NewFileSet()
		parsed, err := parser.ParseFile(positions, file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !begins(call) {
				return true
			}
			begun++
			if !slices.ContainsFunc(call.Args, limits) {
				t.Errorf("%s: no WithTxTimeout", positions.Position(call.Pos()))
			}
			return true
		})
	}
	if begun == 0 {
		t.Error("no transaction was found, so nothing is shown")
	}
}

// begins tells a call of the driver that begins a transaction. The Run of a
// transaction runs under its limit.
func begins(call *ast.CallExpr) bool {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	switch method.Sel.Name {
	case "BeginTransaction", "ExecuteRead", "ExecuteWrite", "ExecuteQuery":
		return true
	case "Run":
		on, ok := method.X.(*ast.Ident)
		return ok && on.Name == "session"
	}
	return false
}

func limits(argument ast.Expr) bool {
	call, ok := argument.(*ast.CallExpr)
	if !ok {
		return false
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	return ok && method.Sel.Name == "WithTxTimeout"
}
