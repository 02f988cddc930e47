package queue_test

import (
	"context"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/queue"
	"entente/loader/queue/queuetest"
)

func open(t *testing.T, url, reads string) *queue.Queue {
	t.Helper()
	q, err := queue.Open(t.Context(), queue.Options{URL: url, Reads: reads})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Close)
	return q
}

func message(item, text string) queue.Message {
	return queue.Message{Batch: "one", Item: "one-" + item, Article: graph.Article{Text: text}.Identify()}
}

func publish(t *testing.T, q *queue.Queue, messages ...queue.Message) map[int]error {
	t.Helper()
	refused, err := q.Publish(t.Context(), messages)
	if err != nil {
		t.Fatal(err)
	}
	return refused
}

func take(t *testing.T, q *queue.Queue) *queue.Delivery {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for d := range q.Take(ctx) {
		return d
	}
	t.Fatal("nothing came")
	return nil
}

// An article goes only to who reads with what it was published for, once, and
// again when its worker leaves without a word of it.
func TestDeliveries(t *testing.T) {
	url, _ := queuetest.Start(t, t.TempDir(), -1)
	first, other := open(t, url, "lexicon"), open(t, url, "model")
	publish(t, other, message("00000009", "Talks fail."))
	publish(t, first, message("00000001", "Talks open."))
	publish(t, first, message("00000001", "Talks open."))
	if waiting, _, _, err := first.Waiting(t.Context()); err != nil || waiting != 1 {
		t.Errorf("%d wait (%v), want 1", waiting, err)
	}
	worker := open(t, url, "lexicon")
	if d := take(t, worker); d.Article.Text != "Talks open." || d.Times != 1 {
		t.Errorf("delivered %+v", d)
	}
	worker.Close()
	d := take(t, first)
	if d.Item != "one-00000001" || d.Times != 2 {
		t.Errorf("delivered again %+v", d)
	}
	d.Done()
}

func TestAnArticleThatNoMessageHolds(t *testing.T) {
	url, _ := queuetest.Start(t, t.TempDir(), -1)
	noise := rand.New(rand.NewPCG(1, 2))
	var long strings.Builder
	for long.Len() < 3<<20 {
		long.WriteRune(rune('!' + noise.IntN(90)))
	}
	refused := publish(t, open(t, url, "lexicon"), message("00000001", "Talks open."), message("00000002", long.String()))
	if len(refused) != 1 || graph.CodeOf(refused[1]) != graph.TooLarge {
		t.Errorf("refused %v", refused)
	}
}

func TestOpenTellsNoPassword(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, o := range []queue.Options{
		{URL: "http://jane:secret@127.0.0.1:1"},
		{URL: "nats://jane:sec%ret@127.0.0.1:1"},
		{URL: "nats://jane:secret@"},
		{URL: "nats://127.0.0.1:1", Credentials: empty},
	} {
		_, err := queue.Open(t.Context(), o)
		if graph.CodeOf(err) != graph.Invalid || strings.Contains(err.Error(), "sec") {
			t.Errorf("%v", err)
		}
	}
	var said string
	_, err := queue.Open(t.Context(), queue.Options{URL: "nats://jane:secret@127.0.0.1:1", Patience: 1, Notice: func(s string) { said += s }})
	if graph.CodeOf(err) != graph.Unavailable || strings.Contains(err.Error()+said, "secret") {
		t.Errorf("%v %s", err, said)
	}
}

// A server that is away while articles are published is waited for, and said
// to be, and what was published before is there still.
func TestPublishWaitsForTheServer(t *testing.T) {
	disk := t.TempDir()
	address, stop := queuetest.Start(t, disk, -1)
	said := make(chan string, 100)
	q, err := queue.Open(t.Context(), queue.Options{URL: address, Reads: "lexicon", Notice: func(s string) { said <- s }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Close)
	publish(t, q, message("00000001", "Talks open."))
	stop()
	if notice := <-said; !strings.Contains(notice, "waiting for the queue") {
		t.Errorf("said %q", notice)
	}
	published := make(chan error, 1)
	go func() {
		_, err := q.Publish(t.Context(), []queue.Message{message("00000002", "Talks fail.")})
		published <- err
	}()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		t.Fatal(err)
	}
	queuetest.Start(t, disk, port)
	if err := <-published; err != nil {
		t.Error(err)
	}
	if waiting, _, _, err := q.Waiting(t.Context()); err != nil || waiting != 2 {
		t.Errorf("%d wait (%v), want 2", waiting, err)
	}
}
