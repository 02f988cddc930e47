package loader

import (
	"context"

	"entente/graph"
)

// Target is what a load writes to: a *store.Store, or a *store.Bulk, which
// makes the files of an import of the same. The contracts are those of the
// store's methods.
type Target interface {
	Stakeholders(ctx context.Context) (graph.StakeholderList, error)
	Known(ctx context.Context, extractor string, articleIDs []string) (map[string]bool, error)
	Save(ctx context.Context, batchID string, parcels []graph.Parcel) ([]graph.Item, error)
	SaveItems(ctx context.Context, batchID string, items []graph.Item) error
	SaveBatch(ctx context.Context, b graph.Batch) error
}
