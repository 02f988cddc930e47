package store

import (
	_ "embed"
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
	edges, err := t.countEdges(pairs)
	if err != nil {
		return err
	}
	var gone []graph.Edge
	byRelation := map[graph.Relation][]any{}
	for _, e := range edges {
		if e.Statements == 0 {
			gone = append(gone, e)
			continue
		}
		byRelation[e.Relation] = append(byRelation[e.Relation], map[string]any{
			"source": e.Source, "target": e.Target, "key": e.Key, "properties": edgeProperties(e),
		})
	}
	for _, info := range graph.Relations() {
		if err := t.inChunks(saveEdgesCypher[info.Relation], byRelation[info.Relation]); err != nil {
			return err
		}
	}
	return t.dropEdges(gone)
}
