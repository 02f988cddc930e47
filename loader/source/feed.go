package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2/render"
	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"

	"entente/graph"
)

// Limits of one feed. A feed may never end.
const (
	MaxFeed    = 64 << 20 // bytes
	MaxEntries = 10000
	maxAbout   = 64 << 10 // what a feed says of itself, in bytes
)

var (
	errFeedSize    = refusal(fmt.Sprintf("The feed is larger than %d MB, the limit for a feed; what comes after is not read: give its articles as JSON lines.", MaxFeed>>20))
	errFeedEntries = refusal(fmt.Sprintf("The feed has more than %d entries, the limit for a feed; what comes after is not read: give its articles as JSON lines.", MaxEntries))
	errEntrySize   = refusal(fmt.Sprintf("The entry is larger than %d MB, the limit for one article; what comes after is not read.", MaxArticle>>20))
)

// feed reads RSS or Atom. It cuts the feed into entries and has gofeed read
// each alone, so that memory does not grow and a broken entry is one reject.
func (o *output) feed(in input, r io.Reader) {
	f := newFeedCutter(r)
	o.entries(in, func() (func(), int, error) {
		doc, at, err := f.next()
		return func() {
			if o.wants == nil || o.wants(doc) {
				o.entry(in, at, doc)
			}
		}, at, err
	})
}

// entries reads entry after entry. next returns how to read the next one, the
// line on which it begins, or why there is none.
func (o *output) entries(in input, next func() (read func(), at int, err error)) {
	for count := 0; !o.done(); count++ {
		read, at, err := next()
		if err == nil && count == MaxEntries {
			err = errFeedEntries
		}
		switch {
		case err == nil:
			read()
		case errors.Is(err, io.EOF):
			if count == 0 && o.wants == nil { // a feed that is asked again and again may have none today
				o.reject(in.name, 0, "The feed has no entries.")
			}
			return
		default:
			o.reject(entry(in.name, at), at, "%s", feedReason(err))
			return
		}
	}
}

// feedReason says why a feed is read no further.
func feedReason(err error) string {
	var broken *xml.SyntaxError
	switch {
	case errors.As(err, &broken):
		return fmt.Sprintf("The XML of the feed is broken: %s; what comes after is not read.", broken.Msg)
	case errors.Is(err, errTooLong):
		return string(errEntrySize)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "The feed ends in the middle of an entry."
	}
	return readReason(err)
}

// feedCutter cuts XML into entries. Each comes out as a feed of its own, in
// the elements that stand around it and with what the feed says of itself.
type feedCutter struct {
	in    *recorder
	xml   *xml.Decoder
	open  []element
	about []byte
}

// element is an element that is open: its start tag and its name as written.
type element struct {
	tag  []byte
	name string
}

func newFeedCutter(r io.Reader) *feedCutter {
	r = &limitReader{transform.NewReader(r, runes.ReplaceIllFormed()), MaxFeed, errFeedSize}
	f := &feedCutter{in: &recorder{in: bufio.NewReaderSize(r, headSize)}}
	f.xml = xml.NewDecoder(f.in)
	f.xml.Strict, f.xml.Entity = false, xml.HTMLEntity
	f.xml.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
	return f
}

// next returns the next entry and the line on which it begins.
func (f *feedCutter) next() (doc []byte, at int, err error) {
	for {
		start := f.xml.InputOffset()
		f.in.cut(start)
		token, err := f.xml.Token()
		at, _ = f.xml.InputPos()
		if err != nil {
			return nil, at, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			doc, err := f.begin(t, start)
			if doc != nil || err != nil {
				return doc, at, err
			}
		case xml.EndElement:
			f.end()
		}
	}
}

// begin goes into the elements around the entries, returns an entry, and
// passes over all else.
func (f *feedCutter) begin(t xml.StartElement, start int64) ([]byte, error) {
	switch t.Name.Local {
	case "rss", "RDF", "feed", "channel":
		tag := bytes.Clone(f.in.from(start, f.xml.InputOffset()))
		words := bytes.Fields(bytes.Trim(tag, "</>"))
		if len(tag) > maxAbout || len(f.open) > 3 || len(words) == 0 {
			return nil, refusal("The feed does not begin like one; " + readable + ".")
		}
		f.open = append(f.open, element{tag, string(words[0])})
		return nil, nil
	}
	if err := f.xml.Skip(); err != nil {
		return nil, err
	}
	raw := f.in.from(start, f.xml.InputOffset())
	switch t.Name.Local {
	case "item", "entry":
		return f.wrapped(raw), nil
	case "title", "language":
		if len(f.about)+len(raw) < maxAbout {
			f.about = append(f.about, raw...)
		}
	}
	return nil, nil
}

// end leaves an element. In RSS 1.0 the channel ends before the entries come;
// it stays as what the feed says of itself.
func (f *feedCutter) end() {
	if len(f.open) == 0 {
		return
	}
	last := f.open[len(f.open)-1]
	f.open = f.open[:len(f.open)-1]
	f.about = fmt.Appendf(nil, "%s%s</%s>", last.tag, f.about, last.name)
}

func (f *feedCutter) wrapped(raw []byte) []byte {
	var doc bytes.Buffer
	for _, e := range f.open {
		doc.Write(e.tag)
	}
	doc.Write(f.about)
	doc.Write(raw)
	for i := len(f.open) - 1; i >= 0; i-- {
		fmt.Fprintf(&doc, "</%s>", f.open[i].name)
	}
	return doc.Bytes()
}

// recorder hands out bytes one by one and keeps those since the last cut.
// Control characters, which XML does not allow, become spaces.
type recorder struct {
	in   *bufio.Reader
	kept []byte
	base int64 // offset of the first byte that is kept
}

// ReadByte returns the next byte.
func (r *recorder) ReadByte() (byte, error) {
	if len(r.kept) >= MaxArticle {
		return 0, errEntrySize
	}
	c, err := r.in.ReadByte()
	if err != nil {
		return 0, err
	}
	if c < ' ' && c != '\n' && c != '\t' && c != '\r' {
		c = ' '
	}
	r.kept = append(r.kept, c)
	return c, nil
}

// Read returns one byte: the decoder of XML reads bytes.
func (r *recorder) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c, err := r.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = c
	return 1, nil
}

// cut forgets what stands before an offset.
func (r *recorder) cut(offset int64) {
	n := copy(r.kept, r.kept[offset-r.base:])
	r.kept, r.base = r.kept[:n], offset
}

// from returns what stands between two offsets, until the next cut.
func (r *recorder) from(start, end int64) []byte { return r.kept[start-r.base : end-r.base] }

// limitReader fails with an error of its own when more than left bytes come.
type limitReader struct {
	r    io.Reader
	left int64
	over error
}

// Read reads no more than is left.
func (l *limitReader) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, l.over
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}

// jsonFeed reads a JSON feed, entry by entry.
func (o *output) jsonFeed(in input, r io.Reader) {
	r = &limitReader{r, MaxFeed, errFeedSize}
	about, items, at, err := jsonFeedHead(r)
	if err != nil {
		o.reject(in.name, 0, "%s", err)
		return
	}
	s := splitter{in: bufio.NewReaderSize(items, headSize), line: at, started: true, array: true, inner: true}
	o.entries(in, func() (func(), int, error) {
		raw, at, err := s.next()
		return func() {
			if o.wants == nil || o.wants(raw) {
				o.jsonEntry(in, at, raw, about)
			}
		}, at, err
	})
}

// jsonFeedHead reads a feed up to its entries. It returns what the feed says
// of itself before them, a reader of what follows, and the line that it begins on.
func jsonFeedHead(r io.Reader) (about fields, items io.Reader, at int, err error) {
	var seen bytes.Buffer
	d := json.NewDecoder(&limitReader{io.TeeReader(r, &seen), maxAbout, refusal("The feed says too much of itself before its entries; put items after title.")})
	none := refusal("The JSON feed has no list named items.")
	if _, err := d.Token(); err != nil { // the brace, by how the feed was told
		return about, nil, 0, refusal(headReason(err))
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return about, nil, 0, refusal(headReason(err))
		}
		if key == "items" {
			if list, err := d.Token(); err != nil || list != json.Delim('[') {
				return about, nil, 0, none
			}
			read := seen.Bytes()[:d.InputOffset()]
			rest := bytes.Clone(seen.Bytes()[d.InputOffset():])
			return about, io.MultiReader(bytes.NewReader(rest), r), 1 + bytes.Count(read, []byte("\n")), nil
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return about, nil, 0, refusal(headReason(err))
		}
		var text word
		_ = text.UnmarshalJSON(value) // never fails
		switch key {
		case "title":
			about.publisher = string(text)
		case "language":
			about.language = string(text)
		}
	}
	return about, nil, 0, none
}

func headReason(err error) string {
	var broken *json.SyntaxError
	if errors.As(err, &broken) || errors.Is(err, io.ErrUnexpectedEOF) {
		return jsonReason(err)
	}
	return readReason(err)
}

// jsonEntry is an entry as a JSON feed gives it.
type jsonEntry struct {
	ID        word  `json:"id"`
	URL       word  `json:"url"`
	External  word  `json:"external_url"`
	Title     word  `json:"title"`
	HTML      prose `json:"content_html"`
	Text      prose `json:"content_text"`
	Summary   prose `json:"summary"`
	Published word  `json:"date_published"`
	Modified  word  `json:"date_modified"`
	Authors   word  `json:"authors"`
	Author    word  `json:"author"`
	Language  word  `json:"language"`
}

// jsonEntry reads an entry of a JSON feed.
func (o *output) jsonEntry(in input, at int, raw []byte, about fields) {
	name := entry(in.name, at)
	var e jsonEntry
	if !utf8.Valid(raw) {
		o.reject(name, at, "The JSON is not valid UTF-8; save it as UTF-8.")
		return
	}
	if err := json.Unmarshal(raw, &e); err != nil {
		o.reject(name, at, "%s", jsonReason(err))
		return
	}
	f := fields{
		title: string(e.Title), author: first(string(e.Authors), string(e.Author)), publisher: about.publisher,
		published: first(string(e.Published), string(e.Modified)), language: first(string(e.Language), about.language),
		url: webAddress(in.address, first(string(e.URL), string(e.External))),
	}
	if f.url == "" {
		f.id = string(e.ID)
	}
	o.take(name, at, f, first(string(e.Text), plain(string(e.HTML)), string(e.Summary)))
}

// entry reads a feed of one entry.
func (o *output) entry(in input, at int, doc []byte) {
	name := entry(in.name, at)
	feed, err := parseFeed(doc)
	if err != nil || len(feed.Items) != 1 {
		o.reject(name, at, "The entry of the feed cannot be read; make the feed valid RSS or Atom.")
		return
	}
	f, text := entryFields(in, feed)
	o.take(name, at, f, text)
}

// parseFeed has gofeed read a feed. What upsets it upsets one entry.
func parseFeed(doc []byte) (feed *gofeed.Feed, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = graph.Errorf(graph.Internal, "the feed's reader failed: %v", cause)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(doc))
}

// take sends an entry, or the page that it links to.
func (o *output) take(name string, at int, f fields, text string) {
	if o.options.Follow && f.url != "" {
		o.send(o.page(name, at, f, text))
		return
	}
	o.send(entryItem(name, at, f, text))
}

func entryItem(name string, at int, f fields, text string) Item {
	if strings.TrimSpace(text) != "" {
		return article(name, at, text, f)
	}
	item := Item{Name: name, Line: at}
	if f.url != "" {
		return item.rejected("The entry of the feed has no text; load it with --follow to read the page that it links to.")
	}
	return item.rejected("The entry of the feed has neither a text nor a link.")
}

// entryFields returns what a feed says of its only entry, and the entry's text.
// Its address identifies it like the page itself, else its own id does.
func entryFields(in input, feed *gofeed.Feed) (f fields, text string) {
	e := feed.Items[0]
	f = fields{
		title: plain(e.Title), published: first(e.Published, e.Updated),
		publisher: plain(feed.Title), language: feed.Language, url: webAddress(in.address, e.Link),
	}
	if f.url == "" {
		f.id = e.GUID
	}
	var names []string
	for _, author := range e.Authors {
		if author != nil && author.Name != "" {
			names = append(names, author.Name)
		}
	}
	f.author = strings.Join(names, ", ")
	return f, plain(first(e.Content, e.Description))
}

// webAddress is a link as an http or https address, or empty.
func webAddress(base, link string) string {
	if link = strings.TrimSpace(link); link == "" {
		return "" // not the address of the feed
	}
	u, err := url.Parse(link)
	if b, baseErr := url.Parse(base); err == nil && baseErr == nil && base != "" {
		u = b.ResolveReference(u)
	}
	if err != nil || !IsAddress(u.String()) {
		return ""
	}
	return u.String()
}

// plain returns the text of a piece of HTML, without its scripts.
func plain(fragment string) string {
	if !strings.ContainsAny(fragment, "<&") {
		return strings.TrimSpace(fragment)
	}
	doc, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		return ""
	}
	without(doc, "script", "style", "noscript", "template", "iframe", "figcaption", "caption", "button")
	return strings.TrimSpace(render.InnerText(doc))
}
