package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"

	"entente/graph"
)

// Limits of one article, in bytes of the input. A page is held in memory as a
// tree many times its size.
const (
	MaxArticle = 16 << 20 // a text or a JSON object
	MaxPage    = 4 << 20  // an HTML page
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Options of reading. The zero value reads what it is given and nothing else.
type Options struct {
	Follow bool // read the pages that the entries of a feed link to

	web limits // of what is fetched; tests have their own
}

// Fetch reads what is at an http or https address, and nothing else; unlike
// Read it never opens a file.
func (o Options) Fetch(ctx context.Context, address string) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		out := &output{ctx: ctx, options: o, yield: yield}
		if !IsAddress(address) {
			out.reject(address, 0, "Not an http or https address; give one like https://example.com/article.")
			return
		}
		out.fetch(address)
	}
}

// Read reads a file, a folder, an http or https address or, for "-", stdin.
// What cannot be opened gives one item with a reject that says what to do.
func (o Options) Read(ctx context.Context, path string, stdin io.Reader) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		out := &output{ctx: ctx, options: o, yield: yield}
		switch {
		case path == Stdin:
			in := newTrickle(stdin)
			defer in.stop()
			out.stream(input{name: "stdin"}, in)
			return
		case IsAddress(path):
			out.fetch(path)
			return
		}
		info, err := os.Stat(path)
		switch {
		case err != nil:
			out.reject(path, 0, "%s", openReason(path, err))
		case info.IsDir():
			out.folder(path)
		default:
			out.file(path)
		}
	}
}

// Stream reads one open input. name is what its items are called, and its
// ending helps where the content does not tell the type.
func Stream(ctx context.Context, name string, r io.Reader) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		out := &output{ctx: ctx, yield: yield}
		out.stream(input{name: name}, r)
	}
}

// input is what is known of an input besides its bytes.
type input struct {
	name    string
	address string // where it was fetched, or empty
	media   string // its content type as the server declares it, or empty
	layers  int    // of archives around it
	meter   *meter // of the outermost archive, or nil
}

// output is where items go. Once stopped it takes no more.
type output struct {
	ctx     context.Context
	options Options
	yield   func(Item) bool
	pages   bool                  // takes pages and plain texts alone
	wants   func(raw []byte) bool // asked before an entry of a feed is read; nil wants all
	stopped bool
}

func (o *output) send(item Item) {
	if o.stopped || o.ctx.Err() != nil {
		o.stopped = true
		return
	}
	o.stopped = !o.yield(item)
}

func (o *output) done() bool { return o.stopped || o.ctx.Err() != nil }

func (o *output) reject(name string, line int, format string, args ...any) {
	o.send(Item{Name: name, Line: line, Reject: &graph.Reject{
		Stage: "source", Reason: fmt.Sprintf(format, args...), Line: line, Name: name,
	}})
}

// fail rejects a whole input that could not be had, for now if cause says so.
func (o *output) fail(name string, cause error) {
	var now passing
	o.send(Item{Name: name, Passing: errors.As(cause, &now), Reject: &graph.Reject{Stage: "source", Reason: cause.Error(), Name: name}})
}

func (o *output) file(path string) {
	f, err := os.Open(path)
	if err != nil {
		o.reject(path, 0, "%s", openReason(path, err))
		return
	}
	defer func() { _ = f.Close() }() // only read
	o.stream(input{name: path}, f)
}

// stream looks at the first bytes and hands the input to the reader of its
// format.
func (o *output) stream(in input, r io.Reader) {
	head, rest, err := peek(r)
	if err != nil {
		o.reject(in.name, 0, "%s", readReason(err))
		return
	}
	if o.pages {
		o.webPage(in, head, rest)
		return
	}
	if kind := archiveKind(head); kind != kindText {
		o.archive(in, kind, r, rest)
		return
	}
	kind, reason := sniff(in, head)
	if reason != "" {
		o.reject(in.name, 0, "%s", reason)
		return
	}
	switch kind {
	case kindLines:
		o.lines(in.name, decoded(rest, head, in.media))
	case kindJSON:
		o.values(in.name, decoded(rest, head, in.media))
	case kindCSV:
		o.rows(in.name, decoded(rest, head, in.media))
	case kindFeed:
		o.feed(in, decoded(rest, head, in.media))
	case kindJSONFeed:
		o.jsonFeed(in, decoded(rest, head, in.media))
	case kindHTML:
		o.whole(in, rest, MaxPage, o.html)
	default:
		o.whole(in, rest, MaxArticle, o.text)
	}
}

// webPage reads a page or a plain text, and nothing else.
func (o *output) webPage(in input, head []byte, rest io.Reader) {
	switch kind, reason := sniff(in, head); {
	case reason != "":
		o.reject(in.name, 0, "%s", reason)
	case kind == kindHTML:
		o.whole(in, rest, MaxPage, o.html)
	case kind == kindText:
		o.whole(in, rest, MaxArticle, o.text)
	default:
		o.reject(in.name, 0, "The address leads to no page.")
	}
}

// whole reads an input that is one article and hands on its bytes.
func (o *output) whole(in input, r io.Reader, limit int, read func(in input, raw []byte)) {
	raw, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	switch {
	case err != nil:
		o.reject(in.name, 0, "%s", readReason(err))
	case len(raw) > limit:
		o.reject(in.name, 0, "The input is larger than %d MB, the limit for one article of its type; split it, or give its articles as JSON lines.", limit>>20)
	default:
		read(in, raw)
	}
}

// refusal is an error that is shown as it is: a whole sentence that says what
// to do.
type refusal string

// Error returns the sentence.
func (r refusal) Error() string { return string(r) }

// passing is a refusal that may not be one later.
type passing string

// Error returns the sentence.
func (p passing) Error() string { return string(p) }

// readReason says why an input could not be read to its end.
func readReason(err error) string {
	var refused refusal
	if errors.As(err, &refused) {
		return string(refused)
	}
	return fmt.Sprintf("The input could not be read to its end: %v.", err)
}

// headSize is how much of an input is looked at to tell its type.
const headSize = 64 << 10

// peek returns the first bytes, and a reader of all. An input that fails later
// is read up to there.
func peek(r io.Reader) ([]byte, *bufio.Reader, error) {
	b := bufio.NewReaderSize(r, headSize)
	first := b.Peek
	if t, ok := r.(*trickle); ok {
		first = t.head
	}
	head, err := first(headSize)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return nil, nil, err
	}
	return head, b, nil
}

func openReason(path string, err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf("There is no file or folder %s; check the path, or give - to read from standard input.", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf("%s may not be read by this user; change its permissions.", path)
	}
	var path2 *fs.PathError
	if errors.As(err, &path2) {
		err = path2.Err
	}
	return fmt.Sprintf("%s cannot be opened: %v.", path, err)
}
