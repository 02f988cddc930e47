package network

import (
	"entente/graph"
	"entente/loader/syntax/matrix"
)

// Word is what the network tells of a word.
type Word struct {
	UPOS, XPOS, Deprel            string
	Head                          int     // index of the word it hangs on, or -1 for the root
	TagProb, HeadProb, DeprelProb float32 // 0 to 1
}

// Name is a named span: words [First, End).
type Name struct {
	First, End int
	Kind       graph.Kind
	Prob       float32 // that borders and kind are right
}

// Parse is a sentence read.
type Parse struct {
	Words []Word
	Names []Name
}

// What one pass of the network takes. A longer sentence is read in pieces, so
// that time and memory grow with the length and not with its square.
const (
	batchWords = 256
	pieceWords = 160
)

// Parse reads sentences, each a list of words, and gives as many results.
func (m *Model) Parse(sentences [][]string) []Parse {
	out := make([]Parse, len(sentences))
	s := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	var batch [][]string
	var owners []int
	words := 0
	flush := func() {
		if len(batch) > 0 {
			m.read(s, batch, owners, out)
		}
		batch, owners, words = batch[:0], owners[:0], 0
	}
	for n, sentence := range sentences {
		for _, p := range pieces(sentence) {
			if words+len(p) > batchWords {
				flush()
			}
			batch, owners = append(batch, p), append(owners, n)
			words += len(p)
		}
	}
	flush()
	return out
}

// pieces cuts a sentence that is too long for one pass, behind a mark where
// one stands in the second half of a piece.
func pieces(words []string) [][]string {
	var out [][]string
	for len(words) > pieceWords {
		end := pieceWords
		for at := pieceWords; at > pieceWords/2; at-- {
			if len(words[at-1]) == 1 && shape(words[at-1])%8 == shapeMarks {
				end = at
				break
			}
		}
		out = append(out, words[:end])
		words = words[end:]
	}
	if len(words) > 0 {
		out = append(out, words)
	}
	return out
}

// read runs a batch and adds each piece to the result of its owner.
func (m *Model) read(s *scratch, batch [][]string, owners []int, out []Parse) {
	m.pass(s, batch)
	m.project(s)
	for n, words := range batch {
		p := Parse{Words: make([]Word, len(words))}
		m.readArcs(s, s.extents[n], p.Words)
		m.readTags(s, s.extents[n], p.Words)
		p.Names = m.readNames(s, s.extents[n])
		out[owners[n]].join(p)
	}
}

// join adds a piece of the same sentence. Its root hangs on the root before,
// by a relation that nobody is sure of.
func (p *Parse) join(piece Parse) {
	base := len(p.Words)
	if base == 0 {
		*p = piece
		return
	}
	root := 0
	for i, w := range p.Words {
		if w.Head < 0 {
			root = i
		}
	}
	for _, w := range piece.Words {
		if w.Head < 0 {
			w.Head, w.Deprel, w.HeadProb, w.DeprelProb = root, "parataxis", 0, 0
		} else {
			w.Head += base
		}
		p.Words = append(p.Words, w)
	}
	for _, n := range piece.Names {
		n.First += base
		n.End += base
		p.Names = append(p.Names, n)
	}
}

// project runs the linear layers of all heads over the whole batch.
func (m *Model) project(s *scratch) {
	rows := s.extents[len(s.extents)-1].end
	w := m.shape.Width
	run := func(layer *matrix.Matrix, dst *[]float32, from []float32, width int) {
		*dst = grow(*dst, rows*layer.N)
		layer.Mul(*dst, layer.N, from, width, rows)
	}
	h := m.heads
	run(h.arcHead, &s.arcHead, s.x, w)
	run(h.arcDependent, &s.arcDependent, s.x, w)
	run(h.labelHead, &s.labelHead, s.x, w)
	run(h.labelDependent, &s.labelDep, s.x, w)
	for _, x := range [][]float32{s.arcHead, s.arcDependent, s.labelHead, s.labelDep} {
		leak(x)
	}
	run(h.arc, &s.arc, s.arcDependent, h.arcDependent.N)
	run(h.label, &s.mixed, s.labelDep, h.labelDependent.N)
	run(h.tag, &s.tags, s.x, w)
	k := len(s.seen)
	s.wide = grow(s.wide, rows*3*k*w)
	s.gather(s.wide, 1, w, s.seen...)
	s.near = grow(s.near, rows*m.shape.Near)
	h.near.MulReLU(s.near, m.shape.Near, s.wide, 3*k*w, rows)
	run(h.names, &s.names, s.near, m.shape.Near)
}

// leak is the leaky ReLU of the heads.
func leak(x []float32) {
	for i, v := range x {
		if v < 0 {
			x[i] = v * 0.1
		}
	}
}

// readArcs finds the tree of a sentence and the labels of its arcs.
func (m *Model) readArcs(s *scratch, e extent, words []Word) {
	t := e.end - e.start
	s.keys.PackRows(s.arcHead[e.start*m.shape.Arc:], m.shape.Arc, t, m.shape.Arc)
	s.square = grow(s.square, t*t)
	s.keys.Mul(s.square, t, s.arc[e.start*m.shape.Arc:], m.shape.Arc, t)
	for i := 1; i < t; i++ {
		row := s.square[i*t:][:t]
		addDistance(row, m.heads.distance, i)
		row[i] = impossible
		cool(row, m.temperatures.arcs)
		softmax(row)
	}
	heads := tree(s.square, t)
	for i := range words {
		words[i].Head = heads[i+1] - 1
		words[i].HeadProb = s.square[(i+1)*t+heads[i+1]]
		m.readLabel(s, e, i+1, heads[i+1], &words[i])
	}
}

const impossible = -1e9

// readLabel finds the relation of word i to its head: a biaffine form in the
// two, of which project has done the dependent's half.
func (m *Model) readLabel(s *scratch, e extent, i, head int, word *Word) {
	width := m.shape.Label + 1
	h := s.labelHead[(e.start+head)*m.heads.labelHead.N:][:width-1]
	mixed := s.mixed[(e.start+i)*m.heads.label.N:]
	s.labels = grow(s.labels, len(m.shape.Labels))
	for l := range s.labels {
		part := mixed[l*width:][:width]
		s.labels[l] = matrix.Dot(part[:width-1], h) + part[width-1]
	}
	cool(s.labels, m.temperatures.labels)
	softmax(s.labels)
	best := highest(s.labels)
	word.Deprel, word.DeprelProb = m.shape.Labels[best], s.labels[best]
}

func (m *Model) readTags(s *scratch, e extent, words []Word) {
	for i := range words {
		row := s.tags[(e.start+1+i)*m.heads.tag.N:][:len(m.tags)]
		cool(row, m.temperatures.tags)
		softmax(row)
		best := highest(row)
		words[i].UPOS, words[i].XPOS, words[i].TagProb = m.tags[best].upos, m.tags[best].xpos, row[best]
	}
}

func cool(row []float32, temperature float32) {
	for i := range row {
		row[i] /= temperature
	}
}

func highest(row []float32) int {
	best := 0
	for i, v := range row {
		if v > row[best] {
			best = i
		}
	}
	return best
}
