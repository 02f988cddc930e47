package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"mime/multipart"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"entente/graph"
)

// form makes a multipart body of files in the field files, by name.
func form(t *testing.T, files ...[2]string) (contentType, body string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, file := range files {
		header := textproto.MIMEHeader{"Content-Disposition": {fmt.Sprintf(`form-data; name="files"; filename="%s"`, file[0])}}
		part, err := w.CreatePart(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(file[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), b.String()
}

func (d *door) upload(t *testing.T, files ...[2]string) answer {
	t.Helper()
	contentType, body := form(t, files...)
	return d.send(t, "POST /api/v1/batches\nContent-Type: "+contentType+"\n\n"+body)
}

// finish waits for the end of a batch by its events.
func (d *door) finish(t *testing.T, accepted answer) graph.Batch {
	t.Helper()
	if accepted.status != 202 {
		t.Fatalf("want 202, got %d %s", accepted.status, accepted.body)
	}
	batch := decode[graph.Batch](t, accepted)
	if want := "/api/v1/batches/" + batch.ID; accepted.header.Get("Location") != want {
		t.Errorf("Location: want %s, got %s", want, accepted.header.Get("Location"))
	}
	events := string(d.send(t, "GET /api/v1/batches/"+batch.ID+"/events").body)
	if !strings.Contains(events, "event: end\nid: end\n") {
		t.Fatalf("the stream has no end: %s", events)
	}
	return decode[graph.Batch](t, d.send(t, "GET /api/v1/batches/"+batch.ID))
}

const (
	article = "Russia supports the Assad regime, its foreign minister said on Monday. The United States supports the Syrian opposition.\n"
	other   = "Turkey criticized Russia on Tuesday, and the foreign ministry in Ankara repeated the criticism later.\n"
)

func TestUploadFiles(t *testing.T) {
	d := open(t, nil)
	batch := d.finish(t, d.upload(t, [2]string{"one.txt", article}, [2]string{"../../etc/two.txt", other}, [2]string{"empty.txt", ""}))
	if batch.State != graph.BatchDone || batch.Counts.Done != 2 || batch.Counts.Rejected != 1 || batch.Name != "one.txt and 2 more" {
		t.Errorf("%+v", batch)
	}
	page := decode[graph.ItemPage](t, d.send(t, "GET /api/v1/batches/"+batch.ID+"/items"))
	states := map[string]graph.ItemState{}
	for _, item := range page.Items {
		states[item.Name] = item.State
		if item.State == graph.ItemRejected && item.Reason == "" {
			t.Errorf("rejected without a reason: %+v", item)
		}
	}
	want := map[string]graph.ItemState{"one.txt": graph.ItemDone, "two.txt": graph.ItemDone, "empty.txt": graph.ItemRejected}
	if !maps.Equal(states, want) {
		t.Errorf("want %v, got %v", want, states)
	}
	d.expectNoUploads(t)
}

func TestUploadTwiceChangesNothing(t *testing.T) {
	d := open(t, nil)
	d.finish(t, d.upload(t, [2]string{"one.txt", article}))
	before := decode[graph.Overview](t, d.send(t, "GET /api/v1/overview"))
	if batch := d.finish(t, d.upload(t, [2]string{"one.txt", article})); batch.Counts.Unchanged != 1 {
		t.Errorf("%+v", batch.Counts)
	}
	after := decode[graph.Overview](t, d.send(t, "GET /api/v1/overview"))
	if before.Summary.Statements != after.Summary.Statements || before.Summary.Articles != after.Summary.Articles {
		t.Errorf("before %+v, after %+v", before.Summary, after.Summary)
	}
}

func TestUploadLines(t *testing.T) {
	d := open(t, nil)
	lines := fmt.Sprintf("{\"id\": \"a\", \"text\": %q}\n{broken\n{\"id\": \"b\", \"text\": %q}\n", article, other)
	batch := d.finish(t, d.send(t, "POST /api/v1/batches?name=news\nContent-Type: application/x-ndjson\n\n"+lines))
	if batch.Name != "news" || batch.Counts.Done != 2 || batch.Counts.Rejected != 1 {
		t.Errorf("%+v", batch)
	}
	page := decode[graph.ItemPage](t, d.send(t, "GET /api/v1/batches/"+batch.ID+"/items?state=rejected"))
	if len(page.Items) != 1 || page.Items[0].Line != 2 {
		t.Errorf("%+v", page.Items)
	}
	kept := d.send(t, "GET /api/v1/batches/"+batch.ID+"/rejects")
	var item graph.Item
	if err := json.Unmarshal(kept.body, &item); err != nil || item.Reason != page.Items[0].Reason || !strings.Contains(kept.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%d %v %s %v", kept.status, err, kept.body, kept.header)
	}
	d.expectNoUploads(t)
}

func TestSample(t *testing.T) {
	d := open(t, nil)
	if batch := d.finish(t, d.send(t, "POST /api/v1/batches/sample")); batch.Counts.Done != 1 {
		t.Errorf("%+v", batch)
	}
}

func TestLoadAddress(t *testing.T) {
	d := open(t, nil)
	post := "POST /api/v1/batches/url\nContent-Type: application/json\n\n"
	for _, address := range []string{"file:///etc/passwd", "/etc/passwd", "-", "ftp://example.com/a", "https://", "javascript:alert(1)"} {
		got := d.send(t, post+fmt.Sprintf(`{"url": %q}`, address))
		if p := decode[Problem](t, got); got.status != 400 || !strings.Contains(string(got.body), "not an http or https address") {
			t.Errorf("%s: %d %+v", address, got.status, p)
		}
	}
	batch := d.finish(t, d.send(t, post+`{"url": " http://user:secret@127.0.0.1:9/news "}`))
	if batch.Counts.Rejected != 1 || strings.Contains(batch.Name, "secret") {
		t.Errorf("%+v", batch)
	}
	page := decode[graph.ItemPage](t, d.send(t, "GET /api/v1/batches/"+batch.ID+"/items"))
	if len(page.Items) != 1 || !strings.Contains(page.Items[0].Reason, "public internet") || strings.Contains(page.Items[0].Name, "secret") {
		t.Errorf("%+v", page.Items)
	}
}

func TestRemoveArticle(t *testing.T) {
	d := open(t, nil)
	batch := d.finish(t, d.upload(t, [2]string{"a.txt", article}))
	page := decode[graph.ItemPage](t, d.send(t, "GET /api/v1/batches/"+batch.ID+"/items"))
	at := "/api/v1/articles/" + page.Items[0].ArticleID
	if got := d.send(t, "DELETE "+at+"\nSec-Fetch-Site: cross-site"); got.status != 403 {
		t.Errorf("from another site: %d %s", got.status, got.body)
	}
	if removed := decode[graph.Removal](t, d.send(t, "DELETE "+at)); removed.Articles != 1 || removed.Versions != 1 {
		t.Errorf("%+v", removed)
	}
	for _, method := range []string{"GET ", "DELETE "} {
		if got := d.send(t, method+at); got.status != 404 {
			t.Errorf("%s after the removal: %d %s", method, got.status, got.body)
		}
	}
}

func TestUploadLimits(t *testing.T) {
	d := open(t, func(c *Config) { c.Limits.UploadBytes, c.Limits.UploadFiles = 4096, 2 })
	for name, refused := range map[string]answer{
		"too many files": d.upload(t, [2]string{"a", article}, [2]string{"b", other}, [2]string{"c", other}),
		"too many bytes": d.upload(t, [2]string{"a", strings.Repeat(article, 100)}),
	} {
		if refused.status != 413 || decode[Problem](t, refused).Type != "/problems/too_large" {
			t.Errorf("%s: %d %s", name, refused.status, refused.body)
		}
	}
	contentType, body := form(t, [2]string{"a", strings.Repeat(article, 100)})
	request := "POST /api/v1/batches\nTransfer-Encoding: chunked\nContent-Type: " + contentType
	if got := d.sendRaw(t, request, chunked(body)); got.status != 413 {
		t.Errorf("too many bytes, without saying how many: %d %s", got.status, got.body)
	}
	d.expectNoUploads(t)
}

func TestUploadOtherFields(t *testing.T) {
	d := open(t, nil)
	contentType, body := form(t, [2]string{"a.txt", article})
	body = strings.Replace(body, `name="files"`, `name="documents"`, 1)
	got := d.send(t, "POST /api/v1/batches\nContent-Type: "+contentType+"\n\n"+body)
	if p := decode[Problem](t, got); got.status != 400 || !strings.Contains(p.Detail, "documents") {
		t.Errorf("%d %s", got.status, got.body)
	}
	if got := d.upload(t); got.status != 400 {
		t.Errorf("a form without files: %d %s", got.status, got.body)
	}
	d.expectNoUploads(t)
}

// TestUploadDiskFull writes where nothing can be written.
func TestUploadDiskFull(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("this system has no full device: %v", err)
	}
	defer full.Close()
	_, err = full.WriteString("x")
	if code := graph.CodeOf(diskError(err)); code != graph.NoSpace {
		t.Errorf("want %s, got %s", graph.NoSpace, code)
	}
}

// expectNoUploads ends all loads, and with them what cleans up after them.
func (d *door) expectNoUploads(t *testing.T) {
	t.Helper()
	if d.jobs != nil {
		if err := d.jobs.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
	left, err := filepath.Glob(filepath.Join(d.folder.dir, uploadPrefix+"*"))
	if err != nil || len(left) > 0 {
		t.Errorf("uploads left on disk: %v, %v", left, err)
	}
}

func TestSpoolRemovesWhatFailed(t *testing.T) {
	s := &Server{folder: folder{dir: t.TempDir()}, limits: DefaultLimits()}
	in := &uploadInput{media: mediaNDJSON, body: iotest.ErrReader(os.ErrDeadlineExceeded), extend: noDeadline}
	if _, err := s.receive(in); err == nil {
		t.Error("a body that broke off was taken")
	}
	(&door{Server: s}).expectNoUploads(t)
}

func TestCleanName(t *testing.T) {
	for given, want := range map[string]string{
		"a.txt":                   "a.txt",
		"../../etc/passwd":        "passwd",
		`C:\Users\x\news.html`:    "news.html",
		"a\x00b\nc.txt":           "abc.txt",
		"\xff\xfe.txt":            ".txt",
		"..":                      "upload",
		"":                        "upload",
		"dir/":                    "upload",
		"\u202egnp.txt":           "gnp.txt",
		strings.Repeat("x", 1000): strings.Repeat("x", 60) + "…" + strings.Repeat("x", 59),
		"Статья 4.txt":            "Статья 4.txt",
	} {
		if got := cleanName(given); got != want {
			t.Errorf("%q: want %q, got %q", given, want, got)
		}
	}
}

// An upload that was canceled waits on disk until the rest of it is loaded.
func TestRetryAnUpload(t *testing.T) {
	d := open(t, nil)
	goOn := make(chan struct{})
	if _, err := d.jobs.Start("before", waiting(goOn), nil); err != nil { // has the turn
		t.Fatal(err)
	}
	accepted := d.upload(t, [2]string{"a.txt", "Norway supports Sweden, the envoy said."})
	path := "/api/v1/batches/" + decode[graph.Batch](t, accepted).ID
	if got := d.send(t, "POST "+path+"/retry"); got.status != 409 {
		t.Errorf("while it waits: %d %s", got.status, got.body)
	}
	if got := d.send(t, "POST "+path+"/cancel"); got.status != 200 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if batch := d.finish(t, accepted); batch.State != graph.BatchCanceled || !batch.Kept {
		t.Errorf("canceled: %+v", batch)
	}
	close(goOn)
	if batch := d.finish(t, d.send(t, "POST "+path+"/retry")); batch.State != graph.BatchDone || batch.Counts.Done != 1 || batch.Kept {
		t.Errorf("loaded: %+v", batch)
	}
	d.expectNoUploads(t)
	if got := d.send(t, "POST "+path+"/retry"); got.status != 409 || !strings.Contains(string(got.body), "nothing of batch") {
		t.Errorf("when all is loaded: %d %s", got.status, got.body)
	}
	if got := d.send(t, "POST /api/v1/batches/nothing/retry"); got.status != 404 {
		t.Errorf("of nothing: %d %s", got.status, got.body)
	}
}
