package web

import (
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A case file holds cases. Each starts with "== what it shows", then the
// request as it goes onto the wire, a line "--", and what is expected: status
// and media type, headers that must contain a text, and after an empty line
// either lines that the body contains, each after "~ ", or the shape of its
// JSON (see fits). {{name}} stands for an id of the fixture.

type testCase struct {
	name, request, media, body string
	status                     int
	headers                    [][2]string
}

func parseCases(t *testing.T, file string, names map[string]string) []testCase {
	t.Helper()
	text := "\n" + readFile(t, file)
	for name, value := range names {
		text = strings.ReplaceAll(text, "{{"+name+"}}", value)
	}
	var cases []testCase
	for _, block := range strings.Split(text, "\n== ")[1:] {
		name, rest, _ := strings.Cut(block, "\n")
		request, expected, ok := strings.Cut(rest, "\n--\n")
		if !ok {
			t.Fatalf("%s: %q has no line --", file, name)
		}
		c := testCase{name: name, request: request}
		head, body, _ := strings.Cut(strings.TrimSpace(expected), "\n\n")
		lines := strings.Split(head, "\n")
		status, media, _ := strings.Cut(lines[0], " ")
		c.status, _ = strconv.Atoi(status)
		c.media, c.body = media, strings.TrimSpace(body)
		for _, line := range lines[1:] {
			header, value, _ := strings.Cut(line, ": ")
			c.headers = append(c.headers, [2]string{header, value})
		}
		cases = append(cases, c)
	}
	return cases
}

func TestCases(t *testing.T) {
	d := open(t, nil)
	contract := readContract(t)
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			for _, c := range parseCases(t, file, d.names) {
				t.Run(c.name, func(t *testing.T) {
					got := d.send(t, c.request)
					c.check(t, got)
					contract.check(t, c.request, got)
				})
			}
		})
	}
}

func (c testCase) check(t *testing.T, got answer) {
	t.Helper()
	if got.status != c.status || !strings.HasPrefix(got.header.Get("Content-Type"), c.media) {
		t.Errorf("want %d %s, got %d %s", c.status, c.media, got.status, got.header.Get("Content-Type"))
	}
	for _, header := range c.headers {
		if value := strings.Join(got.header.Values(header[0]), ", "); !strings.Contains(value, header[1]) {
			t.Errorf("header %s: want %q in %q", header[0], header[1], value)
		}
	}
	c.checkBody(t, got.body)
	if t.Failed() {
		t.Logf("request:\n%s\nreply:\n%.2000s", c.request, got.body)
	}
}

func (c testCase) checkBody(t *testing.T, body []byte) {
	t.Helper()
	switch {
	case c.body == "":
	case strings.HasPrefix(c.body, "~ "):
		for line := range strings.SplitSeq(c.body, "\n") {
			if text := strings.TrimPrefix(line, "~ "); !strings.Contains(string(body), text) {
				t.Errorf("the body does not contain %q", text)
			}
		}
	default:
		var want, got any
		if err := json.Unmarshal([]byte(c.body), &want); err != nil {
			t.Fatalf("the case's shape is no JSON: %v", err)
		}
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatalf("the reply is no JSON: %v", err)
		}
		if fault := fits(want, got); fault != "" {
			t.Error(fault)
		}
	}
}
