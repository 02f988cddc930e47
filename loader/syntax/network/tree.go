package network

import "math"

// secondRoot is what each word under the root costs, so that no tree has two of
// them: more than all other scores together.
const secondRoot = -1e6

// tree returns the head of each of t nodes (0 is the root; its own head is -1):
// the most probable tree with one word under the root. row i of p, t wide,
// holds the probabilities of i's heads.
//
// The best head of each word nearly always gives a tree. Where it does not,
// the maximum spanning tree is found by contraction of cycles (Chu and Liu
// 1965, Edmonds 1967).
func tree(p []float32, t int) []int {
	heads := make([]int, t)
	heads[0] = -1
	for i := 1; i < t; i++ {
		heads[i] = highest(p[i*t:][:t])
	}
	if isTree(heads) {
		return heads
	}
	score := make([]float64, t*t)
	for i := 1; i < t; i++ {
		for j := range t {
			score[i*t+j] = math.Log(max(float64(p[i*t+j]), 1e-30))
		}
	}
	for i := 1; i < t; i++ {
		score[i*t] += secondRoot
	}
	return spanning(score, t)
}

func countRoots(heads []int) int {
	count := 0
	for _, h := range heads[1:] {
		if h == 0 {
			count++
		}
	}
	return count
}

// isTree reports whether every node reaches node 0, and one node only hangs on it.
func isTree(heads []int) bool {
	return countRoots(heads) == 1 && findCycle(heads) == nil
}

// findCycle returns the nodes of one cycle, or nil.
func findCycle(heads []int) []int {
	seen := make([]int, len(heads))
	for i := 1; i < len(heads); i++ {
		at := i
		for at > 0 && seen[at] == 0 {
			seen[at] = i
			at = heads[at]
		}
		if at <= 0 || seen[at] != i {
			continue
		}
		cycle := []int{at}
		for next := heads[at]; next != at; next = heads[next] {
			cycle = append(cycle, next)
		}
		return cycle
	}
	return nil
}

// spanning returns the maximum spanning arborescence of n nodes from node 0.
// score[i*n+j] is the score of j as the head of i.
func spanning(score []float64, n int) []int {
	heads := make([]int, n)
	heads[0] = -1
	for i := 1; i < n; i++ {
		best := -1
		for j := range n {
			if j != i && (best < 0 || score[i*n+j] > score[i*n+best]) {
				best = j
			}
		}
		heads[i] = best
	}
	cycle := findCycle(heads)
	if cycle == nil {
		return heads
	}
	return expand(score, n, heads, cycle)
}

// expand solves the graph in which a cycle is one node, and opens the cycle
// where the solution enters it.
func expand(score []float64, n int, heads, cycle []int) []int {
	inCycle := make([]bool, n)
	for _, c := range cycle {
		inCycle[c] = true
	}
	outer := make([]int, 0, n) // nodes of the smaller graph; the cycle is the last
	for i := range n {
		if !inCycle[i] {
			outer = append(outer, i)
		}
	}
	k := len(outer)
	small := make([]float64, (k+1)*(k+1))
	enter, leave := make([]int, k), make([]int, k)
	for a, i := range outer {
		for b, j := range outer {
			small[a*(k+1)+b] = score[i*n+j]
		}
		leave[a] = cycle[0] // the best head within the cycle
		for _, c := range cycle {
			if score[i*n+c] > score[i*n+leave[a]] {
				leave[a] = c
			}
		}
		small[a*(k+1)+k] = score[i*n+leave[a]]
		gain := func(c int) float64 { return score[c*n+i] - score[c*n+heads[c]] }
		enter[a] = cycle[0] // the word of the cycle that changes to i at least cost
		for _, c := range cycle {
			if gain(c) > gain(enter[a]) {
				enter[a] = c
			}
		}
		small[k*(k+1)+a] = gain(enter[a])
	}
	solved := spanning(small, k+1)
	out := make([]int, n)
	for _, c := range cycle {
		out[c] = heads[c]
	}
	for a, i := range outer {
		switch h := solved[a]; {
		case h < 0:
			out[i] = -1
		case h == k:
			out[i] = leave[a]
		default:
			out[i] = outer[h]
		}
	}
	entry := solved[k]
	out[enter[entry]] = outer[entry]
	return out
}
