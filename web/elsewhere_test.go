package web

import (
	"bufio"
	"context"
	"io"
	"iter"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
	"entente/loader"
	"entente/loader/extract"
	"entente/loader/source"
)

// A load that another program runs is live on the page too.
func TestEventsOfALoadElsewhere(t *testing.T) {
	d := open(t, nil)
	st, err := store.Open(t.Context(), storetest.Config(t))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close(context.Background())
	reader, err := loader.NewReader(extract.Balanced)
	if err != nil {
		t.Fatal(err)
	}
	goOn, ended := make(chan struct{}), make(chan error, 1)
	var items iter.Seq[source.Item] = func(yield func(source.Item) bool) {
		first := source.Item{Name: "first", Article: graph.Article{Text: "Russia backs the Syrian government."}.Identify()}
		if !yield(first) {
			return
		}
		waiting(goOn)(t.Context())(yield)
	}
	started := make(chan string, 1)
	go func() {
		_, err := loader.Run(t.Context(), st, reader, items, loader.Options{Progress: func(e loader.Event) {
			select {
			case started <- e.Batch.ID:
			default:
			}
		}})
		ended <- err
	}()
	response := d.follow(t, <-started)
	defer response.Body.Close()
	stream := bufio.NewReader(response.Body)
	for event := ""; !strings.Contains(event, `"done":1`); {
		if event = nextEvent(t, stream); !strings.HasPrefix(event, "event: batch\n") || !strings.Contains(event, `"state":"running"`) {
			t.Fatalf("%s", event)
		}
	}
	close(goOn)
	rest, err := io.ReadAll(stream)
	if err != nil || !strings.Contains(string(rest), "event: end\nid: end\n") || !strings.Contains(string(rest), `"done":2`) {
		t.Errorf("%v: %s", err, rest)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
