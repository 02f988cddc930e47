package loader

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
	"entente/loader/llm"
	"entente/loader/llm/llmtest"
	"entente/loader/queue"
	"entente/loader/queue/queuetest"
	"entente/loader/source"
)

// soon is how soon an article of a dead worker goes to another one in tests.
const soon = time.Second

func openQueue(t *testing.T, url string, notice func(string)) *queue.Queue {
	t.Helper()
	q, err := queue.Open(t.Context(), queue.Options{URL: url, Reads: "model", AckWait: soon, Notice: notice})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Close)
	return q
}

// publishAll publishes items and returns their batch.
func publishAll(t *testing.T, st *store.Store, reader *Reader, q *queue.Queue, items []source.Item) graph.Batch {
	t.Helper()
	batch, err := Publish(t.Context(), st, reader, q, slices.Values(items), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

// What makes TestAsWorker a worker: where its queue, its model and its database
// are, whose lock the test holds that began it.
const (
	workerQueue = "ENTENTE_TEST_WORKER_QUEUE"
	workerModel = "ENTENTE_TEST_WORKER_MODEL"
	workerStore = "ENTENTE_TEST_WORKER_STORE" // a store.Config as JSON
)

// TestAsWorker is no test, but a worker that may be killed.
func TestAsWorker(t *testing.T) {
	if os.Getenv(workerQueue) == "" {
		return
	}
	var config store.Config
	if err := json.Unmarshal([]byte(os.Getenv(workerStore)), &config); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close(context.Background())
	model, err := llm.New(llm.Options{URL: os.Getenv(workerModel), Model: llmtest.Model, Key: llmtest.Key})
	if err != nil {
		t.Fatal(err)
	}
	q := openQueue(t, os.Getenv(workerQueue), nil)
	if err := Work(t.Context(), st, newReader(t).WithModel(model), q, Options{Workers: 1}); err != nil {
		t.Fatal(err)
	}
}

// killable is a worker as a process of its own.
type killable struct {
	mu      sync.Mutex
	process *os.Process
	killed  int
}

func (k *killable) kill() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.killed++
	_ = k.process.Kill()
}

// run starts the process and waits for its end.
func (k *killable) run(t *testing.T, url, model string) {
	t.Helper()
	config, err := json.Marshal(storetest.Config(t))
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestAsWorker$")
	command.Env = append(os.Environ(), workerQueue+"="+url, workerModel+"="+model, workerStore+"="+string(config))
	before := k.count()
	k.mu.Lock()
	err = command.Start()
	k.process = command.Process
	k.mu.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); k.count() == before {
		t.Fatalf("the worker ended by itself: %v", err)
	}
}

func (k *killable) count() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.killed
}

// An article that kills whatever worker reads it is given up after a while, and
// its neighbors are loaded, whichever side of it they stand.
func TestAnArticleThatKillsItsWorkers(t *testing.T) {
	st := storetest.Open(t)
	url, _ := queuetest.Start(t, t.TempDir(), -1)
	var worker killable
	server := llmtest.Start(t, func(n int, question string) llmtest.Reply {
		if strings.Contains(question, "Serbia") {
			worker.kill()
		}
		return supports(n, question)
	})
	reader := withModel(t, server)
	batch := publishAll(t, st, reader, openQueue(t, url, nil), friends("Iran", "Cuba", "Serbia", "Egypt", "China"))
	go func() {
		for now, err := batch, error(nil); err == nil && !now.State.Final(); time.Sleep(10 * time.Millisecond) {
			now, err = st.CountBatch(t.Context(), batch.ID)
		}
		worker.kill()
	}()
	for worker.count() <= maxDelivered {
		worker.run(t, url, server.URL)
	}
	end, err := st.Batch(t.Context(), batch.ID)
	if want := (graph.Counts{Items: 5, Done: 4, Failed: 1, Statements: 4}); err != nil || end.Counts != want || end.State != graph.BatchDone {
		t.Errorf("%+v, %v", end, err)
	}
	page, err := st.Items(t.Context(), graph.ItemsQuery{Batch: batch.ID, State: graph.ItemFailed})
	if err != nil || page.Total != 1 || page.Items[0].Name != "Serbia" || page.Items[0].Stage != "worker" || !strings.Contains(page.Items[0].Reason, "workers stopped again and again") {
		t.Errorf("failed: %+v, %v", page, err)
	}
}

// A worker waits for a language model that is away, and goes on when it is back;
// an article that it does not answer for in time fails, and no other.
func TestAWorkerWaitsForItsModel(t *testing.T) {
	st := storetest.Open(t)
	url, _ := queuetest.Start(t, t.TempDir(), -1)
	waited := make(chan struct{})
	back := sync.OnceFunc(func() { close(waited) })
	server := llmtest.Start(t, func(n int, question string) llmtest.Reply {
		select {
		case <-waited:
			if strings.Contains(question, "Serbia") {
				return llmtest.Reply{Do: func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }}
			}
			return supports(n, question)
		default:
			return llmtest.Reply{Status: 503, Header: map[string]string{"Retry-After": "0"}}
		}
	})
	model, err := llm.New(llm.Options{URL: server.URL, Model: llmtest.Model, Key: llmtest.Key, Timeout: 3 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	reader, q := newReader(t).WithModel(model), openQueue(t, url, nil)
	batch := publishAll(t, st, reader, q, friends("Iran", "Cuba", "Serbia"))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- Work(ctx, st, reader, q, Options{Progress: func(e Event) {
			if strings.Contains(e.Notice, "waiting for the language model: ") {
				back()
			}
		}})
	}()
	reason := ""
	end, err := Wait(t.Context(), st, q, batch, Options{Progress: func(e Event) {
		if e.Item != nil {
			reason = e.Item.Reason
		}
	}})
	if want := (graph.Counts{Items: 3, Done: 2, Failed: 1, Statements: 2}); err != nil || end.Counts != want || !strings.Contains(reason, "did not answer within") {
		t.Errorf("%+v, %q, %v", end, reason, err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
