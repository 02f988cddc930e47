package web

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// contract is openapi.json, against which every JSON reply of the API is held.
type contract struct {
	compiler *jsonschema.Compiler
	paths    map[string]any
}

func readContract(t *testing.T) *contract {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(readFile(t, "openapi.json")))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("openapi.json", document); err != nil {
		t.Fatal(err)
	}
	return &contract{compiler, document.(map[string]any)["paths"].(map[string]any)}
}

// check validates a reply against the schema that the document gives for the
// request's path, method and the reply's status.
func (c *contract) check(t *testing.T, request string, got answer) {
	t.Helper()
	method, rest, _ := strings.Cut(request, " ")
	path, _, _ := strings.Cut(strings.SplitN(rest, "\n", 2)[0], "?")
	template := c.template(path)
	media, _, _ := strings.Cut(got.header.Get("Content-Type"), ";")
	if template == "" || len(got.body) == 0 || !strings.HasSuffix(media, "json") {
		return
	}
	operation, ok := c.paths[template].(map[string]any)[strings.ToLower(method)].(map[string]any)
	if !ok {
		return // 405
	}
	status := strconv.Itoa(got.status)
	if _, ok := operation["responses"].(map[string]any)[status]; !ok {
		status = "default"
	}
	pointer := strings.Join([]string{"openapi.json#/paths", escape(template), strings.ToLower(method), "responses", status, "content", escape(media), "schema"}, "/")
	schema, err := c.compiler.Compile(pointer)
	if err != nil {
		t.Errorf("status %d with %s is not in the contract: %v", got.status, media, err)
		return
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(got.body))
	if err != nil {
		t.Errorf("the reply is no JSON: %v", err)
		return
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("the reply breaks the contract: %v", err)
	}
}

// template finds the path of the document that an address belongs to; exact
// paths come before those with an id.
func (c *contract) template(path string) string {
	if _, ok := c.paths[path]; ok {
		return path
	}
	for template := range c.paths {
		before, after, ok := strings.Cut(template, "{id}")
		if ok && strings.HasPrefix(path, before) && strings.HasSuffix(path, after) &&
			!strings.Contains(strings.TrimSuffix(strings.TrimPrefix(path, before), after), "/") {
			return template
		}
	}
	return ""
}

func escape(segment string) string {
	return strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(segment)
}
