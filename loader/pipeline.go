package loader

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"time"

	"entente/graph"
	"entente/loader/queue"
	"entente/loader/source"
)

// What goes through the line as one piece. A chunk is one question to the
// ledger; a batch of units is one transaction. Neither waits long for more:
// a source that trickles is written as it comes.
const (
	chunkItems = 64
	chunkBytes = 4 << 20
	chunkWait  = 200 * time.Millisecond

	batchArticles = 500
	batchRows     = 1_500 // statements
	batchBytes    = 4 << 20
	batchWait     = 2 * time.Second
)

// unit is one item on its way through the line.
type unit struct {
	item     graph.Item
	input    source.Item
	reading  Reading
	delivery *queue.Delivery // of a worker's unit
}

// batches is the line before the writer. Items come from their source and the
// ledger is asked about them in chunks, one worker per core reads the articles
// that it does not know, and what they found is gathered while the writer is
// busy. Each step holds back the one before it.
func (l *load) batches(ctx context.Context, units iter.Seq[unit], read func(context.Context, unit) unit) iter.Seq[[]unit] {
	return func(yield func([]unit) bool) {
		reading, stop := context.WithCancel(ctx)
		defer stop()
		done := Parallel(ctx, l.options.Workers, units, func(u unit) unit { return read(reading, u) })
		for batch := range gather(ctx, untilUnread(done, stop), batchWait, unit.share) {
			if !yield(batch) {
				return
			}
		}
	}
}

// share is the part of a batch that a unit fills.
func (u unit) share() float64 {
	return 1./batchArticles + float64(len(u.reading.Statements))/batchRows + float64(len(u.input.Article.Text))/batchBytes
}

// untilUnread ends with the first unit that a language model could not be asked
// about, and stops the reading of those behind it.
func untilUnread(units iter.Seq[unit], stop func()) iter.Seq[unit] {
	return func(yield func(unit) bool) {
		for u := range units {
			if u.reading.Err != nil {
				stop()
			}
			if !yield(u) || u.reading.Err != nil {
				return
			}
		}
	}
}

// asked numbers the items and settles those that need no reading.
func (l *load) asked(ctx context.Context, items iter.Seq[source.Item]) iter.Seq[unit] {
	share := func(input source.Item) float64 { return shareOfChunk(input.Article) }
	return func(yield func(unit) bool) {
		number := 0
		for chunk := range gather(ctx, items, chunkWait, share) {
			known := l.known(ctx, chunk)
			for _, input := range chunk {
				if number++; l.past.has(number) {
					continue
				}
				u := unit{item: l.ledgerItem(number, input), input: input}
				switch {
				case input.Reject != nil:
					u.item.State, u.item.Stage, u.item.Reason = graph.ItemRejected, input.Reject.Stage, input.Reject.Reason
					if input.Passing {
						u.item.State = graph.ItemFailed
					}
				case input.Kept != "":
					u.item.State, u.item.Reason = graph.ItemUnchanged, input.Kept
				case known[input.Article.ID]:
					u.item.State = graph.ItemUnchanged
				}
				if !yield(u) {
					return
				}
			}
		}
	}
}

func shareOfChunk(a graph.Article) float64 { return 1./chunkItems + float64(len(a.Text))/chunkBytes }

func (l *load) ledgerItem(number int, input source.Item) graph.Item {
	return graph.Item{
		ID:        fmt.Sprintf("%s-%08d", l.batch.ID, number),
		Name:      input.Name,
		Line:      input.Line,
		State:     graph.ItemReading,
		ArticleID: input.Article.ID,
		Title:     input.Article.Title,
	}
}

// known is a short cut: when the question fails, every article is read, and
// saving settles what was there.
func (l *load) known(ctx context.Context, inputs []source.Item) map[string]bool {
	ids := map[string][]string{} // by reading
	reader := l.reader.Load()
	for _, input := range inputs {
		if input.Reject == nil && input.Kept == "" {
			reading := reader.readingOf(input)
			ids[reading] = append(ids[reading], input.Article.ID)
		}
	}
	all := map[string]bool{}
	asked := l.ask(func() error {
		for reading, some := range ids {
			known, err := l.store.Known(ctx, reading, some)
			if err != nil {
				return err
			}
			maps.Copy(all, known)
		}
		return nil
	})
	if !asked {
		return nil
	}
	return all
}

// ask uses the store from another goroutine than the writer's; false when it
// failed, or the load has ended.
func (l *load) ask(question func() error) bool {
	l.asking.Lock()
	defer l.asking.Unlock()
	return !l.ended && question() == nil
}

// endAsking waits for questions under way and lets no more through.
func (l *load) endAsking() {
	l.asking.Lock()
	defer l.asking.Unlock()
	l.ended = true
}

// read reads an article that is not settled yet.
func (l *load) read(ctx context.Context, u unit) unit {
	if u.item.State.Final() {
		return u
	}
	u.reading = l.reader.Load().ReadContext(ctx, u.input)
	u.item.Title = u.reading.Article.Title
	if u.reading.Defect != "" {
		u.item.State, u.item.Stage, u.item.Reason = graph.ItemFailed, "extract", u.reading.Defect
	}
	u.item.Statements, u.item.Rejects = len(u.reading.Statements), len(u.reading.Rejects)
	return u
}
