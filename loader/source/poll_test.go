package source

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// feedServer serves a feed that changes, as servers do that know of conditions.
type feedServer struct {
	*testing.T
	body, etag, modified string
	header               http.Header // of the answer
	status               int         // 0 means 200, or 304 where the condition holds
	asked                []string    // conditions of each question
}

func (s *feedServer) handle(w http.ResponseWriter, r *http.Request) {
	none, since := r.Header.Get("If-None-Match"), r.Header.Get("If-Modified-Since")
	s.asked = append(s.asked, none+"|"+since)
	for name, values := range s.header {
		w.Header()[name] = values
	}
	if s.etag != "" {
		w.Header().Set("ETag", s.etag)
	}
	if s.modified != "" {
		w.Header().Set("Last-Modified", s.modified)
	}
	switch {
	case s.status != 0:
		w.WriteHeader(s.status)
	case s.etag != "" && none == s.etag, s.etag == "" && s.modified != "" && since == s.modified:
		w.WriteHeader(http.StatusNotModified)
	default:
		fmt.Fprint(w, s.body)
	}
}

func rss(entries ...string) string {
	var b strings.Builder
	b.WriteString("<rss><channel><title>Sample Herald</title>\n")
	for _, e := range entries {
		fmt.Fprintf(&b, "<item><guid>%s</guid><description>%s</description></item>\n", e, sentence)
	}
	return b.String() + "</channel></rss>"
}

// newsOf asks once and returns the keys of what is new, or why it is rejected.
func newsOf(t *testing.T, f *Feed, take bool) []string {
	t.Helper()
	news, _, err := f.Ask(t.Context())
	if err != nil {
		return []string{err.Error()}
	}
	if !news {
		return nil
	}
	var got []string
	for item := range f.News(t.Context()) {
		if item.Reject != nil {
			got = append(got, item.Reject.Reason)
		} else {
			got = append(got, item.Article.Key)
		}
	}
	if take {
		f.Taken()
	}
	return got
}

func wantNews(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.EqualFunc(got, want, func(g, w string) bool { return g == w || strings.Contains(g, w) && len(w) > 3 }) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A feed gives each entry once, by an ETag, by a date, or where the server knows
// of neither, by its bytes.
func TestFeedIsAskedForWhatIsNew(t *testing.T) {
	for name, s := range map[string]*feedServer{
		"ETag": {etag: `"1"`}, "date": {modified: "Fri, 08 Mar 2019 09:30:00 GMT"}, "neither": {},
	} {
		t.Run(name, func(t *testing.T) {
			base := site(t, map[string]http.HandlerFunc{"/": s.handle})
			f := Options{web: limits{allowed: local}}.Feed(base + "/")
			s.body = rss("a", "b")
			wantNews(t, newsOf(t, f, false), "a", "b")
			wantNews(t, newsOf(t, f, true), "a", "b") // they were not taken
			wantNews(t, newsOf(t, f, true))
			s.body = rss("c", "b")
			if s.etag != "" {
				s.etag = `W/"2"`
			}
			if s.modified != "" {
				s.modified = "Sat, 09 Mar 2019 09:30:00 GMT"
			}
			wantNews(t, newsOf(t, f, true), "c")
			wantNews(t, newsOf(t, f, true))
			var want string
			switch name {
			case "ETag":
				want = `|,|,"1"|,"1"|,W/"2"|`
			case "date":
				want = "|,|,|Fri, 08 Mar 2019 09:30:00 GMT,|Fri, 08 Mar 2019 09:30:00 GMT,|Sat, 09 Mar 2019 09:30:00 GMT"
			default:
				want = "|,|,|,|,|"
			}
			if got := strings.Join(s.asked, ","); got != want {
				t.Errorf("asked by %s, want %s", got, want)
			}
		})
	}
}

// A feed that is broken, away or none today is asked again, and gives then what
// it has.
func TestFeedThatIsBrokenToday(t *testing.T) {
	s := &feedServer{body: rss("a")}
	base := site(t, map[string]http.HandlerFunc{"/": s.handle})
	f := Options{web: limits{allowed: local}}.Feed(base + "/")
	wantNews(t, newsOf(t, f, true), "a")
	s.status = http.StatusServiceUnavailable
	wantNews(t, newsOf(t, f, true), "The server answers 503 Service Unavailable.")
	s.status = http.StatusNotModified // which was not asked for
	wantNews(t, newsOf(t, f, true), "The server answers 304 Not Modified.")
	s.status, s.body = 0, fmt.Sprintf(pageOf, "We are being repaired")
	wantNews(t, newsOf(t, f, true), "The address leads to no feed")
	s.body = "PK\x03\x04 and so on"
	wantNews(t, newsOf(t, f, true), "The address leads to no feed")
	s.body = ""
	wantNews(t, newsOf(t, f, true), "The input is empty")
	s.body = rss() // of today: no news, and no fault
	wantNews(t, newsOf(t, f, true))
	s.body = strings.TrimSuffix(rss("a", "b"), "</item>\n</channel></rss>")
	wantNews(t, newsOf(t, f, true), "The XML of the feed is broken")
	s.body = rss("a", "b")
	wantNews(t, newsOf(t, f, true), "b")
	s.body = `{"version":"https://jsonfeed.org/version/1","items":[{"id":"j","content_text":"` + sentence + `"}]}`
	wantNews(t, newsOf(t, f, true), "j")
	wantNews(t, newsOf(t, f, true))
	inside := Options{}.Feed(base + "/")
	wantNews(t, newsOf(t, inside, true), "not on the public internet")
}

// The page of an entry is asked for until it could be read, and then no more.
func TestFeedFollows(t *testing.T) {
	var base string
	s, asked := &feedServer{}, map[string]int{}
	there := page("Agreed")
	base = site(t, map[string]http.HandlerFunc{
		"/":     s.handle,
		"/good": func(w http.ResponseWriter, r *http.Request) { asked["good"]++; there(w, r) },
		"/late": func(w http.ResponseWriter, r *http.Request) {
			if asked["late"]++; asked["late"] == 1 {
				http.NotFound(w, r)
				return
			}
			there(w, r)
		},
	})
	s.body = "<rss><channel><item><link>/good</link></item><item><link>/late</link></item></channel></rss>"
	f := Options{Follow: true, web: limits{allowed: local}}.Feed(base + "/")
	wantNews(t, newsOf(t, f, true), base+"/good", "The page of the entry")
	wantNews(t, newsOf(t, f, true), base+"/late")
	wantNews(t, newsOf(t, f, true))
	if asked["good"] != 1 || asked["late"] != 2 {
		t.Errorf("asked %v", asked)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2019, 3, 8, 9, 30, 0, 0, time.UTC)
	for _, c := range []struct {
		after, date string
		want        time.Duration
	}{
		{"", "", 0},
		{"120", "", 2 * time.Minute},
		{"-5", "", 0},
		{"soon", "", 0},
		{"99999999999999999999", "", 0},
		{"Fri, 08 Mar 2019 10:30:00 GMT", "", time.Hour},
		{"Fri, 08 Mar 2019 10:30:00 GMT", "Fri, 08 Mar 2019 10:29:00 GMT", time.Minute},
		{"Fri, 08 Mar 2019 09:00:00 GMT", "", 0},
	} {
		header := http.Header{"Retry-After": {c.after}, "Date": {c.date}}
		if got := retryAfter(header, now); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

// How long a server wants to be left alone is told with what it answers.
func TestFeedTellsHowLongToWait(t *testing.T) {
	s := &feedServer{status: http.StatusTooManyRequests, header: http.Header{"Retry-After": {"3600"}}}
	f := Options{web: limits{allowed: local}}.Feed(site(t, map[string]http.HandlerFunc{"/": s.handle}) + "/")
	if news, wait, err := f.Ask(t.Context()); news || wait != time.Hour || err == nil || err.Error() != "The server answers 429 Too Many Requests." {
		t.Error(news, wait, err)
	}
	s.status, s.body = 0, rss("a")
	if news, wait, err := f.Ask(t.Context()); !news || wait != time.Hour || err != nil {
		t.Error(news, wait, err)
	}
}
