package source

import (
	"errors"
	"io"
	"iter"
	"strings"
	"testing"
	"testing/iotest"
)

// What comes by a pipe is read line by line, long before the pipe ends.
func TestStdinThatTrickles(t *testing.T) {
	r, w := io.Pipe()
	say := func(line string) {
		go func() { _, _ = io.WriteString(w, line+"\n") }() // a reader that has gone is told by the test
	}
	next, stop := iter.Pull(Options{}.Read(t.Context(), Stdin, r))
	defer stop()
	say(`{"text": "Kenya met Ethiopia."}`)
	for _, line := range []string{`{"text": "Peru met Chile."}`, ""} {
		item, ok := next()
		if !ok || item.Reject != nil || !strings.Contains(item.Article.Text, "met") {
			t.Fatalf("%v, %+v", ok, item)
		}
		if line != "" {
			say(line)
		}
	}
	_ = w.Close()
	if item, ok := next(); ok {
		t.Errorf("more: %+v", item)
	}
}

// However an input is cut, all of it comes, and then its error.
func TestTrickle(t *testing.T) {
	const text = "one\ntwo\nthree\n"
	broken := errors.New("broken")
	for name, r := range map[string]io.Reader{
		"whole": strings.NewReader(text), "bytes": iotest.OneByteReader(strings.NewReader(text)),
		"end with data": iotest.DataErrReader(strings.NewReader(text)), "halves": iotest.HalfReader(strings.NewReader(text)),
	} {
		for _, size := range []int{1, 5, 1000} {
			t.Run(name, func(t *testing.T) {
				in := newTrickle(io.MultiReader(r, iotest.ErrReader(broken)))
				defer in.stop()
				head, _ := in.head(size)
				if len(head) < min(size, len(text)) || !strings.HasPrefix(text, string(head)) {
					t.Errorf("head %q", head)
				}
				all, err := io.ReadAll(in)
				if string(all) != text || !errors.Is(err, broken) {
					t.Errorf("%q, %v", all, err)
				}
			})
			r = strings.NewReader(text)
		}
	}
}
