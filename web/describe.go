package web

import (
	"fmt"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"entente/graph"
)

// acceptedOperation describes what queues a batch.
func acceptedOperation(path, id, summary, description string, codes ...graph.Code) huma.Operation {
	op := post(path, id, "loading", summary, description, append(codes, codeTooMany)...)
	op.DefaultStatus = http.StatusAccepted
	return op
}

// bodied gives an operation with a JSON body this server's limits. The
// middleware counts the bytes; the framework must not count fewer.
func (s *Server) bodied(op huma.Operation) huma.Operation {
	op.MaxBodyBytes, op.BodyReadTimeout = s.limits.BodyBytes+1, s.limits.Stall
	return op
}

func (s *Server) uploadOperation() huma.Operation {
	return acceptedOperation("/api/v1/batches", "load", "Load articles",
		"Queues texts, HTML, JSON lines and what else entente load reads. The reply comes when everything has arrived; follow its Location, or events, for how it goes.",
		graph.TooLarge, codeMedia, codeTooSlow, graph.NoSpace)
}

// documentUpload adds the bodies of POST batches. It comes after registration,
// because the framework would read a body it knows of into memory.
func documentUpload(api huma.API, limits Limits) {
	file := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	api.OpenAPI().Paths["/api/v1/batches"].Post.RequestBody = &huma.RequestBody{
		Required:    true,
		Description: fmt.Sprintf("At most %d files and %d bytes together.", limits.UploadFiles, limits.UploadBytes),
		Content: map[string]*huma.MediaType{
			mediaForm: {Schema: &huma.Schema{
				Type:                 huma.TypeObject,
				Properties:           map[string]*huma.Schema{"files": {Type: huma.TypeArray, Items: file, Description: "one part per file"}},
				Required:             []string{"files"},
				AdditionalProperties: false,
			}},
			mediaNDJSON: {Schema: &huma.Schema{
				Type:        huma.TypeString,
				Description: "one article per line: {\"text\": …, \"id\"?, \"title\"?, \"published\"?, \"publisher\"?, \"url\"?}",
			}},
		},
	}
}

// eventsOperation describes the stream of a batch.
func eventsOperation(api huma.API) huma.Operation {
	op := get("/api/v1/batches/{id}/events", "events", "loading", "How a batch goes, live",
		"Server-sent events: `batch` (the batch as it stands: first, and after every change), `item` (an item that moved), "+
			"`notice` (something worth telling) and, last, `end` (the batch at its end). Comments come as signs of life. "+
			"Connecting again starts with the state so far.", graph.NotFound, codeTooMany)
	registry := api.OpenAPI().Components.Schemas
	schema := func(t reflect.Type) *huma.Schema { return registry.Schema(t, true, "") }
	batch := schema(reflect.TypeFor[graph.Batch]())
	op.Responses["200"] = &huma.Response{
		Description: "A stream of events; each entry of the schema is the data of one kind of event.",
		Content: map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{
			Type: huma.TypeObject,
			Properties: map[string]*huma.Schema{
				"batch": batch, "end": batch,
				"item":   schema(reflect.TypeFor[graph.Item]()),
				"notice": schema(reflect.TypeFor[notice]()),
			},
		}}},
	}
	op.Responses["204"] = &huma.Response{Description: "The client has seen the end already"}
	return op
}
