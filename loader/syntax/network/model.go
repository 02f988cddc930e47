package network

import (
	"fmt"
	"strings"
	"sync"

	"entente/graph"
	"entente/loader/syntax/matrix"
)

// Model is a network with its weights.
type Model struct {
	Name         string
	shape        header
	features     featurizer
	tables       [columns]table
	norm         norm
	root         []float32
	blocks       []block
	heads        heads
	temperatures temperatures
	tags         []tag
	kinds        []kind
	scratch      sync.Pool // of *scratch
}

// tag is a pair of word classes.
type tag struct{ upos, xpos string }

// kind is a mark of a named span: B- or I- of a kind, or outside.
type kind struct {
	kind  graph.Kind
	begin bool
}

// temperatures divide the scores before they become probabilities; they were
// fitted on development data.
type temperatures struct{ arcs, labels, tags, names float32 }

// norm is the gain and shift of a layer normalization.
type norm struct{ gain, shift []float32 }

// table is an embedding in eight bits: row i is cells[i] * scales[i].
type table struct {
	cells  []byte // int8
	scales []float32
}

// add adds a row, width wide, to x.
func (t table) add(x []float32, row int) {
	cells := t.cells[row*len(x):][:len(x)]
	scale := t.scales[row]
	for i, c := range cells {
		x[i] += float32(int8(c)) * scale //nolint:gosec // the cells are int8 in the file
	}
}

// block is a layer that keeps the width.
type block struct {
	dilation int // of a convolution; 0 marks attention
	in, out  *matrix.Matrix
	bias     []float32 // of attention: per head and distance
	norm     norm
}

// heads read the last layer.
type heads struct {
	arcHead, arcDependent, labelHead, labelDependent, arc, label, tag *matrix.Matrix
	near, names                                                       *matrix.Matrix
	distance                                                          []float32
}

// Open reads a model file and checks it against its SHA-256 in hexadecimal
// digits. The content must not change afterwards: the embeddings stay in it.
func Open(content []byte, sum string) (*Model, error) {
	f, err := openFile(content, sum)
	if err != nil {
		return nil, err
	}
	m := &Model{Name: f.Name, shape: f.header}
	m.readTables(f)
	m.readBlocks(f)
	m.readHeads(f)
	if err := m.readLists(f); err != nil {
		return nil, err
	}
	if f.err != nil {
		return nil, f.err
	}
	m.scratch.New = func() any { return newScratch(m) }
	return m, nil
}

func (m *Model) readTables(f *file) {
	m.features = featurizer{
		vocabulary: f.words("vocabulary", -1),
		word:       f.Buckets["word"], prefix: f.Buckets["prefix"], suffixes: f.Buckets["suffix"],
	}
	read := func(name string, rows int) table {
		return table{f.tensor("table."+name, "i8", rows, f.Width), f.floats("scale."+name, rows)}
	}
	suffixes := read("suffix", int(f.Buckets["suffix"]))
	m.tables = [columns]table{
		columnVocabulary: read("vocabulary", len(m.features.vocabulary)+1),
		columnWord:       read("word", int(f.Buckets["word"])),
		columnPrefix:     read("prefix", int(f.Buckets["prefix"])),
		columnSuffix2:    suffixes,
		columnSuffix3:    suffixes,
		columnSuffix4:    suffixes,
		columnShape:      read("shape", int(f.Buckets["shape"])),
	}
	m.norm = f.norm("norm")
	m.root = f.floats("root", f.Width)
}

func (f *file) norm(name string) norm {
	return norm{f.floats(name+".gain", f.Width), f.floats(name+".shift", f.Width)}
}

// linear reads a layer of n outputs and k inputs.
func (f *file) linear(name string, n, k int) *matrix.Matrix {
	weights, bias := f.halves(name+".weight", n, k), f.floats(name+".bias", n)
	if f.err != nil {
		return nil
	}
	return matrix.Pack(weights, bias, n, k)
}

func (m *Model) readBlocks(f *file) {
	w := f.Width
	for i, shape := range f.Blocks {
		name := fmt.Sprintf("block%d", i)
		b := block{norm: f.norm(name)}
		if shape.Kind == "conv" {
			b.dilation = max(shape.Dilation, 1)
			b.in, b.out = f.linear(name+".in", 2*w, 3*w), f.linear(name+".out", w, 2*w)
		} else {
			b.in, b.out = f.linear(name+".in", 3*w, w), f.linear(name+".out", w, w)
			b.bias = f.floats(name+".bias", f.Heads, 2*f.Reach+1)
		}
		m.blocks = append(m.blocks, b)
	}
}

func (m *Model) readHeads(f *file) {
	w := f.Width
	m.heads = heads{
		arcHead:        f.linear("arc_head", f.Arc, w),
		arcDependent:   f.linear("arc_dependent", f.Arc, w),
		labelHead:      f.linear("label_head", f.Label, w),
		labelDependent: f.linear("label_dependent", f.Label, w),
		arc:            f.linear("arc", f.Arc, f.Arc),
		label:          f.linear("label", len(f.Labels)*(f.Label+1), f.Label),
		tag:            f.linear("tag", len(f.Tags), w),
		near:           f.linear("near", f.Near, 3*len(f.Seen)*w),
		names:          f.linear("names", len(f.Kinds), f.Near),
		distance:       f.floats("distance", 2*f.Reach+1),
	}
}

func (m *Model) readLists(f *file) error {
	for _, t := range f.Tags {
		upos, xpos, ok := strings.Cut(t, " ")
		if !ok {
			return fmt.Errorf("the tag %q of the model file is no pair", t)
		}
		m.tags = append(m.tags, tag{upos, xpos})
	}
	for _, k := range f.Kinds {
		prefix, name, _ := strings.Cut(k, "-")
		if k != "O" && !graph.Kind(name).Valid() {
			return fmt.Errorf("the kind %q of the model file is unknown", k)
		}
		m.kinds = append(m.kinds, kind{graph.Kind(name), prefix == "B"})
	}
	t := f.Temperatures
	m.temperatures = temperatures{t["arcs"], t["labels"], t["tags"], t["names"]}
	if m.temperatures.arcs <= 0 || m.temperatures.labels <= 0 || m.temperatures.tags <= 0 || m.temperatures.names <= 0 {
		return fmt.Errorf("the model file lacks a temperature")
	}
	return nil
}
