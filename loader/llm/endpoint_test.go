package llm_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/loader/extract"
	"entente/loader/llm"
	"entente/loader/llm/llmtest"
)

const sentence = "[Russia] backs the [Syrian government]."

// good is an honest answer about sentence.
const good = `{"statements":[{"sentence":1,"quote":"Russia backs the Syrian government","source":{"number":1,"text":"Russia"},` +
	`"relation":"SUPPORTS","target":{"number":2,"text":"Syrian government"},"trigger":"backs","negated":false,"certainty":"asserted",` +
	`"time":"ongoing","conditional":false,"cues":[],"speakers":[],"confidence":0.8}]}`

// at once is what a server says that can be asked again without a wait.
var atOnce = map[string]string{"Retry-After": "0"}

func fixed(reply llmtest.Reply) func(int, string) llmtest.Reply {
	return func(int, string) llmtest.Reply { return reply }
}

// failure runs an extractor that must fail.
func failure(ctx context.Context, t *testing.T, x *llm.Extractor, in input) error {
	t.Helper()
	statements, _, _, err := x.Statements(ctx, in.article, in.doc, in.actors)
	if err == nil || statements != nil {
		t.Fatalf("no failure but %v", statements)
	}
	if strings.Contains(err.Error(), llmtest.Key) {
		t.Errorf("the error tells the key: %v", err)
	}
	return err
}

// TestEndpointFails holds what a user is told when an endpoint does not answer
// as it should, and how often it is asked.
func TestEndpointFails(t *testing.T) {
	in := newInput(t, sentence)
	elsewhere := map[string]string{"Location": "https://elsewhere.example/v1/chat/completions?key=" + llmtest.Key}
	cases := []struct {
		name     string
		reply    llmtest.Reply
		change   func(*llm.Options)
		code     graph.Code
		says     string
		requests int
	}{
		{"wrong key", llmtest.Reply{}, func(o *llm.Options) { o.Key = "sk-other" }, graph.Unauthorized, "ENTENTE_LLM_KEY or --llm-key-file", 1},
		{"no key", llmtest.Reply{}, func(o *llm.Options) { o.Key = "" }, graph.Unauthorized, "--llm-key-file", 1},
		{"forbidden", llmtest.Reply{Status: 403, Words: "no " + llmtest.Key}, nil, graph.Unauthorized, "status 403", 1},
		{"unknown model", llmtest.Reply{}, func(o *llm.Options) { o.Model = "reader-huge" }, graph.NotFound, "The model `reader-huge` does not exist", 1},
		{"no such path", llmtest.Reply{}, func(o *llm.Options) { o.URL += "/api" }, graph.NotFound, "check --llm-model and --llm", 0},
		{"bad request", llmtest.Reply{Status: 400, Words: "prompt\ntoo long for " + llmtest.Key}, nil, graph.Invalid, "prompt too long for [key]", 2},
		{"other status", llmtest.Reply{Status: 418, Raw: `{"error": "teapot"}`}, nil, graph.Invalid, "status 418 (it says: teapot)", 1},
		{"message alone", llmtest.Reply{Status: 418, Raw: `{"message": "` + strings.Repeat("long", 100) + `"}`}, nil, graph.Invalid, "long…)", 1},
		{"redirect", llmtest.Reply{Status: 307, Header: elsewhere}, nil, graph.Refused, "sent to https://elsewhere.example instead", 1},
		{"redirect within", llmtest.Reply{Status: 301, Header: map[string]string{"Location": "/v2"}}, nil, graph.Refused, "another path", 1},
		{"busy", llmtest.Reply{Status: 429, Words: "slow down", Header: atOnce}, nil, graph.Unavailable, "fewer --workers", 4},
		{"broken", llmtest.Reply{Status: 500, Words: "out of memory", Header: atOnce}, nil, graph.Unavailable, "out of memory", 4},
		{"gateway", llmtest.Reply{Status: 502, Raw: "<html>", Header: atOnce}, nil, graph.Unavailable, "status 502;", 4},
		{"a web page", llmtest.Reply{Raw: "<html>Welcome</html>"}, nil, graph.Unavailable, "does not speak the chat-completions protocol", 1},
		{"no choices", llmtest.Reply{Raw: `{"choices": []}`}, nil, graph.Unavailable, "does not speak the chat-completions protocol", 1},
		{"a stream", llmtest.Reply{Raw: "data: {\"choices\": [{\"delta\": {}}]}\n\ndata: [DONE]\n\n"}, nil, graph.Unavailable, "check the address given by --llm", 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			server := llmtest.Start(t, fixed(c.reply))
			err := failure(t.Context(), t, newExtractor(t, server, c.change), in)
			if graph.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v\nwant %s, with %q", graph.CodeOf(err), err, c.code, c.says)
			}
			if server.Requests() != c.requests {
				t.Errorf("%d requests, want %d", server.Requests(), c.requests)
			}
		})
	}
}

// TestEndpointRecovers holds that what another try mends is no failure.
func TestEndpointRecovers(t *testing.T) {
	in := newInput(t, sentence)
	reset := func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_ = connection.(*net.TCPConn).SetLinger(0) // a reset instead of an end
		_ = connection.Close()
	}
	short := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, `{"choices": [`)
	}
	at := time.Now().Add(-time.Minute).UTC().Format(http.TimeFormat)
	for name, first := range map[string][]llmtest.Reply{
		"busy":               {{Status: 429, Header: atOnce}},
		"busy until a date":  {{Status: 429, Header: map[string]string{"Retry-After": at}}},
		"broken":             {{Status: 500, Header: atOnce}, {Status: 503, Header: atOnce}, {Status: 504, Header: atOnce}},
		"without a word":     {{Status: 503}},
		"connection reset":   {{Do: reset}},
		"reply not complete": {{Do: short}},
	} {
		t.Run(name, func(t *testing.T) {
			server := llmtest.Start(t, func(n int, _ string) llmtest.Reply {
				if n <= len(first) {
					return first[n-1]
				}
				return llmtest.Reply{Content: good}
			})
			statements, rejects := read(t, newExtractor(t, server, nil), in)
			if len(statements) != 1 || len(rejects) != 0 || server.Requests() != len(first)+1 {
				t.Errorf("%d statements, rejects %v, %d requests", len(statements), rejects, server.Requests())
			}
		})
	}
}

// TestAnswersThatAreNone holds what becomes of replies that are whole and hold
// no answer: the article goes on without them.
func TestAnswersThatAreNone(t *testing.T) {
	in := newInput(t, sentence)
	endless := make(chan struct{})
	for name, c := range map[string]struct {
		reply llmtest.Reply
		says  string
	}{
		"empty":            {llmtest.Reply{}, "an empty answer"},
		"empty and cut":    {llmtest.Reply{Finish: "length"}, "limit of tokens before it answered"},
		"filtered":         {llmtest.Reply{Content: "no", Finish: "content_filter"}, "filtered"},
		"over a megabyte":  {llmtest.Reply{Content: good + strings.Repeat(" ", 1<<20)}, "larger than 1 MB"},
		"null for content": {llmtest.Reply{Raw: `{"choices": [{"message": {"content": null}, "finish_reason": "stop"}]}`}, "an empty answer"},
		"without an end": {llmtest.Reply{Do: func(w http.ResponseWriter, _ *http.Request) {
			defer close(endless)
			for {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		}}, "larger than 1 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			server := llmtest.Start(t, fixed(c.reply))
			statements, rejects := read(t, newExtractor(t, server, nil), in)
			if len(statements) != 0 || len(rejects) != 1 || !strings.Contains(rejects[0].Reason, c.says) ||
				rejects[0].Stage != "llm" || rejects[0].End != len("Russia backs the Syrian government.") {
				t.Errorf("%v, %+v", statements, rejects)
			}
		})
	}
	<-endless // the client hung up
}

// TestCutAnswerIsTold holds that an answer which parses is not taken for whole
// when the endpoint says that it ran out of tokens.
func TestCutAnswerIsTold(t *testing.T) {
	server := llmtest.Start(t, fixed(llmtest.Reply{Content: good, Finish: "length"}))
	statements, rejects := read(t, newExtractor(t, server, nil), newInput(t, sentence))
	if len(statements) != 1 || len(rejects) != 1 || !strings.Contains(rejects[0].Reason, "cut off") {
		t.Errorf("%v, %v", statements, rejects)
	}
}

func TestUnreachable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host := listener.Addr().String()
	_ = listener.Close()
	x, err := llm.New(llm.Options{URL: "http://" + host, Model: llmtest.Model, Key: llmtest.Key})
	if err != nil {
		t.Fatal(err)
	}
	err = failure(t.Context(), t, x, newInput(t, sentence))
	if graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "http://"+host) || !strings.Contains(err.Error(), "start it, or check the address given by --llm") {
		t.Errorf("%s: %v", graph.CodeOf(err), err)
	}
}

// TestRedirectIsNotFollowed holds that neither key nor article reach a host
// that the user did not name.
func TestRedirectIsNotFollowed(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("%s %s came, with %q", r.Method, r.URL, r.Header.Get("Authorization"))
	}))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		server := llmtest.Start(t, fixed(llmtest.Reply{Status: status, Header: map[string]string{"Location": other.URL + "/v1/chat/completions"}}))
		if err := failure(t.Context(), t, newExtractor(t, server, nil), newInput(t, sentence)); graph.CodeOf(err) != graph.Refused {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestTimeout(t *testing.T) {
	server := llmtest.Start(t, fixed(llmtest.Reply{Do: func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }}))
	x := newExtractor(t, server, func(o *llm.Options) { o.Timeout = 50 * time.Millisecond })
	err := failure(t.Context(), t, x, newInput(t, sentence))
	if graph.CodeOf(err) != graph.Timeout || !strings.Contains(err.Error(), "did not answer within 50ms") || server.Requests() > 1 {
		t.Errorf("%s after %d requests: %v", graph.CodeOf(err), server.Requests(), err)
	}
}

// TestCancel holds that the end of the caller's context ends a question that
// is under way, one that waits for its next try, and one that waits its turn.
func TestCancel(t *testing.T) {
	t.Run("under way", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		left := make(chan struct{})
		server := llmtest.Start(t, fixed(llmtest.Reply{Do: func(_ http.ResponseWriter, r *http.Request) {
			cancel()
			<-r.Context().Done()
			close(left)
		}}))
		err := failure(ctx, t, newExtractor(t, server, nil), newInput(t, sentence))
		<-left
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "stopped before the language model answered") {
			t.Error(err)
		}
	})
	t.Run("between tries", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		server := llmtest.Start(t, func(int, string) llmtest.Reply {
			time.AfterFunc(50*time.Millisecond, cancel) // most likely when the reply is read
			return llmtest.Reply{Status: 429, Header: map[string]string{"Retry-After": "3600"}}
		})
		err := failure(ctx, t, newExtractor(t, server, nil), newInput(t, sentence))
		if !errors.Is(err, context.Canceled) || server.Requests() > 1 {
			t.Errorf("%v after %d requests", err, server.Requests())
		}
	})
	t.Run("before", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		server := llmtest.Start(t, fixed(llmtest.Reply{Content: good}))
		if err := failure(ctx, t, newExtractor(t, server, nil), newInput(t, sentence)); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

// TestWithoutSchema holds that an endpoint which knows no JSON schema is asked
// without, and not again with.
func TestWithoutSchema(t *testing.T) {
	server := llmtest.Start(t, fixed(llmtest.Reply{Content: good}))
	server.NoSchema = true
	x := newExtractor(t, server, nil)
	for i, requests := range []int{2, 3} {
		if statements, rejects := read(t, x, newInput(t, sentence)); len(statements) != 1 || len(rejects) != 0 || server.Requests() != requests {
			t.Errorf("article %d: %v, %v, %d requests", i+1, statements, rejects, server.Requests())
		}
	}
}

// TestParallel holds that requests run at once, and no more than allowed.
func TestParallel(t *testing.T) {
	both := make(chan struct{})
	running := make(chan struct{}, 2)
	server := llmtest.Start(t, func(n int, _ string) llmtest.Reply {
		select {
		case running <- struct{}{}:
		default:
			t.Error("more than two requests at once")
		}
		if n == 2 {
			time.AfterFunc(50*time.Millisecond, func() { close(both) }) // a third has time to come
		}
		<-both // the first waits for the second: one at a time would never end
		<-running
		return llmtest.Reply{Content: `{"statements":[]}`}
	})
	in := newInput(t, strings.Repeat("[Peru] met [Chile].\n\n", 40))
	read(t, newExtractor(t, server, func(o *llm.Options) { o.Parallel = 2 }), in)
	if server.Requests() != 7 {
		t.Errorf("%d requests for 40 sentences", server.Requests())
	}
}

// TestLongArticles holds that the cost of an article is bounded, and that what
// is left out is told.
func TestLongArticles(t *testing.T) {
	server := llmtest.Start(t, func(int, string) llmtest.Reply { return llmtest.Reply{Content: `{"statements":[]}`} })
	in := newInput(t, strings.Repeat("[Peru] met [Chile].\n\n", 310))
	_, rejects := read(t, newExtractor(t, server, nil), in)
	if server.Requests() != 50 || len(rejects) != 1 || !strings.Contains(rejects[0].Reason, "from here on nothing was read") ||
		rejects[0].Start != 300*len("Peru met Chile.\n\n") {
		t.Errorf("%d requests, %+v", server.Requests(), rejects)
	}
	list := "[Peru] met [Chile]" + strings.Repeat(" and told it the name of one more of its many towns", 41) + "."
	_, rejects = read(t, newExtractor(t, server, nil), newInput(t, list+" "+sentence))
	if server.Requests() != 51 || len(rejects) != 1 || rejects[0].Reason != "a sentence of this length is no prose" || rejects[0].Start != 0 {
		t.Errorf("%d requests, %+v", server.Requests(), rejects)
	}
}

// TestBatchesAreBounded holds that long sentences make smaller batches.
func TestBatchesAreBounded(t *testing.T) {
	server := llmtest.Start(t, fixed(llmtest.Reply{Content: `{"statements":[]}`}))
	long := "[Peru] met [Chile]" + strings.Repeat(" and told it the name of one more of its many towns", 35) + ".\n\n"
	read(t, newExtractor(t, server, nil), newInput(t, strings.Repeat(long, 6)))
	if server.Requests() != 2 {
		t.Errorf("%d requests for 6 sentences of 1800 letters", server.Requests())
	}
}

// TestManyStatements holds that no answer brings more than a sentence can say.
func TestManyStatements(t *testing.T) {
	for n, told := range map[int]int{200: 200, 201: 201, 1000: 201} {
		many := strings.Repeat(`,{"sentence":9}`, n)[1:]
		server := llmtest.Start(t, fixed(llmtest.Reply{Content: `{"statements":[` + many + `]}`}))
		_, rejects := read(t, newExtractor(t, server, nil), newInput(t, sentence))
		if len(rejects) != told || strings.Contains(rejects[0].Reason, "more statements than its sentences can") != (n > 200) {
			t.Errorf("%d rejects, the first %+v", len(rejects), rejects[0])
		}
	}
}

// TestNothingToAsk holds that no request is made where no sentence names two
// actors.
func TestNothingToAsk(t *testing.T) {
	server := llmtest.Start(t, fixed(llmtest.Reply{Content: good}))
	for _, text := range []string{"", "It rained.", "[Peru] slept.", "[Lima=Peru] and [Peru] slept.", "[Peru] slept. [Chile] woke."} {
		if statements, rejects := read(t, newExtractor(t, server, nil), newInput(t, text)); len(statements)+len(rejects) > 0 {
			t.Errorf("%s: %v, %v", text, statements, rejects)
		}
	}
	if server.Requests() != 0 {
		t.Errorf("%d requests", server.Requests())
	}
}

func TestOptions(t *testing.T) {
	cases := []struct {
		change func(*llm.Options)
		field  string
		says   string
	}{
		{func(o *llm.Options) { o.URL = "" }, "llm", "http or https"},
		{func(o *llm.Options) { o.URL = "127.0.0.1:11434/v1" }, "llm", "http or https"},
		{func(o *llm.Options) { o.URL = "file:///etc/hosts" }, "llm", "http or https"},
		{func(o *llm.Options) { o.URL = "http://" }, "llm", "http or https"},
		{func(o *llm.Options) { o.URL = "http://me:secret@host/v1" }, "llm", "--llm-key-file"},
		{func(o *llm.Options) { o.URL = "http://host/v1?key=secret" }, "llm", "question mark"},
		{func(o *llm.Options) { o.URL = "http://host/v1#secret" }, "llm", "question mark"},
		{func(o *llm.Options) { o.URL = "http://secret\x7f" }, "llm", "http or https"},
		{func(o *llm.Options) { o.Model = "" }, "llm-model", "--llm-model"},
		{func(o *llm.Options) { o.Model = "a\nb" }, "llm-model", "--llm-model"},
		{func(o *llm.Options) { o.Model = strings.Repeat("m", 201) }, "llm-model", "200 bytes"},
		{func(o *llm.Options) { o.Key = "secret\nX-Header: 1" }, "llm-key", "key alone"},
		{func(o *llm.Options) { o.Key = "secret ké" }, "llm-key", "key alone"},
		{func(o *llm.Options) { o.Precision = "perfect" }, "precision", "high, balanced or recall"},
	}
	for _, c := range cases {
		o := llm.Options{URL: "http://127.0.0.1:1", Model: "m"}
		c.change(&o)
		_, err := llm.New(o)
		var told *graph.Error
		if !errors.As(err, &told) || told.Code != graph.Invalid || told.Field != c.field || !strings.Contains(told.Message, c.says) || strings.Contains(told.Message, "secret") {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// TestAddress holds that a bare host means /v1, and that a path is kept.
func TestAddress(t *testing.T) {
	server := llmtest.Start(t, fixed(llmtest.Reply{Content: good}))
	host := strings.TrimSuffix(server.URL, "/v1")
	for i, url := range []string{host, host + "/", host + "/v1", host + "/v1/"} {
		read(t, newExtractor(t, server, func(o *llm.Options) { o.URL = url }), newInput(t, sentence))
		if server.Requests() != i+1 {
			t.Errorf("%s: no request came", url)
		}
	}
}

// TestPrecision holds that the threshold moves with the precision.
func TestPrecision(t *testing.T) {
	for precision, want := range map[extract.Precision]string{extract.High: "0.75 0.9", extract.Balanced: "0.5 0.74 0.75 0.9", "": "0.5 0.74 0.75 0.9", extract.Recall: "0.3 0.5 0.74 0.75 0.9"} {
		var kept []string
		for _, confidence := range []string{"0.29", "0.3", "0.5", "0.74", "0.75", "1"} {
			answer := strings.Replace(good, `"confidence":0.8`, `"confidence":`+confidence, 1)
			server := llmtest.Start(t, fixed(llmtest.Reply{Content: answer}))
			statements, _ := read(t, newExtractor(t, server, func(o *llm.Options) { o.Precision = precision }), newInput(t, sentence))
			for _, st := range statements {
				kept = append(kept, fmt.Sprint(st.Confidence))
			}
		}
		if got := strings.Join(kept, " "); got != want {
			t.Errorf("%s keeps %s, want %s", precision, got, want)
		}
	}
}

// TestKeyIsHidden holds that a model which repeats the key does not bring it
// into rejects.
func TestKeyIsHidden(t *testing.T) {
	for _, field := range []string{`"quote":"`, `"trigger":"`, `"relation":"`, `"certainty":"`, `"time":"`, `"text":"`} {
		answer := strings.Replace(good, field, field+strings.Repeat("x", 150)+llmtest.Key+" ", 1)
		server := llmtest.Start(t, fixed(llmtest.Reply{Content: answer}))
		statements, rejects := read(t, newExtractor(t, server, nil), newInput(t, sentence))
		if len(statements) != 0 || len(rejects) != 1 || strings.Contains(rejects[0].Reason, llmtest.Key[:8]) {
			t.Errorf("%s: %v, %v", field, statements, rejects)
		}
	}
}

// TestUnverifiable holds that a statement is dropped whose actor does not
// stand where the caller says.
func TestUnverifiable(t *testing.T) {
	server := llmtest.Start(t, fixed(llmtest.Reply{Content: good}))
	in := newInput(t, sentence)
	in.actors[1].Start--
	statements, rejects := read(t, newExtractor(t, server, nil), in)
	if len(statements) != 0 || len(rejects) != 1 || !strings.Contains(rejects[0].Reason, "the target of statement") {
		t.Errorf("%v, %v", statements, rejects)
	}
}

func TestReadingIsDeterministic(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "answers.txt"))
	if err != nil {
		t.Fatal(err)
	}
	in := newInput(t, strings.Repeat(sentence+"\n\n", 20))
	server := llmtest.Start(t, fixed(llmtest.Reply{Content: string(raw)}))
	x := newExtractor(t, server, nil)
	first, firstRejects := read(t, x, in)
	second, secondRejects := read(t, x, in)
	if len(first) == 0 || fmt.Sprint(first, firstRejects) != fmt.Sprint(second, secondRejects) {
		t.Errorf("%v\n%v", first, second)
	}
}
