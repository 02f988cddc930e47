package source

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strconv"
	"time"
)

// Feed is a feed that is asked again and again for what is new. It remembers
// which entries it gave, for as long as it lives. One goroutine may use it.
type Feed struct {
	address    string
	options    Options
	conditions http.Header         // under which the server has nothing new
	known      map[entryPrint]bool // entries that were taken
	answered   answered            // last
}

// entryPrint tells entries apart by their bytes.
type entryPrint [sha256.Size]byte

// answered is what a server has and what was read of it.
type answered struct {
	in         input
	body       []byte
	conditions http.Header
	read       map[entryPrint]bool
}

// Feed makes ready to ask for a feed at an http or https address.
func (o Options) Feed(address string) *Feed {
	return &Feed{address: address, options: o, known: map[entryPrint]bool{}}
}

// Ask asks the server and reports whether there are entries that were not
// taken yet. wait is for how long the server wants to be left alone, 0 where it
// does not say, also with an error. The error is a sentence for people.
func (f *Feed) Ask(ctx context.Context) (news bool, wait time.Duration, err error) {
	answer, err := f.options.web.filled().ask(ctx, f.address, f.conditions)
	if err != nil {
		return false, 0, err
	}
	defer answer.end()
	wait = retryAfter(answer.header, time.Now())
	switch {
	case answer.status == http.StatusNotModified && f.conditions != nil:
		return false, wait, nil
	case answer.status != http.StatusOK:
		return false, wait, refusal(fmt.Sprintf("The server answers %s.", answer.words))
	}
	body, err := wholeFeed(answer)
	if err != nil {
		return false, wait, err
	}
	f.answered = answered{in: answer.in, body: body, conditions: conditions(answer.header)}
	if f.hasNews(ctx) {
		return true, wait, nil
	}
	f.conditions, f.answered = f.answered.conditions, answered{}
	return false, wait, nil
}

// wholeFeed reads an answer into memory: who asked for it may be busy for longer
// than a server waits.
func wholeFeed(a answer) ([]byte, error) {
	over := refusal(fmt.Sprintf("The feed is larger than %d MB, the limit for a feed.", MaxFeed>>20))
	body, err := io.ReadAll(&limitReader{a.body, MaxFeed, over})
	if err != nil {
		return nil, refusal(readReason(err))
	}
	head := body[:min(len(body), headSize)]
	kind, reason := sniff(a.in, head)
	switch {
	case reason == "" && (kind == kindFeed || kind == kindJSONFeed):
		return body, nil
	case reason == "" || archiveKind(head) != kindText:
		reason = "The address leads to no feed; give that of an RSS, Atom or JSON feed."
	}
	return nil, refusal(reason)
}

// hasNews reports whether the answer holds an entry that was not taken, or is
// broken.
func (f *Feed) hasNews(ctx context.Context) (news bool) {
	out := &output{ctx: ctx, options: f.options, yield: func(Item) bool { news = true; return false }}
	out.wants = func(raw []byte) bool {
		news = news || !f.known[sha256.Sum256(raw)]
		return false
	}
	out.stream(f.answered.in, bytes.NewReader(f.answered.body))
	return news
}

// News reads the entries of the last answer that were not taken. It may be read
// again.
func (f *Feed) News(ctx context.Context) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		read := map[entryPrint]bool{}
		var entry entryPrint
		out := &output{ctx: ctx, options: f.options}
		out.wants = func(raw []byte) bool {
			if entry = sha256.Sum256(raw); f.known[entry] {
				read[entry] = true
				return false
			}
			return true
		}
		out.yield = func(item Item) bool {
			if !item.unread {
				read[entry] = true
			}
			return yield(item)
		}
		out.stream(f.answered.in, bytes.NewReader(f.answered.body))
		f.answered.read = read
	}
}

// Taken says that what News gave to its end need not come again. An entry whose
// page could not be read comes again with the next answer that differs.
func (f *Feed) Taken() {
	f.conditions, f.known, f.answered = f.answered.conditions, f.answered.read, answered{}
}

// conditions are those under which the server may say that it has nothing new.
func conditions(header http.Header) http.Header {
	var c http.Header
	for from, to := range map[string]string{"Etag": "If-None-Match", "Last-Modified": "If-Modified-Since"} {
		if value := header.Get(from); value != "" {
			if c == nil {
				c = http.Header{}
			}
			c.Set(to, value)
		}
	}
	return c
}

// retryAfter is for how long a server wants to be left alone, which it says in
// seconds or by the time on its clock.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseInt(value, 10, 32); err == nil {
		return max(0, time.Duration(seconds)*time.Second)
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(header.Get("Date")); err == nil {
		now = date
	}
	return max(0, at.Sub(now))
}
