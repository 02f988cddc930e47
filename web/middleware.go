package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/time/rate"

	"entente/graph"
)

// middleware is what every request passes, outermost first.
func (s *Server) middleware() {
	s.echo.Use(s.observe, s.catch, secureHeaders, s.checkHost, checkSite)
	s.echo.Use(apiOnly(s.rateLimit()), apiOnly(s.bound), apiOnly(checkQuery), apiOnly(compress()))
}

// trace follows one request from its id to its line in the log.
type trace struct {
	id    string
	path  string
	cause error // of a problem that is the server's
}

type traceKey struct{}

// traceOf returns the trace of a request, an empty one where there is none.
func traceOf(ctx context.Context) *trace {
	if t, ok := ctx.Value(traceKey{}).(*trace); ok {
		return t
	}
	return &trace{}
}

func newTrace(r *http.Request) *trace {
	var id [8]byte
	_, _ = rand.Read(id[:]) // never fails, by its contract
	return &trace{id: hex.EncodeToString(id[:]), path: r.URL.EscapedPath()}
}

// headAsGet lets every GET answer HEAD; the HTTP server leaves the body out.
// A stream has no head to speak of: it would go on in silence.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead && !isStream(r.URL.Path) {
			get := *r // a copy: the HTTP server must go on seeing HEAD
			get.Method = http.MethodGet
			r = &get
		}
		next.ServeHTTP(w, r)
	})
}

// observe gives the request its id, answers errors, and writes one line to the
// log. Queries and bodies stay out of it: they may hold what a reader asks.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		started, r := time.Now(), c.Request()
		t := newTrace(r)
		c.SetRequest(r.WithContext(context.WithValue(r.Context(), traceKey{}, t)))
		c.Response().Header().Set("X-Request-Id", t.id)
		if err := next(c); err != nil {
			s.fail(err, c)
		}
		s.logRequest(r, c, t, time.Since(started))
		return nil
	}
}

// logRequest writes the line. r is the request as it came: the deadline that
// ends the inner one says nothing of the client.
func (s *Server) logRequest(r *http.Request, c echo.Context, t *trace, took time.Duration) {
	status, level := c.Response().Status, slog.LevelInfo
	if r.Context().Err() != nil {
		status = statusClosed
	}
	attributes := []slog.Attr{
		slog.String("request", t.id), slog.String("method", r.Method), slog.String("path", t.path),
		slog.Int("status", status), slog.Int64("bytes", c.Response().Size), slog.Duration("took", took),
		slog.String("client", c.RealIP()),
	}
	if t.cause != nil {
		level = slog.LevelError
		attributes = append(attributes, slog.String("cause", t.cause.Error()))
	}
	s.log.LogAttrs(context.WithoutCancel(r.Context()), level, "request", attributes...)
}

// fail answers with a problem, unless an answer has begun.
func (s *Server) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	p := problemOf(c.Request().Context(), err, func(field string) string { return "query." + field })
	if p.Status == http.StatusTooManyRequests || p.Status == http.StatusServiceUnavailable {
		c.Response().Header().Set("Retry-After", "1")
	}
	text, err := json.Marshal(p)
	if err != nil {
		c.Response().WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = c.Blob(p.Status, p.ContentType(""), text) // the client may be gone
}

// catch turns a panic into an internal error whose cause is in the log. Where
// the answer has begun, the connection is cut so that nobody takes it for whole.
func (s *Server) catch(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		r := c.Request()
		defer func() {
			cause := recover()
			switch {
			case cause == nil:
			case r.Context().Err() != nil:
				err = r.Context().Err() // the client went away in the middle of a write
			case c.Response().Committed:
				t := traceOf(r.Context())
				t.cause = panicError(cause)
				s.logRequest(r, c, t, 0)
				panic(http.ErrAbortHandler)
			default:
				err = panicError(cause)
			}
		}()
		return next(c)
	}
}

func panicError(cause any) error {
	return graph.Errorf(graph.Internal, "panic: %v\n%s", cause, debug.Stack())
}

// isAPI tells the API's paths from pages.
func isAPI(path string) bool { return path == "/api" || strings.HasPrefix(path, "/api/") }

func isHealth(path string) bool { return strings.HasPrefix(path, "/api/v1/health/") }

func isStream(path string) bool {
	return strings.HasPrefix(path, "/api/v1/batches/") && strings.HasSuffix(path, "/events")
}

func isUpload(r *http.Request) bool {
	return r.Method == http.MethodPost && r.URL.Path == "/api/v1/batches"
}

// apiOnly leaves pages and health checks alone.
func apiOnly(m echo.MiddlewareFunc) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		bounded := m(next)
		return func(c echo.Context) error {
			if path := c.Request().URL.Path; !isAPI(path) || isHealth(path) {
				return next(c)
			}
			return bounded(c)
		}
	}
}

func (s *Server) rateLimit() echo.MiddlewareFunc {
	refused := graph.Errorf(codeTooMany, "more than %g requests per second from one client; slow down", s.limits.Rate)
	return middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		Store: middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{
			Rate: rate.Limit(s.limits.Rate), Burst: s.limits.Burst,
		}),
		IdentifierExtractor: func(c echo.Context) (string, error) { return c.RealIP(), nil },
		ErrorHandler:        func(echo.Context, error) error { return refused },
		DenyHandler:         func(echo.Context, string, error) error { return refused },
	})
}

// longestUpload bounds an upload that keeps sending.
const longestUpload = 30 * time.Minute

// bound gives every kind of request its limits of size, time and number.
// Streams count their own number, and their deadline moves with each event.
func (s *Server) bound(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, control := c.Request(), http.NewResponseController(c.Response())
		if isStream(r.URL.Path) {
			_ = control.SetReadDeadline(time.Time{}) // a stream's client has nothing more to say
			return next(c)
		}
		size, within := s.limits.BodyBytes, s.limits.Question
		if isUpload(r) {
			size, within = s.limits.UploadBytes, longestUpload
			_ = control.SetWriteDeadline(time.Now().Add(longestUpload + s.limits.Stall))
		} else {
			release, ok := s.busy.take()
			if !ok {
				return graph.Errorf(codeTooMany, "%d requests are being answered already; try again in a moment", s.limits.Requests)
			}
			defer release()
		}
		if r.ContentLength > size {
			return &http.MaxBytesError{Limit: size}
		}
		ctx, cancel := context.WithTimeout(r.Context(), within)
		defer cancel()
		r = r.WithContext(ctx)
		r.Body = http.MaxBytesReader(c.Response(), r.Body, size)
		c.SetRequest(r)
		return next(c)
	}
}

// checkQuery refuses addresses of which the framework would drop a part in
// silence: broken escapes, what is no UTF-8, and parameters given twice.
func checkQuery(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		values, err := url.ParseQuery(c.Request().URL.RawQuery)
		if err != nil {
			return graph.Errorf(graph.Invalid, "the address is broken after the question mark: %w", err)
		}
		for name, list := range values {
			if len(list) > 1 {
				return graph.FieldError(name, "%s is given %d times; separate values by commas", short(name), len(list))
			}
			if !utf8.ValidString(name+list[0]) || strings.ContainsRune(list[0], 0) {
				return graph.FieldError(strings.ToValidUTF8(name, "?"), "a parameter is UTF-8 text without NUL")
			}
		}
		return next(c)
	}
}

// compress packs replies of a kilobyte and more. Streams go as they are: they
// would wait in the packer.
func compress() echo.MiddlewareFunc {
	return middleware.GzipWithConfig(middleware.GzipConfig{
		MinLength: 1024,
		Skipper: func(c echo.Context) bool {
			path := c.Request().URL.Path
			return isStream(path) || path == "/api/v1/openapi.json" || strings.HasPrefix(path, "/api/v1/docs")
		},
	})
}

// slots bound how much happens at the same time.
type slots chan struct{}

func newSlots(n int) slots { return make(slots, n) }

// take returns how to give the slot back, or false where none is free.
func (s slots) take() (release func(), ok bool) {
	select {
	case s <- struct{}{}:
		return func() { <-s }, true
	default:
		return nil, false
	}
}
