package network

import "math"

// readNames finds the most probable sequence of marks in which an inside
// follows a beginning or inside of its own kind (Viterbi).
func (m *Model) readNames(s *scratch, e extent) []Name {
	n, k := e.end-e.start-1, len(m.kinds)
	stride := m.heads.names.N
	rows := s.names[(e.start+1)*stride:]
	best := make([]float32, k)
	back := make([]int, n*k)
	for i := range n {
		row := rows[i*stride:][:k]
		cool(row, m.temperatures.names)
		softmax(row)
		next := make([]float32, k)
		for to := range k {
			from, value := m.previous(best, to, i == 0)
			back[i*k+to] = from
			next[to] = value + float32(math.Log(max(float64(row[to]), 1e-30)))
		}
		best = next
	}
	marks := make([]int, n)
	if n == 0 {
		return nil
	}
	marks[n-1] = highest(best)
	for i := n - 1; i > 0; i-- {
		marks[i-1] = back[i*k+marks[i]]
	}
	return m.spans(marks, rows, stride)
}

// previous returns the best mark before mark to, and its value.
func (m *Model) previous(best []float32, to int, first bool) (int, float32) {
	inside := to > 0 && !m.kinds[to].begin
	if first {
		if inside {
			return 0, impossible
		}
		return 0, 0
	}
	at, value := 0, float32(math.Inf(-1))
	for from := range m.kinds {
		if inside && m.kinds[from].kind != m.kinds[to].kind {
			continue
		}
		if best[from] > value {
			at, value = from, best[from]
		}
	}
	return at, value
}

// spans turns marks into names. A name is as probable as its least probable
// mark, the one that ends it included.
func (m *Model) spans(marks []int, rows []float32, stride int) []Name {
	var out []Name
	for i := 0; i < len(marks); {
		if marks[i] == 0 {
			i++
			continue
		}
		end := i + 1
		for end < len(marks) && marks[end] > 0 && !m.kinds[marks[end]].begin {
			end++
		}
		prob := float32(1)
		for j := i; j < min(end+1, len(marks)); j++ {
			prob = min(prob, rows[j*stride+marks[j]])
		}
		out = append(out, Name{First: i, End: end, Kind: m.kinds[marks[i]].kind, Prob: prob})
		i = end
	}
	return out
}
