package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const sentence = "Kenya met Ethiopia on Friday."

// file is what is packed. A link has its target for its text.
type file struct{ name, text string }

func zipOf(t testing.TB, files ...file) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = io.WriteString(w, f.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func tarOf(t testing.TB, files ...file) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, f := range files {
		err := w.WriteHeader(&tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.text))})
		if err == nil {
			_, err = io.WriteString(w, f.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func gzOf(t testing.TB, raw []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// pipe is a reader that is nothing else.
type pipe struct{ io.Reader }

// told lists items in short: a name, and a reject's reason up to its first
// comma, semicolon or full stop.
func told(items []Item) string {
	var out strings.Builder
	for _, item := range items {
		if item.Reject == nil {
			fmt.Fprintf(&out, "%s: read\n", item.Name)
			continue
		}
		reason := item.Reject.Reason
		if cut := strings.IndexAny(reason, ",;."); cut >= 0 {
			reason = reason[:cut]
		}
		fmt.Fprintf(&out, "%s: %s\n", item.Name, reason)
	}
	return out.String()
}

func expect(t *testing.T, items []Item, want ...string) {
	t.Helper()
	if got := told(items); got != strings.Join(want, "\n")+"\n" {
		t.Errorf("got:\n%swant:\n%s", got, strings.Join(want, "\n"))
	}
}

var packedFiles = []file{
	{"a.txt", sentence},
	{"news/b.jsonl", `{"text":"` + sentence + `"}` + "\n{\n" + `{"text":"Chad met Niger."}`},
	{"news/empty.txt", ""},
	{"c.csv", "id,text\n1,Chad met Niger.\n"},
	{".hidden.txt", sentence},
	{"__MACOSX/._a.txt", sentence},
	{"picture.png", "\x89PNG\r\n\x1a\n"},
	{"../../etc/up.txt", sentence},
	{"/etc/root.txt", sentence},
	{`..\windows.txt`, sentence},
	{`C:/windows.txt`, sentence},
	{"last.html", "<html><body><article><p>" + strings.Repeat(sentence+" ", 20) + "</p></article></body></html>"},
}

func packedItems(name string) []string {
	out := []string{
		"a.txt: read", "news/b.jsonl:1: read", "news/b.jsonl:2: The JSON is broken at byte 1: unexpected end of JSON input",
		"news/b.jsonl:3: read", "news/empty.txt: The input is empty", "c.csv:2: read", "picture.png: The input is image/png",
		"../../etc/up.txt: The name leads out of the archive", "/etc/root.txt: The name leads out of the archive",
		"../windows.txt: The name leads out of the archive", "C:/windows.txt: The name leads out of the archive", "last.html: read",
	}
	for i := range out {
		out[i] = name + "/" + out[i]
	}
	return out
}

// Whatever packs them, files are read as they are in a folder, and one that is
// bad or named to lead away does not stop the others.
func TestArchives(t *testing.T) {
	zipped, tarred := zipOf(t, packedFiles...), tarOf(t, packedFiles...)
	for name, r := range map[string]io.Reader{
		"a.zip":     bytes.NewReader(zipped),
		"piped.zip": pipe{bytes.NewReader(zipped)},
		"a.tar":     bytes.NewReader(tarred),
		"a.tar.gz":  bytes.NewReader(gzOf(t, tarred)),
		"a.zip.gz":  pipe{bytes.NewReader(gzOf(t, zipped))},
		"untold":    pipe{bytes.NewReader(gzOf(t, tarred))},
	} {
		t.Run(name, func(t *testing.T) { expect(t, collect(t, name, r), packedItems(name)...) })
	}
}

func TestZipFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.zip")
	if err := os.WriteFile(path, zipOf(t, packedFiles...), 0o600); err != nil {
		t.Fatal(err)
	}
	var items []Item
	for item := range (Options{}).Read(t.Context(), path, nil) {
		items = append(items, item)
	}
	expect(t, items, packedItems(path)...)
}

// What a zip from a pipe needs on disk goes when it is read.
func TestSpoolGoes(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	collect(t, "a.zip", pipe{bytes.NewReader(zipOf(t, packedFiles...))})
	left, err := os.ReadDir(os.TempDir())
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestGzip(t *testing.T) {
	lines := `{"id":"a","text":"Kenya met Ethiopia."}` + "\n" + `{"id":"b","text":"Chad met Niger."}` + "\n"
	expect(t, collect(t, "news.jsonl.gz", bytes.NewReader(gzOf(t, []byte(lines)))), "news.jsonl.gz:1: read", "news.jsonl.gz:2: read")
	expect(t, collect(t, "news.csv.gz", bytes.NewReader(gzOf(t, []byte("text\n"+sentence+"\n")))), "news.csv.gz:2: read")
	expect(t, collect(t, "e.gz", bytes.NewReader(gzOf(t, nil))), "e.gz: The input is empty")
	whole := gzOf(t, []byte(lines))
	expect(t, collect(t, "cut.gz", bytes.NewReader(whole[:len(whole)-6])), "cut.gz:1: read", "cut.gz:2: read", "cut.gz:3: The input could not be read to its end: unexpected EOF")
	expect(t, collect(t, "head.gz", bytes.NewReader([]byte("\x1f\x8b\x08"))), "head.gz: The gz cannot be unpacked: unexpected EOF")
}

func TestBrokenArchives(t *testing.T) {
	zipped, tarred := zipOf(t, packedFiles...), tarOf(t, packedFiles[:2]...)
	expect(t, collect(t, "cut.zip", bytes.NewReader(zipped[:len(zipped)/2])), "cut.zip: The zip cannot be unpacked: zip: not a valid zip file")
	expect(t, collect(t, "none.zip", bytes.NewReader(zipOf(t))), "none.zip: The archive holds no files to read")
	expect(t, collect(t, "hidden.zip", bytes.NewReader(zipOf(t, file{".a", sentence}))), "hidden.zip: The archive holds no files to read")
	expect(t, collect(t, "cut.tar", bytes.NewReader(tarred[:3*512+50])), "cut.tar/a.txt: read",
		"cut.tar/news/b.jsonl:1: read", "cut.tar/news/b.jsonl:2: The JSON is broken at byte 1: unexpected end of JSON input",
		"cut.tar/news/b.jsonl:3: The input could not be read to its end: unexpected EOF", "cut.tar: The input could not be read to its end: unexpected EOF")
	expect(t, collect(t, "report.docx", bytes.NewReader(zipOf(t, file{"[Content_Types].xml", "<x/>"}, file{"word/document.xml", "<x/>"}))),
		"report.docx: The input is an office document or a book")
	locked := bytes.ReplaceAll(zipOf(t, file{"a.txt", sentence}), []byte("PK\x01\x02\x14\x00\x14\x00\x08"), []byte("PK\x01\x02\x14\x00\x14\x00\x09"))
	expect(t, collect(t, "locked.zip", bytes.NewReader(locked)), "locked.zip/a.txt: The file is encrypted")
}

func TestLinkInArchive(t *testing.T) {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, h := range []*tar.Header{
		{Name: "dir/", Typeflag: tar.TypeDir, Mode: 0o755},
		{Name: "./dir/link.txt", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"},
		{Name: "dir/hard.txt", Typeflag: tar.TypeLink, Linkname: "/etc/passwd"},
	} {
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	expect(t, collect(t, "news", &out), "news/dir/link.txt: news/dir/link", "news/dir/hard.txt: news/dir/hard")
}

// A tar.gz in a zip in a zip is read, one layer more is not.
func TestNestedArchives(t *testing.T) {
	inner := gzOf(t, tarOf(t, file{"a.txt", sentence}))
	two := zipOf(t, file{"two.zip", string(zipOf(t, file{"b.tar.gz", string(inner)}))}, file{"c.txt", sentence})
	expect(t, collect(t, "n.zip", bytes.NewReader(two)), "n.zip/two.zip/b.tar.gz/a.txt: read", "n.zip/c.txt: read")
	three := zipOf(t, file{"three.zip", string(two)}, file{"d.txt", sentence})
	expect(t, collect(t, "n.zip", bytes.NewReader(three)),
		"n.zip/three.zip/two.zip/b.tar.gz: There are more than 4 archives in one another", "n.zip/three.zip/c.txt: read", "n.zip/d.txt: read")
}

// zerosOf is n bytes of a text that packs to next to nothing.
func zerosOf(n int) string { return strings.Repeat("a ", n/2) }

// A bomb ends at 32 MB or a hundred times its size, is told once, and what
// came before it is read. Its memory stays small.
func TestBombs(t *testing.T) {
	big := zerosOf(100 << 20)
	lines := strings.Repeat(`{"id":"`+strings.Repeat("a", 1<<20)+`","text":""}`+"\n", 80)
	for name, raw := range map[string][]byte{
		"one.zip":    zipOf(t, file{"a.txt", sentence}, file{"b.jsonl", "{}\n" + big}, file{"c.txt", sentence}),
		"many.zip":   zipOf(t, file{"a.txt", sentence}, file{"b", big[:15<<20]}, file{"c", big[:15<<20]}, file{"d", big[:15<<20]}, file{"e", sentence}),
		"one.tar.gz": gzOf(t, tarOf(t, file{"a.txt", sentence}, file{"b.jsonl", big}, file{"c.txt", sentence})),
		"nested.zip": zipOf(t, file{"a.txt", sentence}, file{"b.zip", string(zipOf(t, file{"b", big}, file{"c", big}))}, file{"d", sentence}),
		"twice.gz":   gzOf(t, gzOf(t, []byte(big))),
		"lines.gz":   gzOf(t, []byte(lines)),
	} {
		t.Run(name, func(t *testing.T) {
			items, bombs := collect(t, name, bytes.NewReader(raw)), 0
			for _, item := range items {
				if item.Reject != nil && item.Reject.Reason == string(errBomb) {
					bombs++
				}
			}
			last := items[len(items)-1]
			if name != "twice.gz" && (bombs != 1 || last.Reject == nil || last.Reject.Reason != string(errBomb)) {
				t.Errorf("%d rejects tell the bomb:\n%s", bombs, told(items))
			}
			if strings.Contains(name, ".zip") && items[0].Reject != nil || last.Reject == nil {
				t.Errorf("got:\n%s", told(items))
			}
		})
	}
}

// A list of files that would fill memory is not read.
func TestZipIndex(t *testing.T) {
	bounded := &boundedAt{bytes.NewReader(zipOf(t, packedFiles...)), 100}
	if _, err := zip.NewReader(bounded, bounded.ReaderAt.(*bytes.Reader).Size()); err == nil || !strings.Contains(err.Error(), "list of files") {
		t.Errorf("got %v", err)
	}
}

// tinyFiles writes n files of one sentence each.
func tinyFiles(t *testing.T, n int) (dir string, files []file) {
	t.Helper()
	dir = t.TempDir()
	for i := range n {
		f := file{fmt.Sprintf("%02d/%05d.txt", i%50, i), fmt.Sprintf("Kenya met Ethiopia on day %d.", i)}
		path := filepath.Join(dir, f.name)
		if i < 50 {
			if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, []byte(f.text), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return dir, files
}

// Ten thousand tiny files are read one by one, from a folder and from archives.
func TestTinyFiles(t *testing.T) {
	const n = 10_000
	dir, files := tinyFiles(t, n)
	count := 0
	for item := range (Options{}).Read(t.Context(), dir, nil) {
		if item.Reject == nil {
			count++
		}
	}
	if count != n {
		t.Errorf("the folder gave %d articles", count)
	}
	for name, raw := range map[string][]byte{"a.zip": zipOf(t, files...), "a.tar.gz": gzOf(t, tarOf(t, files...))} {
		items := collect(t, name, pipe{bytes.NewReader(raw)})
		if len(items) != n || items[n-1].Reject != nil {
			t.Errorf("%s gave %d items", name, len(items))
		}
	}
}

// heapWhile runs a reader and returns by how much the live heap grew at most,
// in bytes. The reader stands still while it has look measure, so that nothing
// that is garbage already counts.
func heapWhile(read func(look func())) uint64 {
	live := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := live()
	most := before
	read(func() { most = max(most, live()) })
	return most - before
}

// repeated gives a head, then a piece n times, then a tail, and holds one piece.
type repeated struct {
	head, piece, tail string
	n                 int
	rest              string
}

// Read gives the next bytes.
func (r *repeated) Read(p []byte) (int, error) {
	for r.rest == "" {
		switch {
		case r.head != "":
			r.rest, r.head = r.head, ""
		case r.n > 0:
			r.rest, r.n = r.piece, r.n-1
		case r.tail != "":
			r.rest, r.tail = r.tail, ""
		default:
			return 0, io.EOF
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// The memory that reading takes does not grow with the input, of 23 MB here.
func TestFlatMemory(t *testing.T) {
	const n, most = 4000, 8 << 20
	text := strings.Repeat(sentence+" ", 200)
	row := `{"text":"` + text + `"}` + "\n"
	var tarHead bytes.Buffer
	if err := tar.NewWriter(&tarHead).WriteHeader(&tar.Header{Name: "a.jsonl", Mode: 0o644, Size: int64(n * len(row))}); err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]io.Reader{
		"a.csv":   &repeated{head: "id,text\n", piece: "," + text + "\n", n: n},
		"a.rss":   &repeated{head: "<rss><channel>", piece: "<item><description>" + text + "</description></item>", tail: "</channel></rss>", n: n},
		"a.json":  &repeated{head: `{"version":"https://jsonfeed.org/version/1","items":[`, piece: `{"content_text":"` + text + `"},`, tail: "]}", n: n},
		"a.jsonl": &repeated{piece: row, n: n},
		"a.tar":   &repeated{head: tarHead.String(), piece: row, tail: strings.Repeat("\x00", 4096), n: n},
	} {
		t.Run(name, func(t *testing.T) {
			count := 0
			grown := heapWhile(func(look func()) {
				for item := range Stream(t.Context(), name, r) {
					if item.Reject == nil {
						count++
					}
					if count%50 == 0 {
						look()
					}
				}
			})
			if count != n || grown > most {
				t.Errorf("%d articles read; the heap grew by %d MB", count, grown>>20)
			}
		})
	}
}
