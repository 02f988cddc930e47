package web

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"entente/graph"
)

// apiVersion is the version of the contract, not of the program.
const apiVersion = "1.0.0"

const apiDescription = `Entente reads news articles and maps who stands where: who supports, arms, meets, accuses, sanctions or attacks whom, who says so, and in which sentence it stands.

- Replies to questions carry the Cypher that answered them (` + "`cypher` and `parameters`" + `), ready for POST /api/v1/cypher.
- Errors are problems after RFC 9457: application/problem+json with a stable type, a request id and, for bad input, the field.
- Lists in addresses are separated by commas; a comma or backslash inside a value is written with a backslash before it.
- Pages are walked by cursor: pass next as cursor until it is absent.
- Offsets count Unicode code points of the article's text, half open.`

func init() {
	// Lists are never null in this API; the framework asks a package variable.
	huma.DefaultArrayNullable = false
}

// apiConfig describes the API to huma. The description is written from the
// types of package graph; closed lists become enumerations with a name.
func apiConfig() huma.Config {
	registry := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	aliases(registry)
	config := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "Entente", Version: apiVersion, Description: apiDescription,
				License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
			},
			Components: &huma.Components{Schemas: registry},
			Tags: []*huma.Tag{
				{Name: "questions", Description: "What the graph knows"},
				{Name: "evidence", Description: "Statements and the articles that make them"},
				{Name: "loading", Description: "Batches of articles"},
				{Name: "cypher", Description: "Questions in a reader's own Cypher, read only"},
				{Name: "server", Description: "The server itself"},
			},
		},
		Formats:       map[string]huma.Format{"application/json": jsonFormat, "json": jsonFormat},
		DefaultFormat: "application/json",
	}
	config.RejectUnknownQueryParameters = true
	return config
}

// jsonFormat leaves texts as they are: they are read as JSON, never as HTML.
var jsonFormat = huma.DefaultJSONFormat

// problems documents the errors of an operation.
func problems(codes ...graph.Code) map[string]*huma.Response {
	responses := map[string]*huma.Response{"default": problemResponse("Any other problem")}
	for _, code := range codes {
		t := typeOf(code)
		responses[strconv.Itoa(t.Status)] = problemResponse(t.Title + ". " + t.Meaning)
	}
	return responses
}

func problemResponse(description string) *huma.Response {
	return &huma.Response{
		Description: description,
		Content: map[string]*huma.MediaType{
			"application/problem+json": {Schema: &huma.Schema{Ref: "#/components/schemas/Problem"}},
		},
	}
}

// document renders the OpenAPI document, indented, with a line end.
func document(api huma.API) ([]byte, error) {
	compact, err := api.OpenAPI().MarshalJSON()
	if err != nil {
		return nil, graph.Errorf(graph.Internal, "the API cannot be described: %w", err)
	}
	var tree any
	if err := json.Unmarshal(compact, &tree); err != nil {
		return nil, graph.Errorf(graph.Internal, "the API's description is not JSON: %w", err)
	}
	indented, err := json.MarshalIndent(tree, "", "  ")
	if err != nil {
		return nil, graph.Errorf(graph.Internal, "the API's description is not JSON: %w", err)
	}
	return append(indented, '\n'), nil
}

// operation makes the description that every operation shares.
func operation(method, path, id, tag, summary, description string, codes ...graph.Code) huma.Operation {
	return huma.Operation{
		Method: method, Path: path, OperationID: id, Tags: []string{tag}, Summary: summary, Description: description,
		Responses: problems(append(codes, graph.Invalid, graph.Unavailable)...),
	}
}

func get(path, id, tag, summary, description string, codes ...graph.Code) huma.Operation {
	return operation(http.MethodGet, path, id, tag, summary, description, append(codes, graph.Timeout)...)
}

func post(path, id, tag, summary, description string, codes ...graph.Code) huma.Operation {
	return operation(http.MethodPost, path, id, tag, summary, description, codes...)
}
