package graph

import "time"

// BatchState tells how far a load is.
type BatchState string

// States of a batch.
const (
	BatchQueued   BatchState = "queued"
	BatchRunning  BatchState = "running"
	BatchDone     BatchState = "done"     // with or without rejects
	BatchFailed   BatchState = "failed"   // could not go on: the reason says why
	BatchCanceled BatchState = "canceled" // what was written stays; run it again to go on
)

// ItemState tells how far one article, or one input that gave none, is.
type ItemState string

// States of an item.
const (
	ItemQueued    ItemState = "queued"
	ItemReading   ItemState = "reading"
	ItemDone      ItemState = "done"
	ItemUnchanged ItemState = "unchanged" // the same text, read by the same extractor, is there already
	ItemRejected  ItemState = "rejected"  // bad input: loading it again as it is won't help
	ItemFailed    ItemState = "failed"    // not the input's fault: try again
)

// Final reports whether s is an end.
func (s BatchState) Final() bool { return s != BatchQueued && s != BatchRunning }

// Final reports whether s is an end.
func (s ItemState) Final() bool {
	return s == ItemDone || s == ItemUnchanged || s == ItemRejected || s == ItemFailed
}

// Item is one article in a batch, or one input that gave none.
type Item struct {
	ID         string    `json:"id"`
	Name       string    `json:"name" doc:"file name, with the line or entry inside it"`
	State      ItemState `json:"state" enum:"queued,reading,done,unchanged,rejected,failed"`
	Stage      string    `json:"stage,omitempty" doc:"where a rejected or failed item stopped"`
	Reason     string    `json:"reason,omitempty"`
	Line       int       `json:"line,omitempty" doc:"1-based line of the input"`
	ArticleID  string    `json:"article_id,omitempty"`
	Title      string    `json:"title,omitempty"`
	Statements int       `json:"statements" doc:"statements the article gave"`
	Rejects    int       `json:"rejects" doc:"what stages dropped inside the article"`
	Updated    time.Time `json:"updated,omitzero"`
}

// Counts are the items of a batch by state, and what they gave.
type Counts struct {
	Items      int `json:"items"`
	Queued     int `json:"queued"`
	Reading    int `json:"reading"`
	Done       int `json:"done"`
	Unchanged  int `json:"unchanged"`
	Rejected   int `json:"rejected"`
	Failed     int `json:"failed"`
	Statements int `json:"statements"`
}

// Add counts an item's move from one state to another; from is empty for a
// new item.
func (c *Counts) Add(from, to ItemState) {
	move := func(s ItemState, by int) {
		switch s {
		case ItemQueued:
			c.Queued += by
		case ItemReading:
			c.Reading += by
		case ItemDone:
			c.Done += by
		case ItemUnchanged:
			c.Unchanged += by
		case ItemRejected:
			c.Rejected += by
		case ItemFailed:
			c.Failed += by
		}
	}
	if from == "" {
		c.Items++
	}
	move(from, -1)
	move(to, +1)
}

// Batch is one load: an asynchronous job.
type Batch struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	State    BatchState `json:"state" enum:"queued,running,done,failed,canceled"`
	Reason   string     `json:"reason,omitempty" doc:"why it failed"`
	Created  time.Time  `json:"created"`
	Updated  time.Time  `json:"updated,omitzero" doc:"last sign of life"`
	Finished time.Time  `json:"finished,omitzero"`
	Counts   Counts     `json:"counts"`
	Kept     bool       `json:"kept,omitempty" doc:"the server still has what was to be loaded, so that the batch can be retried"`
}

// ItemsQuery lists the items of a batch.
type ItemsQuery struct {
	Batch  string    `json:"batch"`
	State  ItemState `json:"state,omitempty"`
	Limit  int       `json:"limit,omitempty"`
	Cursor string    `json:"cursor,omitempty"`
}

// Validate checks the query and fills defaults.
func (q *ItemsQuery) Validate() error {
	if err := required("batch", q.Batch); err != nil {
		return err
	}
	return bounded("limit", &q.Limit, DefaultPage, MaxPage)
}

// ItemPage is a page of items, in the order in which they came.
type ItemPage struct {
	Items []Item `json:"items"`
	Next  string `json:"next,omitempty"`
	Total int    `json:"total"`
}

// Parcel is one article ready to be saved: it goes into the database whole,
// in one transaction with its ledger entry, or not at all.
type Parcel struct {
	Article    Article
	Entities   []Entity
	Statements []Statement
	Extractor  string    // name and version of what read the article, also where it found nothing
	List       string    // StakeholderList.Sum of the list by which its actors were told; empty for none
	Given      []Mention // actors that came with the article, or nil
	Item       Item
}

// Removal is what a removal of articles took out of the graph.
type Removal struct {
	Articles   int `json:"articles"`
	Versions   int `json:"versions" doc:"of the articles, all texts under one key"`
	Statements int `json:"statements"`
}
