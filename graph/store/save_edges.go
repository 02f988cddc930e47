package store

import (
	"cmp"
	_ "embed"
	"iter"
	"maps"
	"slices"
	"strings"

	"entente/graph"
)

//go:embed save_edges.cypher
var saveEdgesTemplate string

// saveEdgesBlank is the template's only blank.
const saveEdgesBlank = "RELATION"

// saveEdgesCypher holds the text of each relation.
var saveEdgesCypher = func() map[graph.Relation]string {
	texts := map[graph.Relation]string{}
	for _, info := range graph.Relations() {
		texts[info.Relation] = strings.ReplaceAll(saveEdgesTemplate, ":"+saveEdgesBlank, ":"+string(info.Relation))
	}
	return texts
}()

// pair is what one aggregated edge stands for.
type pair struct {
	source   string
	relation graph.Relation
	target   string
}

func readPair(c *cells) pair { return pair{c.text(), c.relation(), c.text()} }

// shift is how many current statements a pair gained, or lost where that is
// negative. Zero stands for a change of another kind.
type shift struct {
	pair
	gained int
}

func readShift(c *cells) shift { return shift{readPair(c), c.number()} }

// sum returns what all the shifts of each pair come to, ordered by pair.
func sum(lists ...[]shift) []shift {
	gained := map[pair]int{}
	for _, list := range lists {
		for _, s := range list {
			gained[s.pair] += s.gained
		}
	}
	sums := make([]shift, 0, len(gained))
	for _, p := range slices.SortedFunc(maps.Keys(gained), comparePairs) {
		sums = append(sums, shift{p, gained[p]})
	}
	return sums
}

func comparePairs(a, b pair) int {
	return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.relation, b.relation), cmp.Compare(a.target, b.target))
}

// ends gives the entities at the ends of a pair, once each.
func (p pair) ends() iter.Seq[string] {
	return func(yield func(string) bool) {
		if yield(p.source) && p.target != p.source {
			yield(p.target)
		}
	}
}

// saveEdges makes the aggregated edges of the pairs anew, and returns them in
// the order of the pairs; one without statements was dropped.
func (t transaction) saveEdges(pairs []pair) ([]graph.Edge, error) {
	edges, err := t.countEdges(pairs)
	if err != nil {
		return nil, err
	}
	for text, rows := range edgeRows(edges) {
		if err := t.inChunks(text, rows); err != nil {
			return nil, err
		}
	}
	return edges, nil
}

// edgeRows gives the rows of edges by the text that writes them: those of a
// relation by its own, those without a statement by the one that drops them.
func edgeRows(edges []graph.Edge) iter.Seq2[string, []any] {
	rows := map[string][]any{}
	for i := range edges {
		e := &edges[i]
		row, text := map[string]any{"source": e.Source, "target": e.Target}, saveEdgesDropCypher
		if e.Statements > 0 {
			row["properties"], text = edgeProperties(*e), saveEdgesCypher[e.Relation]
		} else {
			row["key"] = e.Key
		}
		rows[text] = append(rows[text], row)
	}
	return func(yield func(string, []any) bool) {
		for _, text := range slices.Sorted(maps.Keys(rows)) {
			if !yield(text, rows[text]) {
				return
			}
		}
	}
}
