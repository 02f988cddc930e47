package network

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// model opens the product's own model.
func model(t testing.TB) *Model {
	t.Helper()
	content, err := os.ReadFile("../model/english.bin")
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile("../model/english.sha256")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Open(content, strings.TrimSpace(string(sum)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// probe is a sentence with the numbers that the training side has for it:
// every eighth column of the state after each layer, and what the heads make
// of the last one.
type probe struct {
	Words  []string      `json:"words"`
	Layers [][][]float32 `json:"layers"`
	Arcs   [][]float32   `json:"arcs"`
	Labels [][]float32   `json:"labels"` // the three highest
	Tags   [][]float32   `json:"tags"`   // the three highest
	Names  [][]float32   `json:"names"`
}

func probes(t *testing.T) []probe {
	t.Helper()
	raw, err := os.ReadFile("testdata/layers.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []probe
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// Rounding: sums are taken in another order than in PyTorch, and fused on some
// processors, so states (of the size of 1) may differ by this much.
const tolerance = 2e-3

// Every layer gives what it gave on the training side, in a batch with others.
func TestLayers(t *testing.T) {
	m := model(t)
	all := probes(t)
	var batch [][]string
	for _, p := range all {
		batch = append(batch, p.Words)
	}
	s := newScratch(m)
	m.shape.Seen = []int{}
	for layer := range len(m.blocks) + 1 {
		m.shape.Seen = append(m.shape.Seen, layer)
	}
	m.pass(s, batch)
	for layer, state := range s.seen {
		for n, p := range all {
			for i, row := range p.Layers[layer] {
				got := state[(s.extents[n].start+i)*m.shape.Width:][:m.shape.Width]
				for c, want := range row {
					near(t, got[8*c], want, fmt.Sprintf("layer %d, sentence %d, word %d, column %d", layer, n, i, 8*c))
				}
			}
		}
	}
}

// The heads give the training side's probabilities.
func TestHeads(t *testing.T) {
	m := model(t)
	for _, p := range probes(t) {
		s := newScratch(m)
		batch := [][]string{p.Words}
		m.pass(s, batch)
		m.project(s)
		words := make([]Word, len(p.Words))
		e := s.extents[0]
		m.readArcs(s, e, words)
		for i, row := range p.Arcs {
			for j, want := range row {
				near(t, s.square[(i+1)*(len(words)+1)+j], want, fmt.Sprintf("arc from %d to %d", i, j))
			}
		}
		m.readTags(s, e, words)
		m.readNames(s, e)
		for i, w := range words {
			near(t, w.DeprelProb, p.Labels[i][0], fmt.Sprintf("label of word %d", i))
			near(t, w.TagProb, p.Tags[i][0], fmt.Sprintf("tag of word %d", i))
			for k, want := range p.Names[i] {
				near(t, s.names[(e.start+1+i)*m.heads.names.N+k], want, fmt.Sprintf("name mark %d of word %d", k, i))
			}
		}
	}
}

func near(t *testing.T, got, want float32, what string) {
	t.Helper()
	if math.Abs(float64(got-want)) > tolerance {
		t.Errorf("%s: %v, the training side has %v", what, got, want)
	}
}

// A sentence reads the same alone, in a batch, and in any company.
func TestBatchesDoNotMix(t *testing.T) {
	m := model(t)
	sentences := [][]string{
		strings.Fields("Russia backs the government ."), {}, {"No"}, strings.Fields("The rebels , who were armed by Turkey , took the town ."),
	}
	together := m.Parse(sentences)
	for i, s := range sentences {
		alone := m.Parse([][]string{s})[0]
		if len(alone.Words) != len(s) || len(together[i].Words) != len(s) {
			t.Fatalf("sentence %d has %d words and %d in a batch, not %d", i, len(alone.Words), len(together[i].Words), len(s))
		}
		for k, w := range alone.Words {
			if o := together[i].Words[k]; o.Head != w.Head || o.Deprel != w.Deprel || o.XPOS != w.XPOS {
				t.Errorf("word %d of sentence %d is %+v alone and %+v in a batch", k, i, w, o)
			}
		}
	}
}

// A sentence longer than a pass is one tree all the same.
func TestLongSentence(t *testing.T) {
	m := model(t)
	words := strings.Fields(strings.Repeat("Turkey met Iran in Sochi , ", 500))
	p := m.Parse([][]string{words})[0]
	heads := []int{-1}
	for _, w := range p.Words {
		heads = append(heads, w.Head+1)
	}
	if len(p.Words) != len(words) || !isTree(heads) {
		t.Errorf("%d words of %d, a tree: %v", len(p.Words), len(words), isTree(heads))
	}
	for _, n := range p.Names {
		if n.First < 0 || n.End > len(words) || n.First >= n.End {
			t.Errorf("a name at %d to %d of %d words", n.First, n.End, len(words))
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	content, _ := os.ReadFile("../model/english.bin")
	sum, _ := os.ReadFile("../model/english.sha256")
	for name, broken := range map[string][]byte{
		"cut": content[:len(content)-1], "empty": {}, "changed": slices.Concat(content[:5000], []byte{content[5000] ^ 1}, content[5001:]),
	} {
		if _, err := Open(broken, strings.TrimSpace(string(sum))); err == nil {
			t.Errorf("a model file that is %s opens", name)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	content, _ := os.ReadFile("../model/english.bin")
	sum, _ := os.ReadFile("../model/english.sha256")
	for b.Loop() {
		if _, err := Open(content, strings.TrimSpace(string(sum))); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	m := model(b)
	sentence := strings.Fields("The United Nations mediator for Syria and the Russian deputy foreign minister are due to come together in Geneva on Monday to discuss a ceasefire .")
	batch := slices.Repeat([][]string{sentence}, 10)
	for b.Loop() {
		m.Parse(batch)
	}
	b.ReportMetric(float64(b.N*len(batch)*len(sentence))/b.Elapsed().Seconds(), "words/s")
}
