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

// Read reads a file, a folder or, for "-", stdin. What cannot be opened gives
// one item with a reject that says what to do.
func Read(ctx context.Context, path string, stdin io.Reader) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		out := &output{ctx: ctx, yield: yield}
		if path == Stdin {
			out.stream("stdin", stdin)
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
		out.stream(name, r)
	}
}

// output is where items go. Once stopped it takes no more.
type output struct {
	ctx     context.Context
	yield   func(Item) bool
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

func (o *output) file(path string) {
	f, err := os.Open(path)
	if err != nil {
		o.reject(path, 0, "%s", openReason(path, err))
		return
	}
	defer func() { _ = f.Close() }() // only read
	o.stream(path, f)
}

// stream looks at the first bytes and hands the input to the reader of its
// format.
func (o *output) stream(name string, r io.Reader) {
	head, rest, err := peek(r)
	if err != nil {
		o.reject(name, 0, "The input could not be read: %v.", err)
		return
	}
	kind, reason := sniff(name, head)
	if reason != "" {
		o.reject(name, 0, "%s", reason)
		return
	}
	switch kind {
	case kindLines:
		o.lines(name, decoded(rest, head))
	case kindJSON:
		o.values(name, decoded(rest, head))
	case kindHTML:
		o.whole(name, rest, MaxPage, o.html)
	default:
		o.whole(name, rest, MaxArticle, o.text)
	}
}

// whole reads an input that is one article and hands on its bytes.
func (o *output) whole(name string, r io.Reader, limit int, read func(name string, raw []byte)) {
	raw, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	switch {
	case err != nil:
		o.reject(name, 0, "The input could not be read to its end: %v.", err)
	case len(raw) > limit:
		o.reject(name, 0, "The input is larger than %d MB, the limit for one article of its type; split it, or give its articles as JSON lines.", limit>>20)
	default:
		read(name, raw)
	}
}

// headSize is how much of an input is looked at to tell its type.
const headSize = 64 << 10

// peek returns the first bytes, and a reader of all.
func peek(r io.Reader) ([]byte, *bufio.Reader, error) {
	b := bufio.NewReaderSize(r, headSize)
	head, err := b.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
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
