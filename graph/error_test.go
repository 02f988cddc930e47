package graph_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"entente/graph"
)

func TestCodeOf(t *testing.T) {
	missing := graph.Errorf(graph.NotFound, "there is no article %q", "a1")
	cases := []struct {
		name string
		err  error
		want graph.Code
	}{
		{"no error", nil, ""},
		{"own error", missing, graph.NotFound},
		{"wrapped", fmt.Errorf("reading: %w", missing), graph.NotFound},
		{"joined", errors.Join(io.EOF, missing), graph.NotFound},
		{"reject", graph.Reject{Stage: "source", Reason: "the file is empty"}, graph.Invalid},
		{"stranger", io.ErrUnexpectedEOF, graph.Internal},
	}
	for _, c := range cases {
		if got := graph.CodeOf(c.err); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestErrorfKeepsTheCause(t *testing.T) {
	err := graph.Errorf(graph.Unavailable, "the database did not answer: %w", io.EOF)
	if !errors.Is(err, io.EOF) {
		t.Error("the cause is lost")
	}
	if err.Error() != "the database did not answer: EOF" {
		t.Errorf("message %q", err)
	}
}

func TestRejectSpeaksWithItsName(t *testing.T) {
	reject := graph.Reject{Name: "news.jsonl:3", Reason: "the line is not JSON"}
	if got := reject.Error(); got != "news.jsonl:3: the line is not JSON" {
		t.Errorf("got %q", got)
	}
	reject.Name = ""
	if got := reject.Error(); got != "the line is not JSON" {
		t.Errorf("got %q", got)
	}
}
