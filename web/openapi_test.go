package web

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestOpenAPI compares the API's description with openapi.json, from which the
// browser's types are made.
func TestOpenAPI(t *testing.T) {
	s, err := assemble(Config{})
	if err != nil {
		t.Fatal(err)
	}
	const golden = "openapi.json"
	if *update {
		if err := os.WriteFile(golden, s.openapi.content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(s.openapi.content) {
		t.Errorf("%s is not what the code describes; run go test ./web -run TestOpenAPI -update", golden)
	}
}
