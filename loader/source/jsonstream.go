package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// lines reads one JSON object per line. A line that is broken or longer than
// MaxArticle is rejected, and the rest goes on.
func (o *output) lines(name string, r io.Reader) {
	b := bufio.NewReaderSize(r, headSize)
	found := false
	for number := 1; !o.done(); number++ {
		raw, tooLong, err := readLine(b)
		if err != nil && !errors.Is(err, io.EOF) {
			o.reject(entry(name, number), number, "%s", readReason(err))
			return
		}
		switch raw = bytes.TrimSpace(raw); {
		case tooLong:
			found = true
			o.reject(entry(name, number), number, "The line is longer than %d MB, the limit for one article.", MaxArticle>>20)
		case len(raw) > 0:
			found = true
			o.send(object(entry(name, number), number, raw))
		}
		if err != nil {
			break
		}
	}
	if !found {
		o.reject(name, 0, "The input is empty.")
	}
}

// readLine reads up to the next line feed. Of a line that is too long it keeps
// nothing.
func readLine(b *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		piece, err := b.ReadSlice('\n')
		if !tooLong {
			line = append(line, piece...)
		}
		if len(line) > MaxArticle {
			line, tooLong = nil, true
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, tooLong, err
		}
	}
}

// values reads JSON values one after another, or the values of one array.
func (o *output) values(name string, r io.Reader) {
	s := splitter{in: bufio.NewReaderSize(r, headSize), line: 1}
	found := false
	for !o.done() {
		raw, at, err := s.next()
		switch {
		case errors.Is(err, io.EOF):
			if !found {
				o.reject(name, 0, "The JSON holds no objects.")
			}
			return
		case errors.Is(err, errTooLong):
			o.reject(entry(name, at), at, "The object is larger than %d MB, the limit for one article.", MaxArticle>>20)
		case errors.Is(err, io.ErrUnexpectedEOF):
			o.reject(entry(name, at), at, "The JSON ends in the middle of an object.")
			return
		case err != nil:
			o.reject(entry(name, at), at, "%s", readReason(err))
			return
		default:
			o.send(object(entry(name, at), at, raw))
		}
		found = true
	}
}

var errTooLong = errors.New("too long")

// splitter cuts a stream of JSON into values by its brackets and strings
// alone, so that one broken value does not end the stream. An outer array is
// seen through.
type splitter struct {
	in      *bufio.Reader
	line    int
	started bool
	array   bool
	inner   bool // ends where its array does
	value   []byte
	depth   int
	quoted  bool // inside a string
	escaped bool
	long    bool
}

// next returns the next value and the line on which it begins.
func (s *splitter) next() (raw []byte, at int, err error) {
	s.value, s.depth, s.quoted, s.escaped, s.long = s.value[:0], 0, false, false, false
	at = s.line
	for {
		c, err := s.in.ReadByte()
		if err != nil {
			return s.atEnd(err, at)
		}
		if c == '\n' {
			s.line++
		}
		if len(s.value) == 0 && !s.long {
			if s.inner && c == ']' {
				return nil, at, io.EOF
			}
			if s.between(c) {
				at = s.line
				continue
			}
		}
		if s.take(c) {
			if s.long {
				return nil, at, errTooLong
			}
			return bytes.TrimSpace(s.value), at, nil
		}
	}
}

func (s *splitter) atEnd(err error, at int) ([]byte, int, error) {
	switch {
	case s.long:
		return nil, at, errTooLong
	case len(bytes.TrimSpace(s.value)) > 0 && errors.Is(err, io.EOF):
		if s.depth > 0 {
			return nil, at, io.ErrUnexpectedEOF
		}
		return bytes.TrimSpace(s.value), at, nil
	}
	return nil, at, err
}

// between reports whether c stands between values: spaces, commas, and the
// brackets of the outer array.
func (s *splitter) between(c byte) bool {
	switch c {
	case ' ', '\t', '\r', '\n', ',':
		return true
	case '[':
		if !s.started {
			s.started, s.array = true, true
			return true
		}
	case ']':
		return s.array
	}
	s.started = true
	return false
}

// take adds c to the value and reports whether that ends it.
func (s *splitter) take(c byte) bool {
	if s.depth == 0 && !s.quoted && len(s.value) > 0 && (c == ',' || c == '\n' || c == ']') {
		if c == '\n' || c == ',' || s.array {
			return true // a bare word or number
		}
	}
	if len(s.value) >= MaxArticle {
		s.value, s.long = s.value[:0], true
	}
	if !s.long {
		s.value = append(s.value, c)
	}
	switch {
	case s.escaped:
		s.escaped = false
	case s.quoted:
		s.escaped = c == '\\'
		s.quoted = c != '"'
	case c == '"':
		s.quoted = true
	case c == '{' || c == '[':
		s.depth++
	case c == '}' || c == ']':
		s.depth--
		return s.depth <= 0
	}
	return false
}
