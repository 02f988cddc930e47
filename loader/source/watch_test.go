package source_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store/storetest"
	"entente/loader"
	"entente/loader/extract"
	"entente/loader/source"
	"entente/loader/watch"
)

// A feed and a folder that are watched together go the whole way into a real
// database. What the feed had before makes no batch, nor does an answer without
// news or with a fault.
func TestWatchFeedAndFolder(t *testing.T) {
	entry := func(n int) string {
		return fmt.Sprintf("<item><guid>e%d</guid><description>%s It was said on day %d.</description></item>\n", n, reports, n)
	}
	answers := []string{entry(1) + entry(2), "unchanged", "fault", entry(2) + entry(3), "unchanged"}
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int(asked.Add(1)) - 1
		switch answer := answers[min(n, len(answers)-1)]; answer {
		case "unchanged":
			if r.Header.Get("If-None-Match") == "" {
				t.Error("asked without a condition")
			}
			w.WriteHeader(http.StatusNotModified)
		case "fault":
			w.WriteHeader(http.StatusTooManyRequests)
		default:
			w.Header().Set("ETag", fmt.Sprintf(`"%d"`, n))
			fmt.Fprintf(w, "<rss><channel>%s</channel></rss>", answer)
		}
	}))
	t.Cleanup(server.Close)
	folder := t.TempDir()
	old, file := time.Now().Add(-time.Hour), filepath.Join(folder, "a.txt")
	if err := errors.Join(os.WriteFile(file, []byte(reports), 0o600), os.Chtimes(file, old, old)); err != nil {
		t.Fatal(err)
	}
	st := storetest.Open(t)
	reader, err := loader.NewReader(extract.Balanced)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	w, err := watch.Open([]string{server.URL, folder}, watch.Options{
		Source: source.FetchedFrom(time.Minute), Every: time.Millisecond, Notice: func(s string) { said = append(said, s) },
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	loaded := map[string][]int{}
	w.Run(ctx, func(ctx context.Context, g watch.Gathering) error {
		batch, err := loader.Run(ctx, st, reader, g.Items, loader.Options{Batch: graph.Batch{Name: g.Name}})
		if loaded[g.Name] = append(loaded[g.Name], batch.Counts.Done); len(loaded[folder]) == 1 && len(loaded[server.URL]) == 2 {
			stop()
		}
		return err
	})
	if got := loaded[server.URL]; !slices.Equal(got, []int{2, 1}) {
		t.Errorf("of the feed come %v", got)
	}
	if got := loaded[folder]; !slices.Equal(got, []int{1}) {
		t.Errorf("of the folder come %v", got)
	}
	if len(said) != 1 || !strings.Contains(said[0], "429 Too Many Requests. It is asked again in") {
		t.Errorf("said %q", said)
	}
	batches, err := st.Batches(t.Context(), 10)
	if err != nil || len(batches) != 3 {
		t.Errorf("%d batches, %v", len(batches), err)
	}
}
