package network

import (
	"slices"

	"entente/loader/syntax/matrix"
)

// extent is where a sentence stands in the rows of a batch: its root, then a
// row for each word.
type extent struct{ start, end int }

// scratch is the working memory of one pass. A batch has a row for each word
// and for each sentence's root.
type scratch struct {
	extents []extent
	x       []float32   // rows * width: the state
	seen    [][]float32 // states of the layers that the head for names sees
	wide    []float32   // rows * 3 width
	inner   []float32   // rows * 2 width
	out     []float32   // rows * width
	zero    []float32   // width: a residual of nothing

	keys, values          matrix.Matrix
	square                []float32 // scores of a sentence against itself
	arcHead, arcDependent []float32
	arc                   []float32
	labelHead, labelDep   []float32
	mixed, labels         []float32
	tags, near, names     []float32
}

func newScratch(m *Model) *scratch { return &scratch{zero: make([]float32, m.shape.Width)} }

// grow returns s with room for n, its content undefined.
func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// pass runs the body of the network over a batch; the state of the last layer
// stays in s.x, those that the head for names sees in s.seen.
func (m *Model) pass(s *scratch, batch [][]string) {
	w := m.shape.Width
	rows := s.lay(batch)
	s.x, s.out = grow(s.x, rows*w), grow(s.out, rows*w)
	s.wide, s.inner = grow(s.wide, rows*3*w), grow(s.inner, rows*2*w)
	s.seen = s.seen[:0]
	m.embed(s, batch)
	m.keep(s, 0)
	for i, b := range m.blocks {
		if b.dilation > 0 {
			m.convolve(s, b, rows)
		} else {
			m.attend(s, b, rows)
		}
		for i := range rows {
			row := s.x[i*w:][:w]
			matrix.AddLayerNorm(row, row, s.out[i*w:][:w], b.norm.gain, b.norm.shift)
		}
		m.keep(s, i+1)
	}
}

// keep puts the state of a layer by, if the head for names sees it.
func (m *Model) keep(s *scratch, layer int) {
	if !slices.Contains(m.shape.Seen, layer) {
		return
	}
	n := len(s.seen)
	if n < cap(s.seen) {
		s.seen = s.seen[:n+1]
	} else {
		s.seen = append(s.seen, nil)
	}
	s.seen[n] = append(s.seen[n][:0], s.x...)
}

// lay gives each sentence its rows and returns their number.
func (s *scratch) lay(batch [][]string) int {
	s.extents = s.extents[:0]
	rows := 0
	for _, words := range batch {
		s.extents = append(s.extents, extent{rows, rows + 1 + len(words)})
		rows += 1 + len(words)
	}
	return rows
}

func (m *Model) embed(s *scratch, batch [][]string) {
	w := m.shape.Width
	for n, words := range batch {
		start := s.extents[n].start
		copy(s.x[start*w:][:w], m.root)
		for i, word := range words {
			x := s.x[(start+1+i)*w:][:w]
			clear(x)
			for column, row := range m.features.features(word) {
				m.tables[column].add(x, row)
			}
			matrix.AddLayerNorm(x, x, s.zero, m.norm.gain, m.norm.shift)
		}
	}
}

// convolve puts out relu(in [x(t-d), x(t), x(t+d)]) into s.out.
func (m *Model) convolve(s *scratch, b block, rows int) {
	w := m.shape.Width
	s.gather(s.wide, b.dilation, w, s.x)
	b.in.MulReLU(s.inner, 2*w, s.wide, 3*w, rows)
	b.out.Mul(s.out, w, s.inner, 2*w, rows)
}

// gather puts the states of each word and of those at the given distance left
// and right of it side by side into dst: layers of w each, for the left, the
// word and the right. Beyond the ends of a sentence stand zeros.
func (s *scratch) gather(dst []float32, distance, w int, layers ...[]float32) {
	part := w * len(layers)
	for _, e := range s.extents {
		for t := e.start; t < e.end; t++ {
			to := dst[t*3*part:][:3*part]
			for side, from := range [3]int{t - distance, t, t + distance} {
				if from < e.start || from >= e.end {
					clear(to[side*part:][:part])
					continue
				}
				for l, layer := range layers {
					copy(to[side*part+l*w:][:w], layer[from*w:])
				}
			}
		}
	}
}

// attend puts out softmax(q k' + bias) v into s.out. The file's weights of q
// hold the division by the root of the width.
func (m *Model) attend(s *scratch, b block, rows int) {
	w, count := m.shape.Width, m.shape.Heads
	size := w / count
	b.in.Mul(s.wide, 3*w, s.x, w, rows)
	for _, e := range s.extents {
		t := e.end - e.start
		state := s.wide[e.start*3*w:]
		for h := range count {
			query, key, value := state[h*size:], state[w+h*size:], state[2*w+h*size:]
			s.keys.PackRows(key, 3*w, t, size)
			s.square = grow(s.square, t*t)
			s.keys.Mul(s.square, t, query, 3*w, t)
			bias := b.bias[h*(2*m.shape.Reach+1):][:2*m.shape.Reach+1]
			for i := range t {
				row := s.square[i*t:][:t]
				addDistance(row, bias, i)
				softmax(row)
			}
			s.values.PackColumns(value, 3*w, t, size)
			s.values.Mul(s.inner[e.start*w+h*size:], w, s.square, t, t)
		}
	}
	b.out.Mul(s.out, w, s.inner, w, rows)
}

// addDistance adds the bias of i's distance to each place of a row. Distances
// beyond the reach share the bias at its end.
func addDistance(row, bias []float32, i int) {
	reach := (len(bias) - 1) / 2
	for j := range row {
		row[j] += bias[min(max(i-j, -reach), reach)+reach]
	}
}

// softmax turns scores into probabilities in place.
func softmax(row []float32) {
	top := slices.Max(row)
	for i := range row {
		row[i] -= top
	}
	matrix.Exp(row)
	var sum float32
	for _, v := range row {
		sum += v
	}
	for i := range row {
		row[i] /= sum
	}
}
