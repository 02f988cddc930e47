// Package llmtest serves a language model to tests: a real HTTP server that
// speaks OpenAI's chat-completions protocol, holds every request against it,
// and answers what the test tells it to.
package llmtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Model and Key are what the server knows; others get 404 and 401.
const (
	Model = "reader-small"
	Key   = "sk-test-3f9a6c1e"
)

// Reply is what the server sends for one request. The zero value is an empty
// answer.
type Reply struct {
	Content string            // the model's words
	Finish  string            // finish_reason, "stop" when empty
	Status  int               // of a failure; 0 for an answer
	Words   string            // error.message of a failure
	Header  map[string]string // more header lines
	Raw     string            // body as it is, in the place of all others but Status
	Do      http.HandlerFunc  // does it all, after the request was checked
}

// Server is a running endpoint.
type Server struct {
	URL      string // base address, with /v1
	NoSchema bool   // refuses response_format, as endpoints do that do not know it

	t        testing.TB
	answer   func(n int, question string) Reply
	requests atomic.Int32
	system   atomic.Value // the system message, which must never change
}

// Start serves until the test ends. answer is given the number of the request,
// from 1, and the user message; it may be called by many goroutines at once.
func Start(t testing.TB, answer func(n int, question string) Reply) *Server {
	s := &Server{t: t, answer: answer}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.URL = server.URL + "/v1"
	return s
}

// Requests is how many requests came that kept the protocol.
func (s *Server) Requests() int { return int(s.requests.Load()) }

// request is all that a request may hold.
type request struct {
	Model    string `json:"model"`
	Messages []struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	} `json:"messages"`
	Temperature    *float64 `json:"temperature"`
	Seed           *int     `json:"seed"`
	MaxTokens      int      `json:"max_tokens"`
	Stream         bool     `json:"stream"`
	ResponseFormat *struct {
		Type       string `json:"type"`
		JSONSchema struct {
			Name   string          `json:"name"`
			Strict bool            `json:"strict"`
			Schema json.RawMessage `json:"schema"`
		} `json:"json_schema"`
	} `json:"response_format"`
}

// ServeHTTP answers one request, or says what is wrong with it.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/v1/chat/completions" {
		http.NotFound(w, r)
		return
	}
	asked, err := read(r)
	if err == nil {
		err = asked.check()
	}
	if err == nil && !s.system.CompareAndSwap(nil, asked.Messages[0].Content) && s.system.Load() != asked.Messages[0].Content {
		err = fmt.Errorf("the system message has changed: %s", asked.Messages[0].Content)
	}
	if err != nil {
		s.t.Errorf("a request breaks the protocol: %v", err)
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	n := int(s.requests.Add(1))
	switch {
	case r.Header.Get("Authorization") != "Bearer "+Key:
		fail(w, http.StatusUnauthorized, "Incorrect API key provided: "+r.Header.Get("Authorization"))
	case asked.Model != Model:
		fail(w, http.StatusNotFound, fmt.Sprintf("The model `%s` does not exist", asked.Model))
	case s.NoSchema && asked.ResponseFormat != nil:
		fail(w, http.StatusBadRequest, "response_format is not supported")
	default:
		s.answer(n, asked.Messages[1].Content).send(w, r)
	}
}

func read(r *http.Request) (request, error) {
	var asked request
	if r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" {
		return asked, fmt.Errorf("%s of %q", r.Method, r.Header.Get("Content-Type"))
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return asked, err
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	return asked, decoder.Decode(&asked)
}

// check holds a request against what this project promises to ask.
func (r request) check() error {
	switch {
	case len(r.Messages) != 2 || r.Messages[0].Role != "system" || r.Messages[1].Role != "user":
		return fmt.Errorf("want a system and a user message, got %d", len(r.Messages))
	case r.Temperature == nil || *r.Temperature != 0 || r.Seed == nil:
		return fmt.Errorf("temperature 0 and a seed are missing")
	case r.MaxTokens <= 0 || r.Stream:
		return fmt.Errorf("max_tokens %d, stream %v", r.MaxTokens, r.Stream)
	case !json.Valid([]byte(r.Messages[1].Content)):
		return fmt.Errorf("the user message is no JSON: %s", r.Messages[1].Content)
	case r.ResponseFormat == nil:
		return nil
	case r.ResponseFormat.Type != "json_schema" || r.ResponseFormat.JSONSchema.Name == "" || !r.ResponseFormat.JSONSchema.Strict:
		return fmt.Errorf("response_format is not a strict JSON schema: %+v", r.ResponseFormat)
	}
	var schema any
	if err := json.Unmarshal(r.ResponseFormat.JSONSchema.Schema, &schema); err != nil {
		return err
	}
	if _, err := Compile(schema); err != nil {
		return err
	}
	return strict(schema)
}

// Compile opens a JSON schema given as decoded JSON.
func Compile(schema any) (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("answer.json", schema); err != nil {
		return nil, err
	}
	return compiler.Compile("answer.json")
}

// strict holds a schema against the rule of strict endpoints: every property
// of every object is required, and no other allowed.
func strict(part any) error {
	var inner []any
	switch part := part.(type) {
	case []any:
		inner = part
	case map[string]any:
		properties, _ := part["properties"].(map[string]any)
		required, _ := part["required"].([]any)
		if part["type"] == "object" && (part["additionalProperties"] != false || len(required) != len(properties)) {
			return fmt.Errorf("an object of the schema is not strict: %v", part)
		}
		inner = slices.Collect(maps.Values(part))
	}
	for _, one := range inner {
		if err := strict(one); err != nil {
			return err
		}
	}
	return nil
}

func (reply Reply) send(w http.ResponseWriter, r *http.Request) {
	for name, value := range reply.Header {
		w.Header().Set(name, value)
	}
	switch {
	case reply.Do != nil:
		reply.Do(w, r)
	case reply.Raw != "":
		if reply.Status != 0 {
			w.WriteHeader(reply.Status)
		}
		_, _ = io.WriteString(w, reply.Raw) // a client that went away tells so itself
	case reply.Status != 0:
		fail(w, reply.Status, reply.Words)
	default:
		finish := reply.Finish
		if finish == "" {
			finish = "stop"
		}
		write(w, http.StatusOK, map[string]any{
			"id": "chatcmpl-1", "object": "chat.completion", "created": 1480000000, "model": Model,
			"choices": []any{map[string]any{
				"index": 0, "finish_reason": finish,
				"message": map[string]any{"role": "assistant", "content": reply.Content},
			}},
			"usage": map[string]int{"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
		})
	}
}

func fail(w http.ResponseWriter, status int, words string) {
	write(w, status, map[string]any{"error": map[string]any{"message": words, "type": "error", "code": strconv.Itoa(status)}})
}

func write(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value) // a client that went away tells so itself
}
