package web

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"entente/graph"
	"entente/loader/source"
)

func noDeadline(time.Time) error { return nil }

// sendRaw sends a head and a body as they are.
func (d *door) sendRaw(t *testing.T, head, body string) answer {
	t.Helper()
	conn := d.dial(t)
	defer conn.Close()
	line, headers, _ := strings.Cut(strings.TrimSpace(head), "\n")
	text := line + " HTTP/1.1\r\nHost: " + d.address + "\r\nConnection: close\r\n" + strings.ReplaceAll(headers, "\n", "\r\n") + "\r\n\r\n" + body
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	return d.receiveAnswer(t, conn, strings.Fields(line)[0])
}

// chunked is a body that does not say its size beforehand.
func chunked(body string) string { return fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body) }

func TestBodyTooLarge(t *testing.T) {
	d := open(t, func(c *Config) { c.Limits.BodyBytes = 1000 })
	body := `{"query": "RETURN 1 //` + strings.Repeat("x", 2000) + `"}`
	for name, got := range map[string]answer{
		"announced": d.send(t, "POST /api/v1/cypher\nContent-Type: application/json\n\n"+body),
		"found out": d.sendRaw(t, "POST /api/v1/cypher\nContent-Type: application/json\nTransfer-Encoding: chunked", chunked(body)),
	} {
		if p := decode[Problem](t, got); got.status != 413 || p.Type != "/problems/too_large" || !strings.Contains(p.Detail, "1000") {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
}

func TestSlowClient(t *testing.T) {
	d := open(t, func(c *Config) { c.Limits.Stall = 100 * time.Millisecond })
	for _, request := range []string{
		"POST /api/v1/cypher\nContent-Type: application/json\nContent-Length: 1000",
		"POST /api/v1/batches\nContent-Type: application/x-ndjson\nContent-Length: 1000",
		"POST /api/v1/batches\nContent-Type: multipart/form-data; boundary=x\nContent-Length: 1000",
	} {
		if got := d.sendRaw(t, request, "{"); got.status != 408 || decode[Problem](t, got).Type != "/problems/too_slow" {
			t.Errorf("%s: %d %s", request, got.status, got.body)
		}
	}
	d.expectNoUploads(t)
}

func TestRateLimit(t *testing.T) {
	d := open(t, func(c *Config) { c.Limits.Rate, c.Limits.Burst = 0.001, 2 })
	for _, want := range []int{200, 200, 429} {
		got := d.send(t, "GET /api/v1/relations")
		if got.status != want {
			t.Errorf("want %d, got %d", want, got.status)
		}
		if want == 429 && (decode[Problem](t, got).Type != "/problems/too_many_requests" || got.header.Get("Retry-After") == "") {
			t.Errorf("%v %s", got.header, got.body)
		}
	}
	for _, free := range []string{"GET /", "GET /api/v1/health/live"} {
		if got := d.send(t, free); got.status != 200 {
			t.Errorf("%s: %d", free, got.status)
		}
	}
}

func TestTooManyAtOnce(t *testing.T) {
	d := open(t, func(c *Config) { c.Limits.Requests, c.Limits.Uploads = 1, 1 })
	for _, full := range []struct {
		slots   slots
		request string
	}{
		{d.busy, "GET /api/v1/relations"},
		{d.uploads, "POST /api/v1/batches\nContent-Type: application/x-ndjson\n\n{}"},
		{d.streams, "GET /api/v1/batches/fixture/events"},
	} {
		for len(full.slots) < cap(full.slots) {
			full.slots <- struct{}{}
		}
		if got := d.send(t, full.request); got.status != 429 {
			t.Errorf("%s: %d %s", full.request, got.status, got.body)
		}
		for len(full.slots) > 0 {
			<-full.slots
		}
	}
}

// waiting is a load that waits until it may go on.
func waiting(goOn <-chan struct{}) func(context.Context) iter.Seq[source.Item] {
	return func(ctx context.Context) iter.Seq[source.Item] {
		return func(yield func(source.Item) bool) {
			select {
			case <-goOn:
			case <-ctx.Done():
				return
			}
			for item := range source.Stream(ctx, "late.txt", strings.NewReader(article)) {
				if !yield(item) {
					return
				}
			}
		}
	}
}

// nextEvent reads one event, or a comment, from a stream.
func nextEvent(t *testing.T, r *bufio.Reader) string {
	t.Helper()
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			t.Fatalf("the stream broke off: %v", err)
		}
		if line == "\n" {
			return b.String()
		}
		b.WriteString(line)
	}
}

// follow opens the events of a batch with an ordinary client.
func (d *door) follow(t *testing.T, id string) *http.Response {
	t.Helper()
	response, err := http.Get("http://" + d.address + "/api/v1/batches/" + id + "/events")
	if err != nil {
		t.Fatal(err)
	}
	return response
}

func TestEventsLive(t *testing.T) {
	d := open(t, func(c *Config) { c.Limits.Heartbeat = 10 * time.Millisecond })
	goOn := make(chan struct{})
	batch, err := d.jobs.Start("late", waiting(goOn), nil)
	if err != nil {
		t.Fatal(err)
	}
	response := d.follow(t, batch.ID)
	defer response.Body.Close()
	stream := bufio.NewReader(response.Body)
	if first := nextEvent(t, stream); !strings.HasPrefix(first, "event: batch\nid: 1\ndata: {") {
		t.Errorf("first: %q", first)
	}
	for beat := ""; !strings.HasPrefix(beat, ": heartbeat"); {
		beat = nextEvent(t, stream)
	}
	close(goOn)
	rest, err := io.ReadAll(stream)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"event: item\n", `"state":"done"`, "event: end\nid: end\n"} {
		if !strings.Contains(string(rest), want) {
			t.Errorf("no %q in %s", want, rest)
		}
	}
}

// TestEventsDisconnect gives the one stream back when its client goes.
func TestEventsDisconnect(t *testing.T) {
	d := open(t, func(c *Config) { c.Limits.Streams, c.Limits.Heartbeat = 1, 10*time.Millisecond })
	goOn := make(chan struct{})
	defer close(goOn)
	batch, err := d.jobs.Start("late", waiting(goOn), nil)
	if err != nil {
		t.Fatal(err)
	}
	response := d.follow(t, batch.ID)
	nextEvent(t, bufio.NewReader(response.Body))
	if second := d.send(t, "GET /api/v1/batches/"+batch.ID+"/events"); second.status != 429 {
		t.Errorf("a second stream: %d", second.status)
	}
	_ = response.Body.Close()
	for again := 0; again != 200; {
		response := d.follow(t, batch.ID)
		again = response.StatusCode
		_ = response.Body.Close()
	}
}

// TestEventsServerStops: the end of the server ends streams, so that it need
// not wait for them (see serve, which expects a graceful end).
func TestEventsServerStops(t *testing.T) {
	d := open(t, nil)
	batch, err := d.jobs.Start("late", waiting(nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	response := d.follow(t, batch.ID)
	nextEvent(t, bufio.NewReader(response.Body))
	t.Cleanup(func() { _ = response.Body.Close() })
}

func TestCancel(t *testing.T) {
	d := open(t, nil)
	batch, err := d.jobs.Start("late", waiting(nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := d.send(t, "POST /api/v1/batches/"+batch.ID+"/cancel"); got.status != 200 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	events := string(d.send(t, "GET /api/v1/batches/"+batch.ID+"/events").body)
	if !strings.Contains(events, `"state":"canceled"`) {
		t.Errorf("%s", events)
	}
}

func TestPanic(t *testing.T) {
	d := open(t, nil)
	d.echo.GET("/api/v1/panic", func(echo.Context) error { panic("a secret of the inside") })
	got := d.send(t, "GET /api/v1/panic")
	p := decode[Problem](t, got)
	if got.status != 500 || strings.Contains(string(got.body), "secret") || p.RequestID == "" || !strings.Contains(p.Detail, p.RequestID) {
		t.Errorf("%d %s", got.status, got.body)
	}
}

func TestDatabaseGone(t *testing.T) {
	d := open(t, nil)
	d.echo.GET("/api/v1/gone", func(echo.Context) error { return graph.Errorf(graph.Unavailable, "Neo4j does not answer") })
	if got := d.send(t, "GET /api/v1/gone"); got.status != 503 || got.header.Get("Retry-After") == "" {
		t.Errorf("%d %v %s", got.status, got.header, got.body)
	}
}

func TestQuestionTakesTooLong(t *testing.T) {
	d := open(t, func(c *Config) { c.Limits.Question = time.Nanosecond })
	if got := d.send(t, "GET /api/v1/overview"); got.status != 504 || decode[Problem](t, got).Type != "/problems/timeout" {
		t.Errorf("%d %s", got.status, got.body)
	}
}

func TestConfigIsChecked(t *testing.T) {
	if _, err := New(Config{}); err == nil {
		t.Error("a server without a store was made")
	}
	var e *graph.Error
	if _, err := ownFolder("/dev/null/x"); !errors.As(err, &e) {
		t.Errorf("a folder that cannot be: %v", err)
	}
}
