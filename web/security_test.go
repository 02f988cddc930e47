package web

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/graph"
)

func TestCheckListen(t *testing.T) {
	for address, want := range map[string]graph.Code{
		"127.0.0.1:7475":  "",
		"127.0.0.53:0":    "",
		"[::1]:7475":      "",
		"localhost:7475":  "",
		"0.0.0.0:7475":    graph.Refused,
		":7475":           graph.Refused,
		"[::]:7475":       graph.Refused,
		"192.168.1.2:80":  graph.Refused,
		"example.org:80":  graph.Refused,
		"localhost.evil:": graph.Refused,
		"7475":            graph.Invalid,
	} {
		if code := graph.CodeOf(CheckListen(address, false)); code != want {
			t.Errorf("%s: want %q, got %q", address, want, code)
		}
		if want == graph.Refused && CheckListen(address, true) != nil {
			t.Errorf("%s: refused though insecure was asked for", address)
		}
	}
}

// TestServeChecksItsListener: also who forgets CheckListen is held back.
func TestServeChecksItsListener(t *testing.T) {
	s, err := assemble(Config{})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Serve(t.Context(), listener); graph.CodeOf(err) != graph.Refused {
		t.Errorf("want refused, got %v", err)
	}
}

// TestLog: one line per request, with its id, without what was asked.
func TestLog(t *testing.T) {
	var log bytes.Buffer
	d := open(t, func(c *Config) { c.Log = slog.New(slog.NewJSONHandler(&log, nil)) })
	got := httptest.NewRecorder() // without a wire, the line is written when the call returns
	d.Handler().ServeHTTP(got, httptest.NewRequest(http.MethodGet, "http://localhost/api/v1/search?q=private", nil))
	body := strings.NewReader(`{"query": "RETURN $x", "parameters": {"x": "private"}}`)
	d.Handler().ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "http://localhost/api/v1/cypher", body))
	lines := strings.Split(strings.TrimSpace(log.String()), "\n")
	if len(lines) != 2 || strings.Contains(log.String(), "private") {
		t.Fatalf("%s", log.String())
	}
	var line map[string]any
	if err := json.Unmarshal([]byte(lines[0]), &line); err != nil {
		t.Fatal(err)
	}
	if line["request"] != got.Header().Get("X-Request-Id") || line["path"] != "/api/v1/search" || line["status"] != 200.0 {
		t.Errorf("%v", line)
	}
}

func TestSecurityHeadersAreOnErrors(t *testing.T) {
	d := open(t, nil)
	for _, request := range []string{"GET /nothing.js", "GET /api/v1/nothing", "GET /\nHost: evil.example", "GET /api/v1/overview?limit=x"} {
		got := d.send(t, request)
		for name, value := range headers {
			if name != "Cache-Control" && got.header.Get(name) != value {
				t.Errorf("%s: %s is %q", request, name, got.header.Get(name))
			}
		}
		if got.header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: gives leave to other sites", request)
		}
	}
}
