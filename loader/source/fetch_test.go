package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// local lets tests fetch from servers of their own.
func local(ip netip.Addr) bool { return ip.Unmap() == netip.MustParseAddr("127.0.0.1") }

const pageOf = `<html lang="en"><head><title>%s</title></head><body><article><p>` +
	`The foreign ministers of Kenya and Ethiopia met in Nairobi on Friday and agreed to reopen the border crossing, which was closed in the autumn.</p>` +
	`<p>Kenya will send two envoys to Addis Ababa next week, the ministry said, and both sides promised that traders will be let through.</p></article></body></html>`

func page(title string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintf(w, pageOf, title) }
}

func site(t *testing.T, pages map[string]http.HandlerFunc) string {
	t.Helper()
	mux := http.NewServeMux()
	for path, handler := range pages {
		mux.HandleFunc(path, handler)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func fetched(t *testing.T, o Options, address string) []Item {
	t.Helper()
	if o.web.allowed == nil {
		o.web.allowed = local
	}
	var items []Item
	for item := range o.Read(t.Context(), address, nil) {
		items = append(items, item)
	}
	return items
}

// What an address gives is told by its content; the address is that of the
// article where the page names none.
func TestFetch(t *testing.T) {
	base := site(t, map[string]http.HandlerFunc{
		"/page":  page("Agreed"),
		"/moved": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/page", http.StatusFound) },
		"/lines": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html") // it is not
			fmt.Fprintf(w, "{\"text\":%q}\n{\"text\":\"\"}\n", sentence)
		},
		"/cyrillic.txt": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=windows-1251")
			fmt.Fprint(w, "The word \xec\xe8\xf0 was on the wall when Kenya met Ethiopia.")
		},
		"/news.zip": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(zipOf(t, file{"a.txt", sentence}, file{"b.txt", ""}))
		},
		"/table.csv": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "text\n"+sentence+"\n") },
		"/empty":     func(http.ResponseWriter, *http.Request) {},
		"/gone":      http.NotFound,
		"/busy":      func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) },
		"/":          page("Home"),
	})
	read := func(path string) []Item { return fetched(t, Options{}, base+path) }
	for _, path := range []string{"/page", "/moved", "/page#part"} {
		items := read(path)
		expect(t, items, base+path+": read")
		if a := items[0].Article; a.URL != base+"/page" || a.Title != "Agreed" {
			t.Errorf("%s is %q at %s", path, a.Title, a.URL)
		}
	}
	expect(t, read("/lines"), base+"/lines:1: read", base+"/lines:2: The object has no text")
	if text := read("/cyrillic.txt")[0].Article.Text; !strings.Contains(text, "мир") {
		t.Errorf("got %q", text)
	}
	expect(t, read("/news.zip?a=b.csv"), base+"/news.zip?a=b.csv/a.txt: read", base+"/news.zip?a=b.csv/b.txt: The input is empty")
	expect(t, read("/table.csv?page=1"), base+"/table.csv?page=1:2: read")
	expect(t, read("/empty"), base+"/empty: The input is empty")
	expect(t, read("/gone"), base+"/gone: The server answers 404 Not Found")
	expect(t, read("/busy"), base+"/busy: The server answers 503 Service Unavailable")
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for address, passing := range map[string]bool{base + "/gone": false, base + "/busy": true, base + "/empty": false, closed.URL: true} {
		if got := fetched(t, Options{}, address)[0].Passing; got != passing {
			t.Errorf("%s is passing: %v", address, got)
		}
	}
	secret := strings.Replace(base, "http://", "http://jane:secret@", 1) + "/page"
	if items := fetched(t, Options{}, secret); items[0].Reject != nil || strings.Contains(fmt.Sprintf("%+v", items), "secret") {
		t.Errorf("the password is told: %+v", items)
	}
}

// Only addresses of the public internet are connected to, whatever led there:
// the user, a redirect, or a name.
func TestFetchGuard(t *testing.T) {
	asked := false
	inside := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		asked = true
		page("Inside")(w, r)
	}})
	port := inside[strings.LastIndex(inside, ":"):]
	for _, address := range []string{
		inside, "http://localhost" + port, "http://[::1]" + port, "http://[::ffff:127.0.0.1]" + port, "http://2130706433" + port,
		"http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0" + port,
	} {
		items := fetched(t, Options{web: limits{allowed: public}}, address)
		if len(items) != 1 || items[0].Reject == nil {
			t.Fatalf("%s gave %+v", address, items)
		}
		if reason := items[0].Reject.Reason; items[0].Passing != strings.Contains(reason, "not found") || !strings.Contains(reason, "not on the public internet") && !strings.Contains(reason, "not found") {
			t.Errorf("%s: %s", address, reason)
		}
	}
	// A server that is allowed redirects to one that is not. Here 127.0.0.1
	// stands for the internet and 127.0.0.2 for the network behind it.
	listener, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip("this system has no 127.0.0.2:", err)
	}
	hidden := &httptest.Server{Listener: listener, Config: &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true })}}
	hidden.Start()
	defer hidden.Close()
	outside := site(t, map[string]http.HandlerFunc{
		"/private": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, hidden.URL, http.StatusFound) },
		"/file": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		},
		"/loop": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) },
	})
	expect(t, fetched(t, Options{}, outside+"/private"), outside+"/private: The address leads to 127")
	expect(t, fetched(t, Options{}, outside+"/file"), outside+"/file: The address redirects to one that is not http or https")
	expect(t, fetched(t, Options{}, outside+"/loop"), outside+"/loop: The address redirects more than 5 times")
	if asked {
		t.Error("a server inside was asked")
	}
}

// A name that leads elsewhere at each look-up is judged by where the connection
// goes: the guard sees that address alone.
func TestGuardAtConnection(t *testing.T) {
	inside := site(t, map[string]http.HandlerFunc{"/": page("Inside")})
	var seen []netip.Addr
	o := Options{web: limits{allowed: func(ip netip.Addr) bool {
		seen = append(seen, ip)
		return len(seen) == 1 // at the second look it is private
	}}}
	base := strings.Replace(inside, "127.0.0.1", "localhost", 1)
	first, second := fetched(t, o, base), fetched(t, o, base)
	if len(seen) < 2 || !seen[0].IsLoopback() {
		t.Fatalf("the guard saw %v", seen)
	}
	if second[0].Reject == nil {
		t.Errorf("first %s second %s", told(first), told(second))
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.215.14": true, "8.8.8.8": true, "2606:4700:4700::1111": true, "::ffff:8.8.8.8": true, "172.32.0.1": true,
		"127.0.0.1": false, "127.9.9.9": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false,
		"0.0.0.0": false, "0.1.2.3": false, "100.64.0.1": false, "198.18.0.1": false, "224.0.0.1": false, "255.255.255.255": false, "240.0.0.1": false,
		"::": false, "::1": false, "::ffff:10.0.0.1": false, "::ffff:127.0.0.1": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd12::1": false,
		"ff02::1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001:0:7f00:1::": false, "2001:db8::1": false, "::127.0.0.1": false,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s is public: %v", address, got)
		}
	}
}

// endless writes until the client leaves, with a pause after every piece.
func endless(head, piece string, pause time.Duration) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, err := io.WriteString(w, head)
		for err == nil && r.Context().Err() == nil {
			_, err = io.WriteString(w, piece)
			if pause > 0 {
				w.(http.Flusher).Flush()
				time.Sleep(pause)
			}
		}
	}
}

// What never ends is ended, and what came before is kept.
func TestEndless(t *testing.T) {
	entry := "<item><description>" + sentence + "</description></item>\n"
	base := site(t, map[string]http.HandlerFunc{
		"/feed":  endless("<rss><channel>\n", entry, 0),
		"/slow":  endless("<rss><channel>\n", entry, 20*time.Millisecond),
		"/large": endless("", strings.Repeat("a ", 4096), 0),
		"/lines": endless("", `{"text":"`+sentence+`"}`+"\n", 0),
		"/dead": func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "<rss><channel>\n"+entry)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
		"/silent": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
	})
	for path, c := range map[string]struct {
		limits limits
		least  int
		want   string
	}{
		"/feed":   {limits{}, MaxEntries, "more than 10000 entries"},
		"/slow":   {limits{total: 500 * time.Millisecond}, 2, "takes longer than 500ms"},
		"/large":  {limits{}, 0, "larger than 16 MB"},
		"/lines":  {limits{size: 1 << 20}, 1000, "answer is larger than 1 MB"},
		"/dead":   {limits{stall: 300 * time.Millisecond}, 1, "sends nothing for 300ms"},
		"/silent": {limits{stall: 300 * time.Millisecond}, 0, "cannot be fetched"},
	} {
		t.Run(path, func(t *testing.T) {
			c.limits.allowed = local
			items := fetched(t, Options{web: c.limits}, base+path)
			last := items[len(items)-1]
			if len(items)-1 < c.least || last.Reject == nil || !strings.Contains(last.Reject.Reason, c.want) {
				t.Errorf("%d items, the last %+v", len(items), last.Reject)
			}
			for _, item := range items[:len(items)-1] {
				if item.Reject != nil {
					t.Fatalf("rejected too: %+v", item.Reject)
				}
			}
		})
	}
}

// A feed from a file has the same limits.
func TestEndlessFeedFile(t *testing.T) {
	const forever = 1 << 40
	for name, c := range map[string]struct {
		repeated
		want string
	}{
		"entries":    {repeated{head: "<rss><channel>", piece: "<item><title>a</title></item>", n: forever}, "more than 10000 entries"},
		"size":       {repeated{head: "<rss><channel>", piece: "<other>" + sentence + "</other>", n: forever}, "larger than 64 MB"},
		"an entry":   {repeated{head: "<rss><channel><item><description>", piece: sentence, n: forever}, "entry is larger than 16 MB"},
		"the start":  {repeated{head: "<rss a='", piece: sentence, n: forever}, "larger than 16 MB"},
		"the depth":  {repeated{head: "<rss>", piece: "<channel>", n: forever}, "does not begin like one"},
		"in JSON":    {repeated{head: `{"version":"https://jsonfeed.org/version/1","items":[`, piece: "{},", n: forever}, "more than 10000 entries"},
		"JSON ahead": {repeated{head: `{"version":"https://jsonfeed.org/version/1",`, piece: `"a":"b",`, n: forever}, "put items after title"},
	} {
		t.Run(name, func(t *testing.T) {
			items := collect(t, "a.rss", &c.repeated)
			last := items[len(items)-1].Reject
			if last == nil || len(items) > MaxEntries+1 {
				t.Fatalf("%d items, the last %+v", len(items), last)
			}
			if !strings.Contains(last.Reason, c.want) {
				t.Errorf("%d items, the last %s", len(items), last.Reason)
			}
		})
	}
}

func TestFollow(t *testing.T) {
	var base string
	feed := func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<rss><channel><title>Sample Herald</title>
<item><title>Feed title</title><link>%s/page</link><pubDate>Fri, 08 Mar 2019 09:30:00 GMT</pubDate><description>In short.</description></item>
<item><link>/untitled</link><title>Feed title</title></item>
<item><link>%s/gone</link><description>Chad met Niger.</description></item>
<item><link>%s/gone</link></item>
<item><link>%s/feed</link></item>
<item><link>http://10.0.0.1/</link></item>
<item><description>Mali met Niger.</description></item>
</channel></rss>`, base, base, base, base)
	}
	base = site(t, map[string]http.HandlerFunc{"/feed": feed, "/page": page("Page title"), "/untitled": page(""), "/gone": http.NotFound})
	at := func(line int, what string) string { return fmt.Sprintf("%s/feed:%d: %s", base, line, what) }
	items := fetched(t, Options{Follow: true}, base+"/feed")
	expect(t, items, at(2, "read"), at(3, "read"), at(4, "read"), at(5, "The page of the entry"), at(6, "The page of the entry"), at(7, "The page of the entry"), at(8, "read"))
	if a := items[0].Article; a.Title != "Page title" || a.Publisher != "Sample Herald" || a.URL != base+"/page" ||
		a.Published.Format(time.DateOnly) != "2019-03-08" || !strings.Contains(a.Text, "reopen the border") {
		t.Errorf("got %+v", a)
	}
	if a := items[1].Article; a.Title != "Feed title" || a.URL != base+"/untitled" {
		t.Errorf("got %+v", a)
	}
	if len(items[2].Notes) != 1 || items[2].Article.Text != "Chad met Niger." || items[2].Article.URL != base+"/gone" {
		t.Errorf("got %+v", items[2])
	}
	// Without the wish, nothing but the feed is asked for.
	items = fetched(t, Options{}, base+"/feed")
	if items[0].Article.Text != "In short." || items[1].Reject == nil || !strings.Contains(items[1].Reject.Reason, "--follow") {
		t.Errorf("got %s", told(items))
	}
}

// A stop of the load ends a fetch.
func TestFetchStops(t *testing.T) {
	base := site(t, map[string]http.HandlerFunc{"/": endless("", `{"text":"`+sentence+`"}`+"\n", 0)})
	count := 0
	for range (Options{web: limits{allowed: local}}).Read(t.Context(), base, nil) {
		if count++; count == 3 {
			break
		}
	}
	if count != 3 {
		t.Errorf("got %d items", count)
	}
}

func TestReadReason(t *testing.T) {
	if got := readReason(fmt.Errorf("around: %w", errBomb)); got != string(errBomb) {
		t.Error(got)
	}
	if got := readReason(errors.New("disk gone")); !strings.Contains(got, "disk gone") {
		t.Error(got)
	}
}

// A row, an object or a text of 50 MB on one line is one reject; the rest is read.
func TestFiftyMegabytesOnOneLine(t *testing.T) {
	long := strings.Repeat("a ", 25<<20)
	for name, text := range map[string]string{
		"quoted.csv": "id,text\n1,\"" + long + "\"\n2," + sentence + "\n",
		"bare.csv":   "id,text\n1," + long + "\n2," + sentence + "\n",
		"a.jsonl":    `{"text":"` + long + `"}` + "\n" + `{"text":"` + sentence + `"}` + "\n",
		"a.json":     `[{"text":"` + long + `"},` + "\n" + `{"text":"` + sentence + `"}]`,
	} {
		items := collect(t, name, strings.NewReader(text))
		if len(items) != 2 || items[0].Reject == nil || items[1].Article.Text != sentence || !strings.Contains(items[0].Reject.Reason, "16 MB") || items[1].Line < 2 {
			t.Errorf("%s gave %s", name, told(items))
		}
	}
	for _, name := range []string{"a.txt", "a.html"} {
		if items := collect(t, name, bytes.NewReader([]byte(long))); len(items) != 1 || items[0].Reject == nil || !strings.Contains(items[0].Reject.Reason, " MB") {
			t.Errorf("%s gave %s", name, told(items))
		}
	}
}
