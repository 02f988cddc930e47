package web

import (
	"context"
	"iter"
	"strings"

	"entente/graph"
	"entente/loader/source"
)

type batchReply struct {
	Body graph.Batch
}

// acceptedReply is a batch that has been queued.
type acceptedReply struct {
	Location string `header:"Location" doc:"where the batch tells how it goes"`
	Body     graph.Batch
}

func accepted(batch graph.Batch, err error) (*acceptedReply, error) {
	if err != nil {
		return nil, err
	}
	return &acceptedReply{Location: "/api/v1/batches/" + batch.ID, Body: batch}, nil
}

// addressInput names what to fetch.
type addressInput struct {
	Body struct {
		URL    string `json:"url" minLength:"1" maxLength:"2000" doc:"an http or https address of the public internet: a page, a feed, a table or an archive" example:"https://example.com/feed.xml"`
		Follow bool   `json:"follow,omitempty" doc:"read the pages that the entries of a feed link to, in the place of what the feed holds of them"`
	}
}

// loadAddress queues what is at an address. It is fetched when the batch's turn
// comes; what cannot be is an item of the batch, with the reason.
func (s *Server) loadAddress(_ context.Context, in *addressInput) (*acceptedReply, error) {
	address := strings.TrimSpace(in.Body.URL)
	if !source.IsAddress(address) {
		return nil, graph.FieldError("url", "%q is not an http or https address; give one like https://example.com/article", short(address))
	}
	options := source.Options{Follow: in.Body.Follow}
	items := func(ctx context.Context) iter.Seq[source.Item] { return options.Fetch(ctx, address) }
	return accepted(s.jobs.Start(source.Redacted(address), items, nil)) //nolint:contextcheck // a load outlives its request
}

// sampleName is what the batch of the sample corpus is called.
const sampleName = "Sample corpus"

func (s *Server) loadSample(context.Context, *struct{}) (*acceptedReply, error) {
	return accepted(s.jobs.Start(sampleName, s.config.Sample, nil)) //nolint:contextcheck // a load outlives its request
}

type batchesInput struct {
	Limit int `query:"limit" minimum:"0" maximum:"200" doc:"newest batches at most; 50 when absent"`
}

type batchesReply struct {
	Batches []graph.Batch `json:"batches" doc:"newest first"`
}

func (s *Server) batches(ctx context.Context, in *batchesInput) (*reply[batchesReply], error) {
	fill(&in.Limit, graph.DefaultPage)
	list, err := s.jobs.Batches(ctx, in.Limit)
	if err != nil {
		return nil, err
	}
	return &reply[batchesReply]{batchesReply{list}}, nil
}

func (s *Server) batch(ctx context.Context, in *PathID) (*batchReply, error) {
	batch, err := s.jobs.Batch(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return &batchReply{batch}, nil
}

type itemsInput struct {
	PathID
	State  graph.ItemState `query:"state" enum:"queued,reading,done,unchanged,rejected,failed" doc:"only items in this state"`
	Limit  int             `query:"limit" minimum:"0" maximum:"200" doc:"items per page; 50 when absent"`
	Cursor string          `query:"cursor" maxLength:"1000" doc:"next of the page before"`
}

func (s *Server) items(ctx context.Context, in *itemsInput) (*reply[graph.ItemPage], error) {
	if _, err := s.jobs.Batch(ctx, in.ID); err != nil {
		return nil, err
	}
	return ask(ctx, graph.ItemsQuery{Batch: in.ID, State: in.State, Limit: in.Limit, Cursor: in.Cursor}, s.store.Items)
}

func (s *Server) retryBatch(ctx context.Context, in *PathID) (*acceptedReply, error) {
	return accepted(s.jobs.Retry(ctx, in.ID)) //nolint:contextcheck // a load outlives its request
}

func (s *Server) cancelBatch(ctx context.Context, in *PathID) (*batchReply, error) {
	batch, err := s.jobs.Batch(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	err = s.jobs.Cancel(in.ID)
	if graph.CodeOf(err) == graph.NotFound {
		return nil, graph.Errorf(graph.Conflict, "batch %s is %s; only one that waits or runs here can be canceled", batch.ID, batch.State)
	}
	if err != nil {
		return nil, err
	}
	return s.batch(ctx, in)
}
