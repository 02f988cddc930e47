package source

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// columns are the names that a header may hold, in the order in which the
// first that is filled stands: those of JSON, and those of head lines.
var columns = []string{
	"id", "title", "headline", "author", "byline", "published", "pub_date", "pub-date", "date",
	"publisher", "outlet", "url", "link", "canonical", "language", "lang",
}

// rows reads CSV with a header, one article a row. A row that is broken or
// larger than MaxArticle is rejected, and the rest goes on.
func (o *output) rows(name string, r io.Reader) {
	in := &lineReader{in: bufio.NewReaderSize(r, headSize), left: MaxArticle, line: 1}
	table := csv.NewReader(in)
	table.Comma = separator(in.in)
	table.FieldsPerRecord = -1
	header, err := table.Read()
	if err != nil {
		o.reject(name, 1, "The header of the CSV cannot be read: %s", rowReason(err))
		return
	}
	places := columnPlaces(header)
	if places["text"]+places["event_text"] == 0 {
		o.reject(name, 1, "The CSV has no column text or event_text; name the columns in its first line: id, title, text, published, publisher, url.")
		return
	}
	found := false
	for ; !o.done(); found = true {
		in.next()
		at := in.line
		row, err := table.Read()
		switch {
		case errors.Is(err, io.EOF):
			if !found {
				o.reject(name, 0, "The CSV holds no rows below its header.")
			}
			return
		case err != nil:
			o.reject(entry(name, at), at, "%s", rowReason(err))
			if !goesOn(err) {
				return
			}
		default:
			at, _ = table.FieldPos(0)
			o.send(rowItem(Item{Name: entry(name, at), Line: at}, row, len(header), places))
		}
	}
}

// columnPlaces maps the names of a header to their places, from one.
func columnPlaces(header []string) map[string]int {
	places := map[string]int{}
	for i, name := range header {
		name = strings.ToLower(line(name))
		if places[name] == 0 {
			places[name] = i + 1
		}
	}
	return places
}

// rowItem makes an item of a row.
func rowItem(item Item, row []string, width int, places map[string]int) Item {
	if len(row) > width {
		return item.rejected("The row has more fields than the header; put fields that hold the separator in double quotes.")
	}
	if slices.ContainsFunc(row, func(s string) bool { return !utf8.ValidString(s) }) {
		return item.rejected("The row is not valid UTF-8; save the file as UTF-8.")
	}
	value := func(name string) string {
		if at := places[name]; at > 0 && at <= len(row) {
			return row[at-1]
		}
		return ""
	}
	text := first(value("text"), value("event_text"))
	if strings.TrimSpace(text) == "" {
		return item.rejected("The row has no text; give it in the column text or event_text.")
	}
	var f fields
	for _, name := range columns {
		f.set(name, value(name))
	}
	f.set("publisher", value("source"))
	item = article(item.Name, item.Line, text, f)
	item.given = align(text)
	return item
}

// rowReason says what is wrong with a row, without Go's own words.
func rowReason(err error) string {
	switch {
	case errors.Is(err, errTooLong):
		return "The row is larger than 16 MB, the limit for one article; look for a double quote that is not closed."
	case errors.Is(err, csv.ErrQuote), errors.Is(err, csv.ErrBareQuote):
		return "The row has a double quote in the wrong place; put the field in double quotes, and write a quote inside it twice."
	case errors.Is(err, io.EOF):
		return "the input is empty."
	}
	return readReason(err)
}

// goesOn reports whether rows can be read after an error.
func goesOn(err error) bool {
	var broken *csv.ParseError
	return errors.As(err, &broken) || errors.Is(err, errTooLong)
}

// separator tells what parts the fields of a header: the most frequent of the
// usual marks in its first line.
func separator(b *bufio.Reader) rune {
	head, _ := b.Peek(headSize) // what cannot be read is told by who reads it
	row, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', 0
	for _, mark := range ",;\t|" {
		if n := bytes.Count(row, []byte(string(mark))); n > most {
			best, most = mark, n
		}
	}
	return best
}

// csvHeader reports whether a text begins with the header of a CSV: names of
// which all but a few are known and one is that of the text.
func csvHeader(text string) bool {
	row, _, more := strings.Cut(text, "\n")
	if !more || len(row) > 1000 {
		return false
	}
	table := csv.NewReader(strings.NewReader(row))
	table.Comma = separator(bufio.NewReader(strings.NewReader(row)))
	header, err := table.Read()
	if err != nil || len(header) < 2 {
		return false
	}
	places := columnPlaces(header)
	known := 0
	for name := range places {
		if slices.Contains(columns, name) || name == "text" || name == "event_text" || name == "source" {
			known++
		}
	}
	return places["text"]+places["event_text"] > 0 && known >= 2 && known*2 >= len(header)
}

// lineReader hands out no more than one line at a time, so that who reads from
// it is never ahead of line, and fails with errTooLong when a record grows
// over its limit; next passes over the rest of that line.
type lineReader struct {
	in   *bufio.Reader
	line int  // number of the line that comes next
	left int  // bytes that the record may still have
	mid  bool // the last byte handed out did not end a line
	skip bool // the rest of the line is passed over
}

// next begins a record.
func (l *lineReader) next() { l.left = MaxArticle }

// Read reads at most to the end of the line.
func (l *lineReader) Read(p []byte) (int, error) {
	if l.left <= 0 {
		l.skip = l.mid
		return 0, errTooLong
	}
	for l.skip {
		_, err := l.in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		l.skip = false
		l.line++
		if err != nil {
			return 0, err
		}
	}
	if _, err := l.in.Peek(1); err != nil {
		return 0, err
	}
	buffered, _ := l.in.Peek(min(l.in.Buffered(), len(p), l.left)) // it is there
	end := bytes.IndexByte(buffered, '\n')
	if l.mid = end < 0; !l.mid {
		buffered = buffered[:end+1]
		l.line++
	}
	l.left -= len(buffered)
	return l.in.Read(p[:len(buffered)])
}
