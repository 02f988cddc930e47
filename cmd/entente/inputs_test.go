package main

import (
	"archive/zip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A bad input among others is told with its reason and place, and the others
// are read.
func TestExtractMixedInputs(t *testing.T) {
	dir := t.TempDir()
	table := filepath.Join(dir, "table.csv")
	if err := os.WriteFile(table, []byte("id,text\nr1,Russia backs the Syrian government.\nr2,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	packed := filepath.Join(dir, "news.zip")
	out, err := os.Create(packed)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(out)
	feed, err := z.Create("feed.xml")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(feed, "<rss><channel><item><guid>f1</guid><description>Russia backs the Syrian government.</description></item></channel></rss>")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	asked := false
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer server.Close()
	got := entente(t, "", nil, "extract", "--follow", table, server.URL, packed)
	if got.code != exitRejects {
		t.Errorf("exit %d: %s", got.code, got.stderr)
	}
	lines := strings.Split(strings.TrimSpace(got.stdout), "\n")
	want := []string{`"id":"r1"`, "table.csv:3", "not on the public internet", `"id":"f1"`}
	if len(lines) != len(want) {
		t.Fatalf("%d lines:\n%s", len(lines), got.stdout)
	}
	for i, part := range want {
		if !strings.Contains(lines[i], part) {
			t.Errorf("line %d has no %s: %s", i+1, part, lines[i])
		}
	}
	for _, i := range []int{0, 3} {
		if !strings.Contains(lines[i], `"SUPPORTS"`) {
			t.Errorf("no statement: %s", lines[i])
		}
	}
	if asked {
		t.Error("a server of this machine was asked")
	}
}
