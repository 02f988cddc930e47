package store

import (
	_ "embed"
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

// saveEdges makes the aggregated edges of the pairs anew.
func (t transaction) saveEdges(pairs []pair) error {
	byRelation := map[graph.Relation][]any{}
	for _, p := range pairs {
		byRelation[p.relation] = append(byRelation[p.relation], map[string]any{
			"source": p.source, "target": p.target, "key": graph.EdgeKey(p.source, p.relation, p.target),
		})
	}
	for _, info := range graph.Relations() {
		rows := byRelation[info.Relation]
		for chunk := range slices.Chunk(rows, chunkRows) {
			err := t.do(saveEdgesCypher[info.Relation], map[string]any{"pairs": chunk, "relation": string(info.Relation)})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
