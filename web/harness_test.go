package web

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store/storetest"
	"entente/loader"
	"entente/loader/extract"
	"entente/loader/source"
)

// door is a server under test: a real listener, a real store, real loads.
type door struct {
	*Server
	address string
	names   map[string]string // what {{name}} in a case stands for
}

// open starts a server on a store that holds the fixture. change, which may be
// nil, alters the configuration first.
func open(t *testing.T, change func(*Config)) *door {
	t.Helper()
	st := storetest.Open(t)
	names := loadFixture(t, st)
	reader, err := loader.NewReader(extract.Precision("balanced"))
	if err != nil {
		t.Fatal(err)
	}
	jobs := loader.NewJobs(st, reader)
	t.Cleanup(func() {
		if err := jobs.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	config := Config{
		Store: st, Jobs: jobs, Sample: sample, Version: "0.0.0-test", TempDir: t.TempDir(), Hosts: []string{"entente.example"},
		Neo4j:  Neo4j{URI: st.URI(), Managed: true},
		Judged: map[graph.Relation]graph.Judged{graph.Supports: {Right: 37, Of: 40}, graph.Meets: {Of: 2}},
		Limits: Limits{Rate: 1e6, Burst: 1e6},
	}
	if change != nil {
		change(&config)
	}
	server, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	d := &door{Server: server, names: names}
	d.address = serve(t, server)
	return d
}

// serve listens on a free port until the test ends and expects a graceful end.
func serve(t *testing.T, s *Server) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	return listener.Addr().String()
}

// sample stands for the embedded corpus: one text of our own.
func sample(ctx context.Context) iter.Seq[source.Item] {
	return source.Stream(ctx, "sample.txt", strings.NewReader("Russia supports the Assad regime, its foreign minister said on Monday.\n"))
}

// answer is what came back on the wire.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// send writes a request as it stands onto a connection of its own: no client
// library tidies the path or the headers first.
func (d *door) send(t *testing.T, request string) answer {
	t.Helper()
	conn := d.dial(t)
	defer conn.Close()
	head, body, _ := strings.Cut(request, "\n\n")
	line, headers, _ := strings.Cut(head, "\n")
	var b strings.Builder
	fmt.Fprintf(&b, "%s HTTP/1.1\r\nConnection: close\r\n", line)
	if !strings.Contains("\n"+headers, "\nHost:") {
		fmt.Fprintf(&b, "Host: %s\r\n", d.address)
	}
	if body != "" {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", len(body))
	}
	for header := range strings.SplitSeq(headers, "\n") {
		if header != "" {
			b.WriteString(header + "\r\n")
		}
	}
	if _, err := io.WriteString(conn, b.String()+"\r\n"+body); err != nil {
		t.Fatal(err)
	}
	return d.receiveAnswer(t, conn, strings.Fields(line)[0])
}

func (d *door) dial(t *testing.T) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", d.address)
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.SetDeadline(time.Now().Add(2 * time.Minute)) // a test that hangs fails
	return conn
}

func (d *door) receiveAnswer(t *testing.T, conn net.Conn, method string) answer {
	t.Helper()
	response, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		t.Fatalf("no reply: %v", err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("a broken reply: %v", err)
	}
	return answer{response.StatusCode, response.Header, body}
}

// decode reads a JSON reply: a problem as such, and nothing else as one.
func decode[T any](t *testing.T, a answer) T {
	t.Helper()
	var value T
	_, problem := any(value).(Problem)
	err := json.Unmarshal(a.body, &value)
	if err != nil || problem != (a.status >= http.StatusBadRequest) {
		t.Fatalf("status %d, body %.300q: %v", a.status, a.body, err)
	}
	return value
}

// fits tells whether a value has a wanted shape: an object has the wanted
// fields, a list has a fitting element for each wanted one, in order; "*" fits
// anything and "~text" anything that contains the text. An empty list fits
// only an empty list.
func fits(want, got any) string {
	switch w := want.(type) {
	case map[string]any:
		return fitsObject(w, got)
	case []any:
		return fitsList(w, got)
	case string:
		if text, ok := strings.CutPrefix(w, "~"); ok && strings.Contains(fmt.Sprint(got), text) || w == "*" && got != nil {
			return ""
		}
	}
	if want != got {
		return fmt.Sprintf("want %v, got %v", want, got)
	}
	return ""
}

func fitsObject(want map[string]any, got any) string {
	object, ok := got.(map[string]any)
	if !ok {
		return fmt.Sprintf("want an object, got %v", got)
	}
	for name, w := range want {
		if fault := fits(w, object[name]); fault != "" {
			return name + ": " + fault
		}
	}
	return ""
}

func fitsList(want []any, got any) string {
	list, ok := got.([]any)
	if !ok || (len(want) == 0 && len(list) > 0) {
		return fmt.Sprintf("want the list %v, got %v", want, got)
	}
	next := 0
	for _, w := range want {
		for next < len(list) && fits(w, list[next]) != "" {
			next++
		}
		if next == len(list) {
			return fmt.Sprintf("nothing (more) in the list fits %v: %v", w, got)
		}
		next++
	}
	return ""
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
