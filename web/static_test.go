package web

import (
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

// TestStaticRevalidation: both codings of a file have a strong ETag of their
// own, and what the client has is not sent again.
func TestStaticRevalidation(t *testing.T) {
	d := open(t, nil)
	plain := d.send(t, "GET /api/v1/openapi.json")
	packed := d.send(t, "GET /api/v1/openapi.json\nAccept-Encoding: gzip")
	if packed.header.Get("Content-Encoding") != "gzip" || plain.header.Get("ETag") == packed.header.Get("ETag") || strings.HasPrefix(plain.header.Get("ETag"), "W/") {
		t.Errorf("%v\n%v", plain.header, packed.header)
	}
	r, err := gzip.NewReader(strings.NewReader(string(packed.body)))
	if err != nil {
		t.Fatal(err)
	}
	if unpacked, err := io.ReadAll(r); err != nil || string(unpacked) != string(plain.body) {
		t.Errorf("the packed file is not the file: %v", err)
	}
	for _, a := range []answer{plain, packed} {
		again := d.send(t, "GET /api/v1/openapi.json\nAccept-Encoding: "+a.header.Get("Content-Encoding")+"\nIf-None-Match: "+a.header.Get("ETag"))
		if again.status != 304 || len(again.body) > 0 {
			t.Errorf("%d", again.status)
		}
	}
}

// TestArticleRevalidation: an article that has not changed is not sent again.
func TestArticleRevalidation(t *testing.T) {
	d := open(t, nil)
	path := "GET /api/v1/articles/" + d.names["article talks"]
	first := d.send(t, path)
	again := d.send(t, path+"\nIf-None-Match: "+first.header.Get("ETag"))
	if first.status != 200 || again.status != 304 || len(again.body) > 0 || again.header.Get("ETag") != first.header.Get("ETag") {
		t.Errorf("%d, then %d %v", first.status, again.status, again.header)
	}
}

// TestCompression: replies are packed, streams are not.
func TestCompression(t *testing.T) {
	d := open(t, nil)
	if got := d.send(t, "GET /api/v1/relations\nAccept-Encoding: gzip"); got.header.Get("Content-Encoding") != "gzip" {
		t.Errorf("relations: %v", got.header)
	}
	if got := d.send(t, "GET /api/v1/batches/fixture/events\nAccept-Encoding: gzip"); got.header.Get("Content-Encoding") != "" {
		t.Errorf("events: %v", got.header)
	}
}
