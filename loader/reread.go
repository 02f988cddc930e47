package loader

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"entente/graph"
	"entente/graph/store"
	"entente/loader/source"
)

// Reread reads by the list of the database what is loaded and was read by
// another one or by none, old versions too, like a Run whose input is the
// database. Articles whose actors came with them and those that a language
// model read keep their reading, and the ledger says so. When it was
// interrupted, it goes on when it is called again. When nothing failed, the
// list counts as applied.
func Reread(ctx context.Context, st *store.Store, reader *Reader, o Options) (graph.Batch, error) {
	l := newLoad(st, reader, o)
	if err := l.begin(ctx); err != nil {
		return l.end(ctx, err)
	}
	list := l.reader.Load().resolver.List()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batch, err := l.run(ctx, l.stored(ctx, st, cancel))
	if err != nil || batch.Counts.Failed+batch.Counts.Rejected > 0 {
		return batch, err
	}
	return batch, l.patiently(ctx, func() error { return st.StakeholdersApplied(ctx, list) })
}

// RereadName is what a Reread by a list is called.
func RereadName(list graph.StakeholderList) string {
	if list.Sum == "" {
		return "Stakeholder list removed"
	}
	return "Stakeholder list " + list.Name
}

// stored gives what the database holds that another extractor has read. An
// error of the database ends the load by fail.
func (l *load) stored(ctx context.Context, st *store.Store, fail context.CancelCauseFunc) iter.Seq[source.Item] {
	return func(yield func(source.Item) bool) {
		for after := ""; ; {
			page, err := l.stale(ctx, st, after)
			if err != nil {
				fail(err)
				return
			}
			if len(page) == 0 {
				return
			}
			for _, one := range page {
				if !yield(restored(one)) {
					return
				}
			}
			after = page[len(page)-1].Article.ID
		}
	}
}

func (l *load) stale(ctx context.Context, st *store.Store, after string) (page []graph.Stored, err error) {
	err = Patiently(ctx, l.options.Patience, func(string) {}, func() error {
		l.asking.Lock()
		defer l.asking.Unlock()
		if l.ended {
			return context.Canceled
		}
		page, err = st.Stale(ctx, l.reader.Load().Version(), after)
		return err
	})
	return page, err
}

// restored is a stored article as an item to load.
func restored(one graph.Stored) source.Item {
	extractor, given := graph.CutMentions(one.Extractor)
	item := source.Item{Name: one.Article.Key, Article: one.Article}
	switch {
	case given:
		item.Kept = "its actors came with it; load it again to have them told by the list"
	case strings.HasPrefix(extractor, "llm/"):
		item.Kept = fmt.Sprintf("%s read it; load it again with --llm to have its actors told by the list", extractor)
	}
	return item
}
