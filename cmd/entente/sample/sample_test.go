package sample_test

import (
	"context"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/cmd/entente/sample"
	"entente/graph"
	"entente/loader/source"
)

func items(t *testing.T) []source.Item {
	t.Helper()
	all := slices.Collect(sample.Items(t.Context()))
	if len(all) < 60 {
		t.Fatalf("%d reports; about eighty are expected", len(all))
	}
	return all
}

func TestEveryReportIsComplete(t *testing.T) {
	outlets := []string{"Sample Broadcaster", "Sample Daily", "Sample Gazette", "Sample Observer", "Sample Wire"}
	for _, item := range items(t) {
		t.Run(item.Name, func(t *testing.T) {
			if item.Reject != nil {
				t.Fatal(item.Reject.Reason)
			}
			a := item.Article
			if a.Title == "" || a.Language != "en" {
				t.Errorf("title %q, language %q", a.Title, a.Language)
			}
			if !slices.Contains(outlets, a.Publisher) {
				t.Errorf("publisher %q is not a sample outlet", a.Publisher)
			}
			if words := len(strings.Fields(a.Text)); words < 60 || words > 180 {
				t.Errorf("%d words; 60 to 180 are a short report", words)
			}
		})
	}
}

// A report's day stands in its file name, its head line, its address and its
// dateline. They must agree.
func TestDatesAgree(t *testing.T) {
	dateline := regexp.MustCompile(`^[A-Z][^-]*, (\w+ \d+) (?:\(Sample Wire\) )?- `)
	for _, item := range items(t) {
		a := item.Article
		name := path.Base(item.Name)
		if day := graph.DateOf(a.Published); !strings.HasPrefix(name, string(day)+"-") {
			t.Errorf("%s: published on %s", name, day)
		}
		slug := strings.TrimSuffix(name, ".txt")[len("2006-01-02-"):]
		outlet := strings.ReplaceAll(strings.ToLower(a.Publisher), " ", "-")
		if want := "https://" + outlet + ".example/" + a.Published.Format("2006/01/") + slug; a.URL != want {
			t.Errorf("%s: url is %s, want %s", name, a.URL, want)
		}
		found := dateline.FindStringSubmatch(a.Text)
		if found == nil || found[1] != a.Published.Format("January 2") {
			t.Errorf("%s: dateline %q does not say %s", name, found, a.Published.Format("January 2"))
		}
	}
}

func TestReportsComeOldestFirst(t *testing.T) {
	var names []string
	for _, item := range items(t) {
		names = append(names, item.Name)
	}
	if !slices.IsSorted(names) {
		t.Errorf("not in the order of their dates: %v", names)
	}
}

func TestItemsEndWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	count := 0
	for range sample.Items(ctx) {
		count++
		cancel()
	}
	if count != 1 {
		t.Errorf("%d reports after the context ended", count)
	}
}
