package llm

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"unicode"

	"entente/graph"
)

// unreached says why no reply came. ctx is the caller's: its end is no fault
// of the endpoint.
func (c *client) unreached(ctx context.Context, err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err // without the address, which the message has
	}
	switch {
	case ctx.Err() != nil:
		return stopped(ctx)
	case errors.Is(err, context.DeadlineExceeded):
		return graph.Errorf(graph.Timeout,
			"the language model %q at %s did not answer within %v; use a smaller model, or fewer --workers", c.model, c.host, c.timeout)
	}
	told := graph.Errorf(graph.Unavailable,
		"the language model at %s cannot be reached: %w; start it, or check the address given by --llm", c.host, err)
	if brokenOff(err) {
		return transient{told, -1}
	}
	return told
}

// brokenOff tells a connection that was lost from one that never stood.
func brokenOff(err error) bool {
	for _, lost := range []error{io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.EPIPE} {
		if errors.Is(err, lost) {
			return true
		}
	}
	return false
}

// refused says what a status other than 200 means and what to change.
func (c *client) refused(status head, body []byte) error {
	words := c.words(body)
	code := status.code
	switch {
	case code == http.StatusTooManyRequests:
		return transient{graph.Errorf(graph.Unavailable,
			"the language model at %s takes no more requests for now%s; try again later, or with fewer --workers", c.host, words), status.wait}
	case code >= http.StatusInternalServerError:
		return transient{graph.Errorf(graph.Unavailable, "the language model at %s failed with status %d%s; try again later", c.host, code, words), status.wait}
	case code >= http.StatusMultipleChoices && code < http.StatusBadRequest:
		return graph.Errorf(graph.Refused,
			"%s wants articles and key sent to %s instead; if you trust it, give that address by --llm", c.host, c.place(status.location))
	case code == http.StatusUnauthorized || code == http.StatusForbidden:
		// Without the endpoint's words: some repeat a part of the key.
		return graph.Errorf(graph.Unauthorized,
			"the language model at %s refused the key (status %d); give another by ENTENTE_LLM_KEY or --llm-key-file", c.host, code)
	case code == http.StatusNotFound:
		return graph.Errorf(graph.NotFound,
			"%s has no model %q, or no chat completions at that address%s; check --llm-model and --llm", c.host, c.model, words)
	}
	return graph.Errorf(graph.Invalid, "the language model at %s refused the request with status %d%s; check --llm-model and --llm", c.host, code, words)
}

// place is where a redirect leads, without what may be secret in it.
func (c *client) place(location string) string {
	u, err := url.Parse(location)
	if err != nil || u.Host == "" {
		return "another path"
	}
	return clip(c.hide(u.Scheme + "://" + u.Host))
}

// words are what the endpoint says of its error, for a person, or nothing.
func (c *client) words(body []byte) string {
	var told struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
	}
	if json.Unmarshal(body, &told) != nil {
		return ""
	}
	var inner struct {
		Message string `json:"message"`
	}
	var plain string
	text := told.Message
	switch {
	case json.Unmarshal(told.Error, &inner) == nil && inner.Message != "":
		text = inner.Message
	case json.Unmarshal(told.Error, &plain) == nil && plain != "":
		text = plain
	}
	if text == "" {
		return ""
	}
	return " (it says: " + clip(c.hide(text)) + ")"
}

// hide takes the key out of a text that others had a hand in.
func (c *client) hide(text string) string {
	if c.key == "" {
		return text
	}
	return strings.ReplaceAll(text, c.key, "[key]")
}

// maxWords bounds what messages repeat of others' words, in code points.
const maxWords = 160

// clip makes others' words fit for a message: one line of bounded length.
func clip(text string) string {
	line := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, text)
	runes := []rune(line)
	if len(runes) > maxWords {
		return string(runes[:maxWords]) + "…"
	}
	return line
}
