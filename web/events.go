package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"entente/graph"
	"entente/loader"
)

type eventsInput struct {
	PathID
	LastEventID string `header:"Last-Event-ID" doc:"sent by browsers that connect again"`
}

// lastEvent is the id of the event after which nothing comes.
const lastEvent = "end"

// events streams how a batch goes: its state so far first, so that a client
// that connects again has missed nothing of it.
func (s *Server) events(ctx context.Context, in *eventsInput) (*huma.StreamResponse, error) {
	if in.LastEventID == lastEvent {
		// 204 is what makes a browser's EventSource stay away.
		return &huma.StreamResponse{Body: func(c huma.Context) { c.SetStatus(http.StatusNoContent) }}, nil
	}
	release, ok := s.streams.take()
	if !ok {
		return nil, graph.Errorf(codeTooMany, "%d event streams are open already; close one, or ask for the batch itself", s.limits.Streams)
	}
	events, err := s.jobs.Watch(ctx, in.ID)
	if err != nil {
		release()
		return nil, err
	}
	return &huma.StreamResponse{Body: func(c huma.Context) { //nolint:contextcheck // c carries the request's
		defer release()
		s.stream(c, in.ID, events)
	}}, nil
}

// stream writes events until the batch has ended, the client is gone, or the
// server stops.
func (s *Server) stream(c huma.Context, id string, events <-chan loader.Event) {
	c.SetHeader("Content-Type", "text/event-stream")
	c.SetHeader("Cache-Control", "no-store")
	c.SetStatus(http.StatusOK)
	out := newEventWriter(c, s.limits.Stall)
	beat := time.NewTicker(s.limits.Heartbeat)
	defer beat.Stop()
	var last graph.Batch
	for out.err == nil {
		select {
		case <-c.Context().Done():
			return
		case <-s.stopping:
			return
		case <-beat.C:
			out.comment("heartbeat")
		case event, open := <-events:
			if !open {
				out.event("end", lastEvent, s.final(c.Context(), id, last))
				return
			}
			last = event.Batch
			out.loaderEvent(event)
		}
	}
}

// final is the batch at its end: as the last event told it, or else as the
// ledger does.
func (s *Server) final(ctx context.Context, id string, last graph.Batch) graph.Batch {
	if batch, err := s.jobs.Batch(ctx, id); err == nil {
		return batch
	}
	return last
}

// eventWriter writes server-sent events, each with a deadline of its own.
type eventWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
	stall   time.Duration
	number  int
	err     error // the first, after which nothing is written
}

func newEventWriter(c huma.Context, stall time.Duration) *eventWriter {
	w := c.BodyWriter().(http.ResponseWriter) // what every adapter of huma to net/http hands out
	return &eventWriter{w: w, control: http.NewResponseController(w), stall: stall}
}

// loaderEvent writes what moved and then the counts.
func (e *eventWriter) loaderEvent(event loader.Event) {
	if event.Item != nil {
		e.numbered("item", *event.Item)
	}
	if event.Notice != "" {
		e.numbered("notice", notice{event.Notice})
	}
	e.numbered("batch", event.Batch)
}

// notice is something worth telling while a load goes on.
type notice struct {
	Message string `json:"message" example:"waiting for the database"`
}

func (e *eventWriter) numbered(name string, data any) {
	e.number++
	e.event(name, strconv.Itoa(e.number), data)
}

func (e *eventWriter) event(name, id string, data any) {
	text, err := json.Marshal(data)
	if err != nil {
		e.err = err
		return
	}
	e.write(fmt.Sprintf("event: %s\nid: %s\ndata: %s\n\n", name, id, text))
}

func (e *eventWriter) comment(text string) { e.write(": " + text + "\n\n") }

func (e *eventWriter) write(text string) {
	if e.err != nil {
		return
	}
	_ = e.control.SetWriteDeadline(time.Now().Add(e.stall)) // the error shows in the write
	if _, e.err = e.w.Write([]byte(text)); e.err == nil {
		e.err = e.control.Flush()
	}
}
