package web

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"entente/graph"
)

// rejectsOperation describes the download of what gave nothing.
func rejectsOperation() huma.Operation {
	op := get("/api/v1/batches/{id}/rejects", "rejects", "loading", "What a batch rejected or failed to load",
		"JSON lines to keep: one item a line, the rejected first, each with name, line, stage and reason, as entente load --rejects writes them.", graph.NotFound)
	op.Responses = map[string]*huma.Response{"200": {
		Description: "One item a line.",
		Content:     map[string]*huma.MediaType{mediaNDJSON: {Schema: &huma.Schema{Type: huma.TypeString}}},
	}}
	return op
}

// rejects streams the items that gave nothing.
func (s *Server) rejects(ctx context.Context, in *PathID) (*huma.StreamResponse, error) {
	batch, err := s.jobs.Batch(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	next, stop := iter.Pull2(s.store.AllItems(ctx, batch.ID, graph.ItemRejected, graph.ItemFailed))
	item, err, more := next() // before the head is sent, so that a failure still has a code
	if err != nil {
		stop()
		return nil, err
	}
	return &huma.StreamResponse{Body: func(c huma.Context) { //nolint:contextcheck // c carries the request's
		defer stop()
		c.SetHeader("Content-Type", mediaNDJSON)
		c.SetHeader("Content-Disposition", `attachment; filename="entente-rejects-`+batch.ID+`.jsonl"`)
		c.SetHeader("Cache-Control", "no-store")
		c.SetStatus(http.StatusOK)
		out := json.NewEncoder(c.BodyWriter())
		for ; more; item, err, more = next() {
			if err != nil {
				// A line that is no item tells that the list is not whole.
				_ = out.Encode(map[string]string{"error": err.Error()})
				return
			}
			if out.Encode(item) != nil {
				return // the client is gone
			}
		}
	}}, nil
}
