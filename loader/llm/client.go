package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"entente/graph"
)

// Limits of one question. Sizes are bytes of the body of a reply; an answer
// about six sentences takes a few thousand.
const (
	maxReply  = 1 << 20
	maxTokens = 4096 // that the model may write
	maxTries  = 4
	firstWait = 500 * time.Millisecond // before the second try; doubles
	maxWait   = 30 * time.Second       // whatever the endpoint asks for
)

// client asks one model at one endpoint.
type client struct {
	http    *http.Client
	address string // of chat completions
	host    string // scheme and host, for messages
	model   string
	key     string
	timeout time.Duration
	slots   chan struct{} // one for each request that may be under way
	plain   atomic.Bool   // the endpoint knows no JSON schema
}

func newClient(o Options) (*client, error) {
	u, err := address(o.URL)
	if err != nil {
		return nil, err
	}
	notText := func(r rune) bool { return r <= ' ' || r > unicode.MaxASCII || unicode.IsControl(r) }
	if strings.ContainsFunc(o.Key, notText) {
		return nil, graph.FieldError("llm-key", "The key of the language model holds a space, a line break or a letter beyond ASCII; give the key alone.")
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Parallel <= 0 {
		o.Parallel = defaultParallel
	}
	return &client{
		http: &http.Client{
			// Neither the key nor an article goes where the user did not send it.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		address: u.JoinPath("chat/completions").String(), host: u.Scheme + "://" + u.Host,
		model: o.Model, key: o.Key, timeout: o.Timeout, slots: make(chan struct{}, o.Parallel),
	}, nil
}

// address reads the base address that the user gave.
func address(given string) (*url.URL, error) {
	u, err := url.Parse(given)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return nil, graph.FieldError("llm", "The address of the language model, --llm, is not one of http or https; use, for example, http://127.0.0.1:11434/v1.")
	case u.User != nil:
		return nil, graph.FieldError("llm", "The address of the language model holds a user or a password; give the key by ENTENTE_LLM_KEY or --llm-key-file.")
	case u.RawQuery != "" || u.Fragment != "":
		return nil, graph.FieldError("llm", "The address of the language model holds a question mark or a hash; give the base address alone.")
	}
	if strings.Trim(u.Path, "/") == "" {
		u.Path = "/v1"
	}
	return u, nil
}

// reply is what came back for one question: the model's words, or why there
// are none that can be used.
type reply struct {
	content string
	cut     bool // the model reached its limit of tokens
	problem string
}

// transient is a failure that another try may mend.
type transient struct {
	error
	wait time.Duration // that the endpoint asks for; negative where it does not
}

func (t transient) Unwrap() error { return t.error }

// ask puts a question to the model, again where that may help.
func (c *client) ask(ctx context.Context, question string) (reply, error) {
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return reply{}, stopped(ctx)
	}
	for try := 1; ; try++ {
		r, err := c.try(ctx, question)
		var again transient
		if err == nil || !errors.As(err, &again) {
			return r, err
		}
		if try == maxTries {
			return r, again.error
		}
		if err := pause(ctx, again.wait, try); err != nil {
			return r, err
		}
	}
}

// pause waits before the next try as long as the endpoint asks for, else
// twice as long each time.
func pause(ctx context.Context, asked time.Duration, try int) error {
	if asked < 0 {
		asked = firstWait << (try - 1)
	}
	select {
	case <-ctx.Done():
		return stopped(ctx)
	case <-time.After(min(asked, maxWait)):
		return nil
	}
}

func stopped(ctx context.Context) error {
	return graph.Errorf(graph.Unavailable, "stopped before the language model answered: %w", ctx.Err())
}

// try asks once; where the endpoint refuses the schema, once more without.
func (c *client) try(ctx context.Context, question string) (reply, error) {
	if !c.plain.Load() {
		status, body, err := c.post(ctx, encode(c.request(question, responseFormat)))
		if err != nil || status.code != http.StatusBadRequest && status.code != http.StatusUnprocessableEntity {
			return c.read(status, body, err)
		}
	}
	status, body, err := c.post(ctx, encode(c.request(question, nil)))
	if err == nil && status.code == http.StatusOK {
		c.plain.Store(true)
	}
	return c.read(status, body, err)
}

// head is what the head of a reply says.
type head struct {
	code     int
	wait     time.Duration
	location string
}

// post sends a request and reads its reply, up to one byte more than maxReply.
func (c *client) post(ctx context.Context, body string) (head, []byte, error) {
	limited, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(limited, http.MethodPost, c.address, strings.NewReader(body))
	if err != nil {
		return head{}, nil, graph.Errorf(graph.Internal, "the request to the language model cannot be made: %w", err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	if c.key != "" {
		request.Header.Set("Authorization", "Bearer "+c.key)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return head{}, nil, c.unreached(ctx, err)
	}
	defer func() { _ = response.Body.Close() }() // what was read of it is what counts
	content, err := io.ReadAll(io.LimitReader(response.Body, maxReply+1))
	if err != nil {
		return head{}, nil, c.unreached(ctx, err)
	}
	return head{response.StatusCode, retryAfter(response.Header), response.Header.Get("Location")}, content, nil
}

// retryAfter reads the header of that name, in seconds or as a date; negative
// when there is none.
func retryAfter(header http.Header) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(value, 10, 16); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, time.Until(at))
	}
	return -1
}

// completion is the part of a reply that is used.
type completion struct {
	Choices []struct {
		Message struct {
			Content string `json:"content"`
		} `json:"message"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
}

// read makes a reply of what the endpoint sent.
func (c *client) read(status head, body []byte, err error) (reply, error) {
	switch {
	case err != nil:
		return reply{}, err
	case status.code != http.StatusOK:
		return reply{}, c.refused(status, body)
	case len(body) > maxReply:
		return reply{problem: "the model's answer is larger than 1 MB and was dropped"}, nil
	}
	var got completion
	if err := json.Unmarshal(bytes.TrimSpace(body), &got); err != nil || len(got.Choices) == 0 {
		return reply{}, graph.Errorf(graph.Unavailable,
			"what answers at %s does not speak the chat-completions protocol; check the address given by --llm", c.host)
	}
	choice := got.Choices[0]
	switch {
	case choice.FinishReason == "content_filter":
		return reply{problem: "the endpoint filtered the model's answer"}, nil
	case choice.Message.Content == "" && choice.FinishReason == "length":
		return reply{problem: "the model reached its limit of tokens before it answered"}, nil
	case choice.Message.Content == "":
		return reply{problem: "the model gave an empty answer"}, nil
	}
	return reply{content: choice.Message.Content, cut: choice.FinishReason == "length"}, nil
}
