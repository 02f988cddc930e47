package queue

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// Message is one article on its way to a worker.
type Message struct {
	Batch    string          `json:"batch"`    // id of the load
	Item     string          `json:"item"`     // id of the item in it, which begins with the batch's
	Name     string          `json:"name"`     // file, with the line or entry inside it
	Line     int             `json:"line"`     // 1-based line of the input, or 0
	Article  graph.Article   `json:"article"`  // normalized and identified
	Mentions []graph.Mention `json:"mentions"` // nil where none were given
	Notes    []graph.Reject  `json:"notes"`    // what was dropped of the article
}

// maxUnpacked bounds what a message may unpack to: the longest article, in
// which JSON may write every byte as six, and what stands beside it.
const maxUnpacked = 128 << 20

// Encode packs a message.
func (m Message) Encode() ([]byte, error) {
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(json.NewEncoder(z).Encode(m), z.Close()); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

// Decode unpacks a message and checks that its article is what a loader would
// have published. Errors: Invalid, TooLarge.
func Decode(packed []byte) (Message, error) {
	var m Message
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return m, graph.Errorf(graph.Invalid, "the message is not packed as articles are: %w", err)
	}
	unpacked := &io.LimitedReader{R: z, N: maxUnpacked}
	d := json.NewDecoder(unpacked)
	d.DisallowUnknownFields()
	err = d.Decode(&m)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("something follows the article")
		}
	}
	switch {
	case unpacked.N <= 0:
		return Message{}, graph.Errorf(graph.TooLarge, "the message unpacks to more than %d MB", maxUnpacked>>20)
	case err != nil:
		return Message{}, graph.Errorf(graph.Invalid, "the message holds no article: %w", err)
	}
	if err := m.check(); err != nil {
		return Message{}, err
	}
	return m, nil
}

// check finds what no loader would have published.
func (m Message) check() error {
	a := m.Article
	switch {
	case batchOf(m.Item) == "" || batchOf(m.Item) != m.Batch:
		return graph.FieldError("item", "the message names no item of a load")
	case a != a.Identify():
		return graph.FieldError("article", "the ids of the article are not those of its text")
	case strings.TrimSpace(a.Text) == "" || !utf8.ValidString(a.Text) || strings.ContainsRune(a.Text, 0):
		return graph.FieldError("text", "the text of the article is empty, or not normalized")
	case m.Line < 0:
		return graph.FieldError("line", "the line is below 0")
	}
	text := []rune(a.Text)
	for _, at := range m.Mentions {
		if at.Start < 0 || at.End > len(text) || at.Start >= at.End || string(text[at.Start:at.End]) != at.Text {
			return graph.FieldError("mentions", "a mention does not stand in the text")
		}
		if at.Kind != "" && !at.Kind.Valid() {
			return graph.FieldError("mentions", "the kind of a mention is not known")
		}
	}
	return nil
}

// itemPattern is the form of the ids that loader gives to items: the load's,
// and the number.
var itemPattern = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9-]{0,99})-[0-9]{8,12}$`)

// batchOf returns the id of the load that an item's id begins with, or empty.
func batchOf(item string) string {
	found := itemPattern.FindStringSubmatch(item)
	if found == nil {
		return ""
	}
	return found[1]
}
