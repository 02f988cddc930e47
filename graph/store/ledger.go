package store

import (
	"context"
	"time"

	"entente/graph"
)

// ItemKey names an item among those of all batches.
func ItemKey(batch, item string) string { return batch + "|" + item }

func itemProperties(batch string, i graph.Item) map[string]any {
	updated := i.Updated
	if updated.IsZero() {
		updated = time.Now()
	}
	return map[string]any{
		"batch": batch, "id": i.ID, "name": i.Name, "state": string(i.State), "stage": i.Stage, "reason": i.Reason,
		"line": i.Line, "article_id": i.ArticleID, "title": i.Title, "statements": i.Statements, "rejects": i.Rejects,
		"updated": offset(updated.UTC()),
	}
}

func readItem(f fields) graph.Item {
	return graph.Item{
		ID: f.text("id"), Name: f.text("name"), State: graph.ItemState(f.text("state")), Stage: f.text("stage"),
		Reason: f.text("reason"), Line: f.number("line"), ArticleID: f.text("article_id"), Title: f.text("title"),
		Statements: f.number("statements"), Rejects: f.number("rejects"), Updated: plain(f.moment("updated")),
	}
}

func batchProperties(b graph.Batch) map[string]any {
	p := map[string]any{
		"name": b.Name, "state": string(b.State), "reason": b.Reason, "created": offset(b.Created), "updated": offset(b.Updated), "finished": nil,
		"items": b.Counts.Items, "queued": b.Counts.Queued, "reading": b.Counts.Reading, "done": b.Counts.Done,
		"unchanged": b.Counts.Unchanged, "rejected": b.Counts.Rejected, "failed": b.Counts.Failed, "statements": b.Counts.Statements,
	}
	if !b.Finished.IsZero() {
		p["finished"] = offset(b.Finished)
	}
	return p
}

func readBatch(f fields) graph.Batch {
	return graph.Batch{
		ID: f.text("id"), Name: f.text("name"), State: graph.BatchState(f.text("state")), Reason: f.text("reason"),
		Created: plain(f.moment("created")), Updated: plain(f.moment("updated")), Finished: plain(f.moment("finished")),
		Counts: graph.Counts{
			Items: f.number("items"), Queued: f.number("queued"), Reading: f.number("reading"), Done: f.number("done"),
			Unchanged: f.number("unchanged"), Rejected: f.number("rejected"), Failed: f.number("failed"), Statements: f.number("statements"),
		},
	}
}

// SaveBatch writes a batch's entry in the ledger, its counts as given.
func (s *Store) SaveBatch(ctx context.Context, b graph.Batch) error {
	if b.ID == "" {
		return graph.FieldError("id", "A batch needs an id.")
	}
	if b.Created.IsZero() {
		b.Created = time.Now().UTC()
	}
	if b.Updated.IsZero() {
		b.Updated = time.Now().UTC()
	}
	return s.note(ctx, func(t transaction) error {
		return t.do(saveBatchCypher, map[string]any{"id": b.ID, "properties": batchProperties(b)})
	})
}

// SaveItems writes items into the ledger of a batch. New ones come after those
// that are there, in the order given; known ones (by id) are overwritten, but
// one that has come to an end is not put back to queued or reading.
func (s *Store) SaveItems(ctx context.Context, batchID string, items []graph.Item) error {
	if batchID == "" {
		return graph.FieldError("batch", "Name the batch that the items belong to.")
	}
	return s.note(ctx, func(t transaction) error { return t.saveItems(batchID, items) })
}
