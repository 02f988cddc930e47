package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"entente/graph"
)

// Codes that only this door knows.
const (
	codeMethod   graph.Code = "method_not_allowed"
	codeMedia    graph.Code = "unsupported_media_type"
	codeTooMany  graph.Code = "too_many_requests"
	codeTooSlow  graph.Code = "too_slow"
	statusClosed            = 499 // the client went away: for the log, nobody reads it
)

// problemType is one row of the table of errors: the one place where a code
// meets its HTTP status. /problems/<code> shows it to people.
type problemType struct {
	Code    graph.Code
	Status  int
	Title   string
	Meaning string
	Remedy  string
}

var problemTypes = []problemType{
	{
		graph.Invalid, http.StatusBadRequest, "The request is not valid",
		"Something in the address or in the body is missing, unknown, or out of its bounds.",
		"The reply's detail says what to change, and errors names each field.",
	},
	{
		graph.Unauthorized, http.StatusBadGateway, "The database refused the server's credentials",
		"The user name or the password with which the server opens Neo4j is wrong or has changed.",
		"Start the server with the right NEO4J_USERNAME and NEO4J_PASSWORD.",
	},
	{
		graph.Refused, http.StatusForbidden, "Refused",
		"A rule of safety said no: Cypher that could do more than read, a page of another site, or a host name that this server does not go by.",
		"The reply's detail names the rule.",
	},
	{
		graph.NotFound, http.StatusNotFound, "Not found",
		"There is no such path, or nothing with this id.",
		"Search for it by name; ids change when a text changes.",
	},
	{
		codeMethod, http.StatusMethodNotAllowed, "Method not allowed",
		"The path exists, but not with this HTTP method.",
		"The Allow header lists the methods.",
	},
	{
		graph.Conflict, http.StatusConflict, "Conflict",
		"The thing is not in a state in which this can be done, for example a batch that has ended already.",
		"Ask for its state first.",
	},
	{
		graph.TooLarge, http.StatusRequestEntityTooLarge, "Too large",
		"The request is over a stated limit of size or number.",
		"Send less at a time. GET /api/v1/status tells the limits.",
	},
	{
		codeMedia, http.StatusUnsupportedMediaType, "Unsupported media type",
		"The body is of a type that this path does not read.",
		"The reply's detail lists the types.",
	},
	{
		graph.Unverifiable, http.StatusUnprocessableEntity, "A statement cannot be verified",
		"The words of a statement do not stand at their place in the article.",
		"Load the article again.",
	},
	{
		codeTooMany, http.StatusTooManyRequests, "Too many requests",
		"One client asks too often, or the server has as much to do as it takes on.",
		"Wait as long as the Retry-After header says.",
	},
	{
		codeTooSlow, http.StatusRequestTimeout, "The request came too slowly",
		"The body did not arrive in time.",
		"Try again, or send less at a time.",
	},
	{
		graph.Internal, http.StatusInternalServerError, "Internal error",
		"A defect of Entente.",
		"Report it with the request id; the server's log has the cause under that id.",
	},
	{
		graph.Unavailable, http.StatusServiceUnavailable, "Unavailable",
		"The database does not answer, or the server is stopping.",
		"Try again in a moment; entente db status tells about the database.",
	},
	{
		graph.Timeout, http.StatusGatewayTimeout, "The answer took too long",
		"The question was given up at the stated time limit.",
		"Ask for less: fewer hops, a shorter period, a LIMIT.",
	},
	{
		graph.NoSpace, http.StatusInsufficientStorage, "The disk is full",
		"There is no room to keep the upload.",
		"Make room on the server, then send it again.",
	},
}

// typeOf returns the row of a code; an unknown code is internal.
func typeOf(code graph.Code) problemType {
	for _, t := range problemTypes {
		if t.Code == code {
			return t
		}
	}
	return typeOf(graph.Internal)
}

// codeOfStatus finds the code for an error that the framework gave a status.
func codeOfStatus(status int) graph.Code {
	if status == http.StatusUnprocessableEntity {
		return graph.Invalid // what the framework calls it when a parameter is out of bounds
	}
	for _, t := range problemTypes {
		if t.Status == status {
			return t.Code
		}
	}
	if status >= 400 && status < 500 {
		return graph.Invalid
	}
	return graph.Internal
}

// Problem is the body of every error, after RFC 9457.
type Problem struct {
	Type      string         `json:"type" format:"uri-reference" example:"/problems/invalid" doc:"identifies the kind of problem; an address with an explanation"`
	Title     string         `json:"title" example:"The request is not valid" doc:"the kind of problem in words"`
	Status    int            `json:"status" example:"400" doc:"HTTP status code"`
	Detail    string         `json:"detail" doc:"what happened, and what to change"`
	Instance  string         `json:"instance,omitempty" format:"uri-reference" doc:"path of the request"`
	RequestID string         `json:"request_id" doc:"under which the server's log knows the request"`
	Errors    []ProblemError `json:"errors" doc:"the inputs at fault, where there are any"`
}

// ProblemError is one input at fault.
type ProblemError struct {
	Location string `json:"location" example:"query.relation" doc:"where: query, path, header or body, and the name"`
	Message  string `json:"message" doc:"what is wrong with it"`
	Value    any    `json:"value,omitempty" doc:"what came, cut when it is long"`
}

// Error makes a Problem usable as an error.
func (p *Problem) Error() string { return p.Detail }

// GetStatus tells huma the status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType tells huma the media type.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// The framework takes its error type from package variables and nowhere else.
func init() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return newProblem(codeOfStatus(status), msg, errs...)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		return problemOfHuma(ctx, status, msg, errs...)
	}
}

func newProblem(code graph.Code, detail string, errs ...error) *Problem {
	t := typeOf(code)
	p := &Problem{
		Type: "/problems/" + string(t.Code), Title: t.Title, Status: t.Status, Detail: detail,
		Errors: make([]ProblemError, 0, len(errs)),
	}
	for _, err := range errs {
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			e := d.ErrorDetail()
			p.Errors = append(p.Errors, ProblemError{Location: e.Location, Message: e.Message, Value: short(e.Value)})
		}
	}
	return p
}

// maxEcho bounds how much of a wrong value is sent back, in bytes.
const maxEcho = 200

func short(value any) any {
	s := fmt.Sprint(value)
	if len(s) <= maxEcho {
		return value
	}
	s = s[:maxEcho]
	for !utf8.ValidString(s) && len(s) > maxEcho-utf8.UTFMax {
		s = s[:len(s)-1]
	}
	return s + "…"
}

// problemOfHuma turns what the framework or a handler reports into a problem.
func problemOfHuma(ctx huma.Context, status int, msg string, errs ...error) *Problem {
	joined := errors.Join(errs...)
	if status >= http.StatusInternalServerError && joined != nil {
		return problemOf(ctx.Context(), joined, locate(ctx.Operation()))
	}
	p := newProblem(codeOfStatus(status), msg, errs...)
	for i := range p.Errors {
		if p.Errors[i].Message == "unknown query parameter" {
			p.Errors[i].Message += "; this path takes " + takes(ctx.Operation())
		}
	}
	if len(p.Errors) > 0 {
		p.Detail = p.Errors[0].Location + ": " + p.Errors[0].Message
	}
	return identify(ctx.Context(), p, nil)
}

// takes lists the parameters that an operation knows.
func takes(op *huma.Operation) string {
	var names []string
	for _, param := range op.Parameters {
		if param.In == "query" {
			names = append(names, param.Name)
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// locate tells where an operation takes the input of a name from.
func locate(op *huma.Operation) func(field string) string {
	return func(field string) string {
		for _, param := range op.Parameters {
			if param.Name == field {
				return param.In + "." + field
			}
		}
		return "body." + field
	}
}

// problemOf turns an error into a problem. What is no known error is internal:
// the cause goes to the log, a generic text to the client.
func problemOf(ctx context.Context, err error, where func(field string) string) *Problem {
	code, detail := explain(err)
	p := newProblem(code, detail)
	var e *graph.Error
	if errors.As(err, &e) && e.Field != "" {
		p.Errors = append(p.Errors, ProblemError{Location: where(e.Field), Message: e.Message})
	}
	return identify(ctx, p, err)
}

// explain finds the code of an error and what may be said of it.
func explain(err error) (graph.Code, string) {
	var e *graph.Error
	var tooLarge *http.MaxBytesError
	var status *echo.HTTPError
	switch {
	case errors.As(err, &e) && e.Code != graph.Internal:
		return e.Code, e.Message
	case errors.As(err, &tooLarge):
		return graph.TooLarge, fmt.Sprintf("the body is larger than the limit of %d bytes; send less at a time", tooLarge.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return codeTooSlow, "the body did not arrive in time; try again, or send less at a time"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return graph.Invalid, "the body ends too early; the connection was cut or the form is broken"
	case errors.Is(err, context.DeadlineExceeded):
		return graph.Timeout, "the answer took longer than the time limit; ask for less at a time"
	case errors.Is(err, context.Canceled):
		return graph.Unavailable, "the request was canceled"
	case errors.As(err, &status):
		return explainStatus(status.Code)
	}
	return graph.Internal, ""
}

func explainStatus(status int) (graph.Code, string) {
	code := codeOfStatus(status)
	switch code {
	case graph.NotFound:
		return code, "there is no such path; GET /api/v1/docs lists the paths of the API"
	case codeMethod:
		return code, "this path does not take this method; the Allow header lists those it takes"
	}
	return code, strings.ToLower(http.StatusText(status))
}

// identify adds what ties a problem to its request and leaves the cause for
// the log.
func identify(ctx context.Context, p *Problem, cause error) *Problem {
	t := traceOf(ctx)
	p.RequestID, p.Instance = t.id, t.path
	if p.Status >= http.StatusInternalServerError {
		t.cause = cause
	}
	if p.Detail == "" {
		p.Detail = "something went wrong in the server; its log has the cause under request " + t.id
	}
	return p
}
