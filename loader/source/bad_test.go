package source_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
	"entente/loader"
	"entente/loader/extract"
	"entente/loader/source"
)

const reports = "Iran supports the Syrian government."

// object is a line of JSON with a text of its own.
func object(text string) string { return `{"text":"` + text + `"}` + "\n" }

// bad is an input that is no article, or holds some that are none.
type bad struct {
	name    string
	files   []packed         // of a folder that is loaded, beside a good article
	page    http.HandlerFunc // of an address that is loaded too
	loaded  int              // articles, the good one among them
	rejects []string         // where, and a part of why
	text    string           // a part of what is loaded
	never   string           // what is nowhere in the graph
}

type packed struct{ name, content string }

func badInputs() []bad {
	return []bad{
		{
			name: "empty", files: []packed{{"a.txt", ""}, {"b.jsonl", ""}, {"c.txt", " \n\t\n"}}, loaded: 1,
			rejects: []string{"a.txt: The input is empty", "b.jsonl: The input is empty", "c.txt: nothing but spaces"},
		},
		{
			name: "binary", files: []packed{{"a.bin", "\x7fELF\x02\x01\x01" + strings.Repeat("\x00\x01\xfe", 400)}, {"b.txt", "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", 80)}}, loaded: 1,
			rejects: []string{"a.bin: The input is", "b.txt: The input is image/png"},
		},
		{
			name: "another encoding than UTF-8", loaded: 3,
			files: []packed{{"a.txt", "The minister M\xfcller of Germany praised France on Friday."}, {"b.jsonl", object("Chad praised Niger at the caf\xe9 on Friday.")}},
			text:  "Müller",
		},
		{
			name: "an encoding that nothing tells", files: []packed{{"a.txt", utf32(reports)}}, loaded: 1,
			rejects: []string{"a.txt: The input is binary"},
		},
		{
			name: "50 MB on one line", loaded: 2,
			files:   []packed{{"a.jsonl", object(strings.Repeat("a ", 25<<20)) + object("Chad praised Niger.")}, {"b.txt", strings.Repeat("a ", 25<<20)}},
			rejects: []string{"a.jsonl:1: longer than 16 MB", "b.txt: larger than 16 MB"},
		},
		{
			name: "zip bomb", files: []packed{{"a.zip", zipped(packed{"a.txt", "Chad praised Niger."}, packed{"b.jsonl", strings.Repeat("a ", 50<<20)})}}, loaded: 2,
			rejects: []string{"a.zip/b.jsonl:1: unpacks to more than 100 times its size"},
		},
		{
			name: "nested zip", loaded: 2,
			files:   []packed{{"a.zip", nested(5, zipped(packed{"a.txt", reports}), packed{"b.txt", "Chad praised Niger."})}},
			rejects: []string{".zip: more than 4 archives in one another"},
		},
		{
			name: "an archive's path leads out", loaded: 2,
			files:   []packed{{"a.zip", zipped(packed{"../../etc/up.txt", reports}, packed{"/etc/root.txt", reports}, packed{"in.txt", "Chad praised Niger."})}},
			rejects: []string{"up.txt: leads out of the archive", "root.txt: leads out of the archive"},
		},
		{
			name: "HTML with scripts", loaded: 2, text: "Kenya praised Ethiopia", never: "Cuba attacked",
			files: []packed{
				{"a.html", `<html><body><script>document.write("Cuba attacked Serbia, said the script.")</script></body></html>`},
				{"b.html", `<html><head><title>Talks</title></head><body onload="write('Cuba attacked Serbia')"><article><script>write("Cuba attacked Serbia.")</script>` +
					strings.Repeat("<p>Kenya praised Ethiopia on Friday for the talks in the capital, which went on for the whole day.</p>", 4) + `</article></body></html>`},
			},
			rejects: []string{"a.html: No article was found"},
		},
		{
			name: "not English", loaded: 1,
			files:   []packed{{"a.txt", "Le président de la République a déclaré hier que les négociations avec les rebelles seraient reprises dans la capitale."}},
			rejects: []string{"a.txt: is not English"},
		},
		{
			name: "a line that is no JSON", files: []packed{{"a.jsonl", object("Chad praised Niger.") + "{broken\n" + object("Mali praised Niger.")}}, loaded: 3,
			rejects: []string{"a.jsonl:2: The JSON is broken at byte"},
		},
		{
			name: "no text", files: []packed{{"a.json", `{"id":"a","title":"A title"}`}, {"b.csv", "id,headline\n1,A headline\n"}, {"c.jsonl", object("") + object("12 34")}}, loaded: 1,
			rejects: []string{"a.json:1: has no text", "b.csv: no column text", "c.jsonl:1: has no text", "c.jsonl:2: no words"},
		},
		{
			name: "absurd dates", loaded: 3, never: "9999",
			files: []packed{{"a.txt", "date: 9999-99-99\n\nKenya praised Ethiopia on Friday."}, {"b.jsonl", `{"text":"Chad praised Niger.","published":"31 February 12999"}`}},
		},
		{
			name: "NUL and lone surrogates", loaded: 3, never: "\x00", text: "Kenya \uFFFD praised Ethiopia",
			files: []packed{{"a.txt", "Kenya praised\x00 Ethiopia\x07 on Friday."}, {"b.jsonl", `{"text":"Kenya \ud83d praised Ethiopia\u0000."}`}},
		},
		{
			name: "10,000 tiny files", files: tiny(10_000), loaded: 101,
			rejects: slices.Repeat([]string{".txt: no words"}, 9900),
		},
		{
			name: "an address that redirects to a private one", loaded: 1,
			page: func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "http://10.0.0.1/news", http.StatusFound)
			},
			rejects: []string{"/: leads to 10.0.0.1, which is not on the public internet"},
		},
		{
			name: "a feed that never ends", loaded: 2, page: endless(0),
			rejects: []string{"/:10002: more than 10000 entries"},
		},
		{
			name: "a feed that stops in the middle and never ends", loaded: 2, page: endless(3),
			rejects: []string{"/:5: sends nothing for"},
		},
	}
}

// Each bad input goes the whole way into a real database: what is none is
// rejected with stage and reason in the ledger, what is good beside it is there.
func TestBadInputs(t *testing.T) {
	st := storetest.Open(t)
	reader, err := loader.NewReader(extract.Balanced)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range badInputs() {
		t.Run(c.name, func(t *testing.T) {
			var items []source.Item
			for _, input := range c.inputs(t) {
				items = slices.AppendSeq(items, source.FetchedFrom(300*time.Millisecond).Read(t.Context(), input, nil))
			}
			batch, err := loader.Run(t.Context(), st, reader, slices.Values(items), loader.Options{})
			if err != nil {
				t.Fatal(err)
			}
			c.check(t, st, batch)
		})
	}
}

// inputs writes the files and serves the page, and returns what to load.
func (c bad) inputs(t *testing.T) []string {
	t.Helper()
	folder := t.TempDir()
	good := packed{"good.txt", fmt.Sprintf("%s It was asked about what is %s.", reports, c.name)}
	for _, f := range append(c.files, good) {
		if err := os.WriteFile(filepath.Join(folder, f.name), []byte(f.content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if c.page == nil {
		return []string{folder}
	}
	server := httptest.NewServer(c.page)
	t.Cleanup(server.Close)
	return []string{server.URL + "/", folder}
}

func (c bad) check(t *testing.T, st *store.Store, batch graph.Batch) {
	t.Helper()
	var left []string
	rejects := slices.Clone(c.rejects)
	good, loaded := false, map[string]bool{}
	for item, err := range st.AllItems(t.Context(), batch.ID, "") {
		switch {
		case err != nil:
			t.Fatal(err)
		case item.State == graph.ItemRejected:
			at := slices.IndexFunc(rejects, func(want string) bool {
				name, reason, _ := strings.Cut(want, ": ")
				return strings.HasSuffix(item.Name, name) && strings.Contains(item.Reason, reason)
			})
			if at < 0 || item.Stage != "source" {
				left = append(left, fmt.Sprintf("%s: %s: %s", item.Name, item.Stage, item.Reason))
				continue
			}
			rejects = slices.Delete(rejects, at, at+1)
		case item.State == graph.ItemDone || item.State == graph.ItemUnchanged:
			loaded[item.ArticleID] = true
			good = good || strings.HasSuffix(item.Name, "good.txt") && item.State == graph.ItemDone && item.Statements == 1
		}
	}
	if len(left) > 0 || len(rejects) > 0 {
		t.Errorf("rejected for another reason: %q\nnot rejected: %q", left[:min(5, len(left))], rejects[:min(5, len(rejects))])
	}
	if !good || len(loaded) != c.loaded || batch.Counts.Failed > 0 || batch.State != graph.BatchDone {
		t.Errorf("the good article is there: %v; %d are loaded, want %d; %+v", good, len(loaded), c.loaded, batch)
	}
	c.checkGraph(t, st)
}

// checkGraph looks into the texts of the graph.
func (c bad) checkGraph(t *testing.T, st *store.Store) {
	t.Helper()
	if c.text == "" && c.never == "" {
		return
	}
	text, err := st.Dump(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, c.text) || c.never != "" && strings.Contains(text, c.never) {
		t.Errorf("the graph holds %q: %v, and %q: %v", c.text, strings.Contains(text, c.text), c.never, strings.Contains(text, c.never))
	}
}

func zipped(files ...packed) string {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, f := range files {
		w, err := archive.Create(f.name)
		if err == nil {
			_, err = io.WriteString(w, f.content)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := archive.Close(); err != nil {
		panic(err)
	}
	return out.String()
}

// nested puts an archive into so many more, the outermost with another file.
func nested(layers int, inner string, other packed) string {
	for range layers - 1 {
		inner = zipped(packed{"in.zip", inner})
	}
	return zipped(packed{"in.zip", inner}, other)
}

func utf32(text string) string {
	var out strings.Builder
	for _, r := range text {
		out.Write([]byte{byte(r), 0, 0, 0})
	}
	return out.String()
}

// tiny is many files of a few bytes; every hundredth is an article.
func tiny(n int) []packed {
	files := make([]packed, n)
	for i := range files {
		files[i] = packed{fmt.Sprintf("%05d.txt", i), "."}
		if i%100 == 0 {
			files[i].content = fmt.Sprintf("Kenya met Chad on day %d.", i)
		}
	}
	return files
}

// endless is a feed of one entry again and again, or so many times and then
// nothing; it never ends by itself.
func endless(entries int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, err := io.WriteString(w, "<rss><channel>\n")
		for i := 0; err == nil && (entries == 0 || i < entries); i++ {
			_, err = io.WriteString(w, "<item><description>Chad praised Niger.</description></item>\n")
		}
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
}
