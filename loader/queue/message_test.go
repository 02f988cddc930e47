package queue

import (
	"bytes"
	"compress/gzip"
	"reflect"
	"testing"

	"entente/graph"
)

func message() Message {
	article := graph.Article{Key: "a1", Text: "Russia backs the Syrian government."}.Identify()
	return Message{
		Batch: "20170424-101500-3fa2b4c1", Item: "20170424-101500-3fa2b4c1-00000001", Name: "news.jsonl:1", Line: 1, Article: article,
		Mentions: []graph.Mention{{Text: "Russia", Start: 0, End: 6}},
	}
}

func packed(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDecodeRefusesWhatNoLoaderPublished(t *testing.T) {
	for name, spoil := range map[string]func(*Message){
		"another text":          func(m *Message) { m.Article.Text += " It does." },
		"no text":               func(m *Message) { m.Article = graph.Article{Key: "a1", Text: " "}.Identify() },
		"NUL":                   func(m *Message) { m.Article = graph.Article{Text: "a\x00b"}.Identify() },
		"another load's item":   func(m *Message) { m.Item = "20170424-101500-ffffffff-00000001" },
		"no item":               func(m *Message) { m.Item, m.Batch = "", "" },
		"mention outside":       func(m *Message) { m.Mentions[0].End = 600 },
		"mention of other text": func(m *Message) { m.Mentions[0].Text = "France" },
		"line below 0":          func(m *Message) { m.Line = -1 },
	} {
		m := message()
		spoil(&m)
		data, err := m.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Decode(data); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, data := range [][]byte{nil, []byte("{}"), packed(t, ""), packed(t, "[]"), packed(t, `{"more":1}`)} {
		if _, err := Decode(data); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%q: %v", data, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	data, err := message().Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(packed(f, `{"batch":"a"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Decode(data)
		if err != nil {
			return
		}
		again, err := m.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if same, err := Decode(again); err != nil || !reflect.DeepEqual(same, m) {
			t.Errorf("%+v became %+v, %v", m, same, err)
		}
	})
}
