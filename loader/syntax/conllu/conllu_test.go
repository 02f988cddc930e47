package conllu

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/syntax"
)

var update = flag.Bool("update", false, "write what the cases give into their files")

// ruleLine stands between a file and what reading it gives.
const ruleLine = "----------\n"

// Each file of testdata/read is a CoNLL-U file, and below the line what Read
// makes of it: sentences, and words with their numbers from 0.
func TestRead(t *testing.T) {
	eachCase(t, "read", func(content string) string {
		var b strings.Builder
		for s, err := range Read(strings.NewReader(content)) {
			if err != nil {
				t.Fatal(err)
			}
			showSentence(&b, s)
		}
		return b.String()
	})
}

// Each file of testdata/errors is a broken file, and below the line the error.
func TestErrors(t *testing.T) {
	eachCase(t, "errors", func(content string) string {
		for _, err := range Read(strings.NewReader(content)) {
			if err == nil {
				continue
			}
			if graph.CodeOf(err) != graph.Invalid {
				t.Errorf("%v has the code %s", err, graph.CodeOf(err))
			}
			return err.Error() + "\n"
		}
		return "no error\n"
	})
}

// Each file of testdata/write is read, made a document by what its MISC
// column tells, and written again: the same bytes.
func TestWrite(t *testing.T) {
	for _, name := range files(t, "write") {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		id, doc := document(t, string(want))
		if got := written(t, id, doc); got != string(want) {
			t.Errorf("%s: got:\n%s", name, got)
		}
	}
}

// What is written of a text that was taken apart reads back with the same
// tokens at the same places, parsed or not.
func TestWriteThenRead(t *testing.T) {
	a, err := syntax.New()
	if err != nil {
		t.Fatal(err)
	}
	article := graph.Article{Text: "Envoys meet again\n\nZÜRICH, May 3 (Wire) - \"We can't\nwait,\" Ada  Example said.Then the U.N. left.\n\n😀 !\n"}
	for _, doc := range []syntax.Document{syntax.Split(article), a.Analyze(article)} {
		_, again := document(t, written(t, "an article", doc))
		if len(again.Sentences) != len(doc.Sentences) {
			t.Fatalf("%d sentences became %d", len(doc.Sentences), len(again.Sentences))
		}
		for i, s := range doc.Sentences {
			sameSentence(t, again.Sentences[i], s)
		}
	}
}

func sameSentence(t *testing.T, got, want syntax.Sentence) {
	t.Helper()
	if len(got.Tokens) != len(want.Tokens) || got.Paragraph != want.Paragraph || fmt.Sprint(spans(got)) != fmt.Sprint(spans(want)) {
		t.Fatalf("got %+v\nwant %+v", got, want)
	}
	for i, w := range want.Tokens {
		w.TagProb, w.HeadProb, w.DeprelProb = 0, 0, 0
		g := got.Tokens[i]
		g.TagProb, g.HeadProb, g.DeprelProb = 0, 0, 0
		if w.Deprel == "" {
			w.Head = -1
		}
		if g != w {
			t.Errorf("got %+v\nwant %+v", g, w)
		}
	}
}

func spans(s syntax.Sentence) []string {
	var out []string
	for _, n := range s.Names {
		out = append(out, fmt.Sprint(n.First, n.End, n.Kind))
	}
	return out
}

func TestBlanksAndNothingInCells(t *testing.T) {
	doc := syntax.Document{Sentences: []syntax.Sentence{
		{},
		{Tokens: []syntax.Token{{Text: "a\tb\nc", Lemma: "x y", UPOS: "X", Deprel: "root", Head: -1}, {Start: 1, End: 1}}},
	}}
	want := "# newdoc id = an_id_\n# newpar\n# sent_id = an_id_-1\n# text = a_b_c _\n" +
		"1\ta_b_c\tx_y\tX\t_\t_\t0\troot\t_\tStart=0|End=0|TagProb=0.00|ArcProb=0.00\n2\t_\t_\t_\t_\t_\t_\t_\t_\tStart=1|End=1\n\n"
	if got := written(t, "an id\n", doc); got != want {
		t.Errorf("got:\n%q\nwant:\n%q", got, want)
	}
}

func TestWindowsLinesAndByteOrderMark(t *testing.T) {
	count := 0
	for s, err := range Read(strings.NewReader("\ufeff# sent_id = a\r\n1\tb\t_\t_\t_\t_\t0\troot\t_\t_\r\n\r\n")) {
		count++
		if err != nil || s.ID != "a" || len(s.Words) != 1 || s.Words[0].Misc != "" {
			t.Errorf("%+v, %v", s, err)
		}
	}
	if count != 1 {
		t.Errorf("%d sentences", count)
	}
}

func TestLineTooLong(t *testing.T) {
	for _, err := range Read(strings.NewReader("# text = " + strings.Repeat("a", maxLine))) {
		if err == nil || !strings.Contains(err.Error(), "line 1: the line is longer than 64 MB") {
			t.Errorf("got %v", err)
		}
	}
}

// FuzzRead: whatever the bytes are, Read gives sentences that keep its
// promises, and what is made of them by Write reads back as the same words.
func FuzzRead(f *testing.F) {
	for _, folder := range []string{"read", "write", "errors"} {
		for _, name := range files(f, folder) {
			content, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(content)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		for s, err := range Read(bytes.NewReader(content)) {
			if err == nil {
				checkSentence(t, s)
			}
		}
	})
}

func checkSentence(t *testing.T, s Sentence) {
	t.Helper()
	if len(s.Words) == 0 {
		t.Fatal("a sentence without words")
	}
	tokens := make([]syntax.Token, len(s.Words))
	for i, w := range s.Words {
		if w.Form == "" || w.Head < -1 || w.Head >= len(s.Words) || w.Head == i {
			t.Fatalf("word %d: %+v", i, w)
		}
		tokens[i] = syntax.Token{Text: w.Form, Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Head: w.Head, Deprel: w.Deprel, Start: 2 * i, End: 2*i + 1}
	}
	out := written(t, s.ID, syntax.Document{Sentences: []syntax.Sentence{{Tokens: tokens}}})
	for again, err := range Read(strings.NewReader(out)) {
		if err != nil || len(again.Words) != len(tokens) {
			t.Fatalf("%v:\n%s", err, out)
		}
		for i, w := range again.Words {
			if w.Form != cell(tokens[i].Text) || w.Deprel != "" && w.Head != tokens[i].Head {
				t.Fatalf("got %+v\nwant %+v", w, tokens[i])
			}
		}
	}
}

func showSentence(b *strings.Builder, s Sentence) {
	fmt.Fprintf(b, "%s of %q, genre %q", s.ID, s.Doc, s.Genre())
	if s.NewDoc {
		b.WriteString(", begins a document")
	}
	if s.NewPar {
		b.WriteString(", begins a paragraph")
	}
	fmt.Fprintf(b, ", %d comments: %s\n", len(s.Comments), s.Text)
	for i, w := range s.Words {
		glue := ""
		if !w.SpaceAfter {
			glue = " glued"
		}
		fmt.Fprintf(b, "%d %s|%s|%s|%s|%s|%d|%s|%s|%s%s\n", i, w.Form, w.Lemma, w.UPOS, w.XPOS, w.Feats, w.Head, w.Deprel, w.Deps, w.Misc, glue)
	}
}

func written(t *testing.T, id string, doc syntax.Document) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, id, doc); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// document reads what Write wrote, and the id.
func document(t *testing.T, content string) (string, syntax.Document) {
	t.Helper()
	var doc syntax.Document
	id, paragraph := "", -1
	for s, err := range Read(strings.NewReader(content)) {
		if err != nil {
			t.Fatal(err)
		}
		if s.NewDoc {
			id = s.Doc
		}
		if s.NewPar {
			paragraph++
		}
		out := syntax.Sentence{Paragraph: paragraph}
		for i, w := range s.Words {
			addToken(t, &out, i, w)
		}
		out.Start = out.Tokens[0].Start
		doc.Sentences = append(doc.Sentences, out)
	}
	return id, doc
}

func addToken(t *testing.T, s *syntax.Sentence, i int, w Word) {
	t.Helper()
	number := func(name string) float64 {
		n, err := strconv.ParseFloat(w.Attribute(name), 32)
		if err != nil && w.Attribute(name) != "" {
			t.Fatal(err)
		}
		return n
	}
	s.Tokens = append(s.Tokens, syntax.Token{
		Text: w.Form, Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Head: w.Head, Deprel: w.Deprel,
		Start: int(number("Start")), End: int(number("End")),
		TagProb: float32(number("TagProb")), HeadProb: float32(number("ArcProb")), DeprelProb: 1,
	})
	mark, kind, _ := strings.Cut(w.Attribute("NE"), "-")
	switch mark {
	case "B":
		s.Names = append(s.Names, syntax.Name{First: i, End: i + 1, Kind: graph.Kind(kind)})
	case "I":
		s.Names[len(s.Names)-1].End = i + 1
	}
}

func files(t testing.TB, folder string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", folder, "*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases in %s: %v", folder, err)
	}
	return names
}

func eachCase(t *testing.T, folder string, give func(content string) string) {
	t.Helper()
	for _, name := range files(t, folder) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			content, _, _ := strings.Cut(string(want), ruleLine)
			got := content + ruleLine + give(content)
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}
