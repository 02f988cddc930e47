package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"entente/graph"
)

// TestProblems sends every sort of error through the door: what status and
// type it gets, and that only what is meant for people is told.
func TestProblems(t *testing.T) {
	s, err := assemble(Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		err    error
		status int
		code   graph.Code
		detail string
	}{
		{graph.FieldError("limit", "limit is wrong"), 400, graph.Invalid, "limit is wrong"},
		{graph.Errorf(graph.NotFound, "no such actor"), 404, graph.NotFound, "no such actor"},
		{graph.Errorf(graph.Conflict, "busy"), 409, graph.Conflict, "busy"},
		{graph.Errorf(graph.Refused, "no"), 403, graph.Refused, "no"},
		{graph.Errorf(graph.TooLarge, "big"), 413, graph.TooLarge, "big"},
		{graph.Errorf(graph.Timeout, "late"), 504, graph.Timeout, "late"},
		{graph.Errorf(graph.Unavailable, "gone"), 503, graph.Unavailable, "gone"},
		{graph.Errorf(graph.Unauthorized, "wrong password"), 502, graph.Unauthorized, "wrong password"},
		{graph.Errorf(graph.NoSpace, "full"), 507, graph.NoSpace, "full"},
		{graph.Errorf(graph.Unverifiable, "words"), 422, graph.Unverifiable, "words"},
		{graph.Errorf(graph.Internal, "a secret"), 500, graph.Internal, "something went wrong"},
		{fmt.Errorf("around: %w", graph.Errorf(graph.NotFound, "no such article")), 404, graph.NotFound, "no such article"},
		{errors.New("a secret"), 500, graph.Internal, "something went wrong"},
		{fmt.Errorf("query: %w", context.DeadlineExceeded), 504, graph.Timeout, "time limit"},
		{os.ErrDeadlineExceeded, 408, codeTooSlow, "in time"},
		{io.ErrUnexpectedEOF, 400, graph.Invalid, "too early"},
		{&http.MaxBytesError{Limit: 7}, 413, graph.TooLarge, "7 bytes"},
		{echo.ErrNotFound, 404, graph.NotFound, "no such path"},
		{echo.ErrMethodNotAllowed, 405, codeMethod, "method"},
		{graph.Errorf("a code of tomorrow", "new"), 500, graph.Internal, "new"},
	} {
		recorder := httptest.NewRecorder()
		s.fail(c.err, s.echo.NewContext(httptest.NewRequest(http.MethodGet, "/api/v1/x", nil), recorder))
		var p Problem
		if err := json.Unmarshal(recorder.Body.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if recorder.Code != c.status || p.Status != c.status || p.Type != "/problems/"+string(c.code) || !strings.Contains(p.Detail, c.detail) {
			t.Errorf("%v: %d %s", c.err, recorder.Code, recorder.Body)
		}
		if strings.Contains(recorder.Body.String(), "secret") {
			t.Errorf("%v: tells a secret: %s", c.err, recorder.Body)
		}
	}
}

// TestProblemTable: each code of the language has its row, and a page.
func TestProblemTable(t *testing.T) {
	s, err := assemble(Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []graph.Code{
		graph.Invalid, graph.NotFound, graph.Conflict, graph.Refused, graph.TooLarge, graph.Timeout, graph.Unavailable,
		graph.Unauthorized, graph.NoSpace, graph.Unverifiable, graph.Internal, codeMethod, codeMedia, codeTooMany, codeTooSlow,
	} {
		if typeOf(code).Code != code || s.pages["problems/"+string(code)] == nil {
			t.Errorf("%s has no row or no page", code)
		}
	}
}

func TestShort(t *testing.T) {
	if got := short(strings.Repeat("ä", 500)).(string); len(got) > maxEcho+len("…") || !strings.HasSuffix(got, "ä…") {
		t.Errorf("%q", got)
	}
	if short(7.0) != 7.0 {
		t.Error("a short value changed")
	}
}
