package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"entente/graph"
)

func TestRejoin(t *testing.T) {
	for text, want := range map[string][]string{
		"a":             {"a"},
		"a,b":           {"a", "b"},
		`a\,b`:          {"a,b"},
		`a\, b,c`:       {"a, b", "c"},
		`a\\,b`:         {`a\`, "b"},
		`a\,b\,c`:       {"a,b,c"},
		`\`:             {""},
		`a\`:            {"a"},
		`\a`:            {"a"},
		"New York,Rome": {"New York", "Rome"},
	} {
		if got := rejoin(strings.Split(text, ",")); !slices.Equal(got, want) {
			t.Errorf("%q: want %q, got %q", text, want, got)
		}
	}
}

// FuzzRejoin: what is escaped and joined comes apart again.
func FuzzRejoin(f *testing.F) {
	f.Add("a", "b")
	f.Add(`a\,`, `,\`)
	escaped := strings.NewReplacer(`\`, `\\`, `,`, `\,`)
	f.Fuzz(func(t *testing.T, a, b string) {
		joined := escaped.Replace(a) + "," + escaped.Replace(b)
		if got := rejoin(strings.Split(joined, ",")); !slices.Equal(got, []string{a, b}) {
			t.Errorf("%q, %q: got %q", a, b, got)
		}
	})
}

// FuzzAddress: whatever stands in an address, the door answers with its own
// JSON and no defect. The relations need no database.
func FuzzAddress(f *testing.F) {
	s, err := assemble(Config{Limits: Limits{Rate: 1e9, Burst: 1e9}})
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"", "relation=SUPPORTS", "a=%zz", "a=1&a=2", "q=%00", "polarity=1,x", ";;", "\xff"} {
		f.Add("", seed)
	}
	f.Add("/..%2f..", "")
	f.Fuzz(func(t *testing.T, path, query string) {
		target := &url.URL{Path: "/api/v1/relations" + path, RawQuery: query}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL, r.Host = target, "localhost"
		recorder := httptest.NewRecorder()
		s.Handler().ServeHTTP(recorder, r)
		if recorder.Code >= 500 || (strings.HasSuffix(recorder.Header().Get("Content-Type"), "json") && !json.Valid(recorder.Body.Bytes())) {
			t.Errorf("%q: %d %s", target, recorder.Code, recorder.Body)
		}
	})
}

func TestParameters(t *testing.T) {
	var p parameters
	if err := json.Unmarshal([]byte(`{"n": 3, "x": 1.5, "big": 12345678901234567890, "list": [1, {"deep": 2}], "none": null}`), &p); err != nil {
		t.Fatal(err)
	}
	list := p["list"].([]any)
	if p["n"] != int64(3) || p["x"] != 1.5 || p["big"] != 12345678901234567890.0 || list[0] != int64(1) || list[1].(map[string]any)["deep"] != int64(2) {
		t.Errorf("%#v", p)
	}
}

func TestMatches(t *testing.T) {
	for header, want := range map[string]bool{
		`W/"a"`: true, `"a"`: true, `"b", W/"a"`: true, "*": true, `"b"`: false, "": false, "a": false,
	} {
		if matches(header, `W/"a"`) != want {
			t.Errorf("%q: want %t", header, want)
		}
	}
}

// TestMaximaAreTheLanguages: the maxima in the contract are those of package
// graph, which checks them again.
func TestMaximaAreTheLanguages(t *testing.T) {
	s, err := assemble(Config{})
	if err != nil {
		t.Fatal(err)
	}
	var api struct {
		Paths map[string]map[string]struct {
			Parameters []struct {
				Name   string
				Schema struct{ Maximum int }
			}
		}
	}
	if err := json.Unmarshal(s.openapi.content, &api); err != nil {
		t.Fatal(err)
	}
	for parameter, want := range map[string]int{
		"/api/v1/search limit": graph.MaxSearch, "/api/v1/overview limit": graph.MaxEdges, "/api/v1/neighborhood limit": graph.MaxNeighbors,
		"/api/v1/neighborhood hops": graph.MaxHops, "/api/v1/statements limit": graph.MaxPage, "/api/v1/articles limit": graph.MaxPage,
		"/api/v1/batches/{id}/items limit": graph.MaxPage,
	} {
		path, name, _ := strings.Cut(parameter, " ")
		for _, p := range api.Paths[path]["get"].Parameters {
			if p.Name == name && p.Schema.Maximum != want {
				t.Errorf("%s: want %d, got %d", parameter, want, p.Schema.Maximum)
			}
		}
	}
}
