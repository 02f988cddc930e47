package store

import (
	_ "embed"
	"slices"

	"entente/graph"
)

//go:embed save_items.cypher
var saveItemsCypher string

// saveItems writes the ledger's lines of a batch.
func (t transaction) saveItems(batch string, items []graph.Item) error {
	rows := make([]any, len(items))
	for i, item := range items {
		rows[i] = map[string]any{"key": ItemKey(batch, item.ID), "offset": i % chunkRows, "properties": itemProperties(batch, item), "final": item.State.Final()}
	}
	for chunk := range slices.Chunk(rows, chunkRows) {
		err := t.do(saveItemsCypher, map[string]any{"batch": batch, "rows": chunk, "size": len(chunk)})
		if err != nil {
			return err
		}
	}
	return nil
}
