package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// limits bound what is fetched; what is zero is as in defaults.
type limits struct {
	size    int64         // bytes of one answer, unpacked
	total   time.Duration // for one address with all redirects and the answer
	stall   time.Duration // without a byte
	allowed func(netip.Addr) bool
}

// Limits of one address.
const (
	MaxFetch     = 512 << 20
	maxRedirects = 5
	fetchTotal   = 10 * time.Minute
	fetchStall   = 30 * time.Second
)

func (l limits) filled() limits {
	l.size = cmp.Or(l.size, MaxFetch)
	l.total = cmp.Or(l.total, fetchTotal)
	l.stall = cmp.Or(l.stall, fetchStall)
	if l.allowed == nil {
		l.allowed = public
	}
	return l
}

// IsAddress reports whether an input is named by an http or https address.
func IsAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// Redacted is the name of an input as it may be shown and kept: an address
// without the password in it.
func Redacted(input string) string {
	u, err := url.Parse(input)
	if err != nil || !IsAddress(input) {
		return input
	}
	return u.Redacted()
}

// notPublic are networks that lead to this machine, its surroundings or
// nowhere, beside those that netip tells; 2002::/16 and 2001::/32 hold others.
var notPublic = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
	"198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")

// global is the part of IPv6 that is given out.
var global = netip.MustParsePrefix("2000::/3")

func prefixes(list ...string) (out []netip.Prefix) {
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// public reports whether an address is one of the public internet.
func public(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.Is6() && !global.Contains(ip) {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}

// client makes an HTTP client that connects to allowed addresses alone. It
// looks at the address of each connection when it is made, after names are
// resolved and redirects followed, so that neither leads it astray; for that
// it goes through no proxy.
func (l limits) client() *http.Client {
	dialer := net.Dialer{Timeout: l.stall, Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil || !l.allowed(at.Addr()) {
			host, _, _ := net.SplitHostPort(address)
			return refusal(fmt.Sprintf("The address leads to %s, which is not on the public internet; save what is there as a file and load that.", host))
		}
		return nil
	}}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: l.stall, ResponseHeaderTimeout: l.stall,
			ForceAttemptHTTP2: true, MaxResponseHeaderBytes: 1 << 20, DisableKeepAlives: true,
		},
		CheckRedirect: func(next *http.Request, via []*http.Request) error {
			switch {
			case len(via) > maxRedirects:
				return refusal(fmt.Sprintf("The address redirects more than %d times; give the one where it ends.", maxRedirects))
			case !IsAddress(next.URL.String()):
				return refusal("The address redirects to one that is not http or https.")
			}
			return nil
		},
	}
}

// fetch reads what is at an http or https address.
func (o *output) fetch(address string) {
	answer, err := o.options.web.filled().ask(o.ctx, address, nil)
	if err != nil {
		o.fail(Redacted(address), err)
		return
	}
	defer answer.end()
	if answer.status != http.StatusOK {
		o.fail(answer.in.name, answer.refusal())
		return
	}
	o.stream(answer.in, answer.body)
}

// answer is what a server answers. It is to be ended.
type answer struct {
	in     input
	status int
	words  string // of the status
	header http.Header
	body   io.Reader // under the limits
	end    func()
}

// refusal says what an answer that holds nothing means.
func (a answer) refusal() error {
	switch a.status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests,
		http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return passing(fmt.Sprintf("The server answers %s; try again later.", a.words))
	}
	return refusal(fmt.Sprintf("The server answers %s; check the address.", a.words))
}

// ask asks a server for what is at an http or https address. The error is a
// sentence for people.
func (l limits) ask(ctx context.Context, address string, conditions http.Header) (answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	late := time.AfterFunc(l.total, func() {
		cancel(refusal(fmt.Sprintf("The answer takes longer than %s, the limit; save it as a file and load that.", l.total)))
	})
	end := func() { late.Stop(); cancel(nil) }
	name := Redacted(address)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		end()
		return answer{}, refusal(fmt.Sprintf("The address %s cannot be asked: %v.", name, err))
	}
	maps.Copy(request.Header, conditions)
	request.Header.Set("User-Agent", "Entente (reads news that its user names)")
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/json, text/csv, text/plain, */*;q=0.5")
	response, err := l.client().Do(request) //nolint:bodyclose // end closes it
	if err != nil {
		err = fetchFault(name, cause(ctx, err))
		end()
		return answer{}, err
	}
	final := *response.Request.URL
	final.User, final.Fragment = nil, ""
	over := refusal(fmt.Sprintf("The answer is larger than %d MB, the limit; save it as a file and load that.", l.size>>20))
	return answer{
		in:     input{name: name, address: final.String(), media: response.Header.Get("Content-Type")},
		status: response.StatusCode, words: strings.TrimSpace(clip(response.Status)), header: response.Header,
		body: &limitReader{&answerReader{ctx: ctx, r: response.Body, stall: l.stall, cancel: cancel}, l.size, over},
		end:  func() { _ = response.Body.Close(); end() }, // only read
	}, nil
}

// answerReader ends an answer in which nothing comes for too long, and says
// why an answer ended.
type answerReader struct {
	ctx    context.Context
	r      io.Reader
	stall  time.Duration
	cancel context.CancelCauseFunc
}

// Read waits for bytes no longer than stall.
func (a *answerReader) Read(p []byte) (int, error) {
	stalled := time.AfterFunc(a.stall, func() {
		a.cancel(refusal(fmt.Sprintf("The server sends nothing for %s; try again later.", a.stall)))
	})
	defer stalled.Stop()
	n, err := a.r.Read(p)
	return n, cause(a.ctx, err)
}

// cause is why a context ended, where that is behind an error.
func cause(ctx context.Context, err error) error {
	if err == nil || errors.Is(err, io.EOF) || ctx.Err() == nil {
		return err
	}
	return context.Cause(ctx)
}

// fetchFault says why nothing was fetched.
func fetchFault(name string, err error) error {
	var refused refusal
	var dns *net.DNSError
	var wrapped *url.Error
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &dns):
		return passing(fmt.Sprintf("The host of %s is not found; check the address and the network.", name))
	case errors.As(err, &wrapped):
		err = wrapped.Err
	}
	return passing(fmt.Sprintf("%s cannot be fetched: %v; check the address and the network.", name, err))
}

// page reads the page that an entry of a feed links to, and adds what the page
// does not tell and the feed does. Where there is none, the feed's own text
// stands.
func (o *output) page(name string, at int, f fields, text string) Item {
	var got Item
	sub := &output{ctx: o.ctx, options: Options{web: o.options.web}, pages: true, yield: func(item Item) bool {
		got = item
		return false
	}}
	sub.fetch(f.url)
	if got.Reject != nil || got.Article.ID == "" {
		item := Item{Name: name, Line: at}
		reason := "The page was not read."
		if got.Reject != nil {
			reason = got.Reject.Reason
		}
		if strings.TrimSpace(text) == "" {
			item = item.rejected("The page of the entry, " + f.url + ", is not read: " + reason)
			item.unread, item.Passing = true, got.Passing
			return item
		}
		item = article(name, at, text, f)
		item.unread = true
		if item.Reject == nil {
			item.note("The page of the entry, %s, is not read; the text of the feed stands in its place: %s", f.url, reason)
		}
		return item
	}
	got.Name, got.Line = name, at
	got.lack(f)
	return got
}

// lack fills what an article does not tell of itself.
func (i *Item) lack(f fields) {
	a := &i.Article
	a.Title = cmp.Or(a.Title, line(f.title))
	a.Author = cmp.Or(a.Author, line(f.author))
	a.Publisher = cmp.Or(a.Publisher, line(f.publisher))
	if a.Published.IsZero() {
		a.Published, _ = parseDate(f.published) // a note on it stands with the feed's own text only
	}
}
