package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strconv"
	"time"

	"entente/graph"
)

// Bulk takes what a Store takes of a load, and writes the files from which
// Neo4j's offline importer makes the same graph in an empty database: Save,
// SaveItems, SaveBatch and Known as on a Store, then Finish, the importer with
// Arguments, and Settle on the new database. It is for one load by one
// extractor; an article that comes again with other mentions given stays as it
// was read first. One goroutine at a time may use it, and another one Known.
// What it keeps in memory are the entities, about 100 bytes per article and 16
// per aggregated edge; the rest is in the files.
type Bulk struct {
	dir       string
	extractor string
	list      graph.StakeholderList
	entities  map[string]*bulkEntity
	articles  bulkArticles
	batches   map[string]*bulkBatch
	publisher map[string]int
	versions  []version
	counted   bulkCounts
	items     int
	sums      *sums
	nodes     map[string]*table // by label
	links     map[string]*table // by type
	edges     *table
	broken    error // something was written by halves
}

// bulkEntity is an entity and its node's number.
type bulkEntity struct {
	graph.Entity
	number int
}

// bulkBatch is a batch's node.
type bulkBatch struct {
	number, items int
	properties    map[string]any
}

// Labels of the nodes that an import writes.
const (
	labelArticle, labelEntity, labelStatement = "Article", "Entity", "Statement"
	labelPublisher, labelBatch, labelItem     = "Publisher", "Batch", "Item"
)

// bulkLinks are the types of relationships but the aggregated edges, with
// their ends.
var bulkLinks = map[string][2]string{
	"REPORTS": {labelArticle, labelStatement}, "SOURCE": {labelStatement, labelEntity}, "TARGET": {labelStatement, labelEntity},
	"SAID_BY": {labelStatement, labelEntity}, "PUBLISHED_BY": {labelArticle, labelPublisher},
	"HAS_ITEM": {labelBatch, labelItem},
}

// NewBulk begins an import whose files go to an empty folder.
func NewBulk(dir string) (*Bulk, error) {
	b := &Bulk{
		dir: dir, entities: map[string]*bulkEntity{}, articles: newBulkArticles(), batches: map[string]*bulkBatch{},
		publisher: map[string]int{}, nodes: map[string]*table{}, links: map[string]*table{},
		edges: &table{dir: dir, name: "edges", head: append(bulkEnds(labelEntity, labelEntity), ":TYPE")},
	}
	for _, label := range []string{labelArticle, labelEntity, labelStatement, labelPublisher, labelBatch, labelItem} {
		b.nodes[label] = &table{dir: dir, name: label, head: []string{":ID(" + label + ")"}}
	}
	for kind, ends := range bulkLinks {
		b.links[kind] = &table{dir: dir, name: kind, head: bulkEnds(ends[0], ends[1])}
	}
	var err error
	b.sums, err = newSums(dir)
	return b, err
}

func bulkEnds(start, end string) []string {
	return []string{":START_ID(" + start + ")", ":END_ID(" + end + ")"}
}

// Known is as a Store's.
func (b *Bulk) Known(_ context.Context, _ string, articleIDs []string) (map[string]bool, error) {
	return b.articles.known(articleIDs), nil
}

// KeepStakeholders gives the new database a list of stakeholders. Call it
// before the first Save.
func (b *Bulk) KeepStakeholders(list graph.StakeholderList) { b.list = list }

// Stakeholders is as a Store's.
func (b *Bulk) Stakeholders(context.Context) (graph.StakeholderList, error) { return b.list, nil }

// Save is as a Store's, but for two things: parcels of another extractor than
// the first one's are refused (Invalid), and an error that leaves some of the
// parcels written is the answer to every later call.
func (b *Bulk) Save(_ context.Context, batchID string, parcels []graph.Parcel) ([]graph.Item, error) {
	if err := cmp.Or(b.broken, fits(batchID, parcels)); err != nil {
		return nil, err
	}
	crates := make([]*crate, len(parcels))
	for i, p := range parcels {
		crates[i] = pack(p)
		crates[i].article.Loaded = time.Now().UTC()
		if err := b.sameExtractor(crates[i]); err != nil {
			return nil, err
		}
	}
	if err := listed(crates, b.list.Sum); err != nil {
		return nil, err
	}
	p := makePlan(batchID, crates, b.state(crates))
	for _, e := range p.entities {
		b.keep(e)
	}
	for _, c := range p.articles {
		if b.broken = diskFailure(b.addArticle(c)); b.broken != nil {
			return nil, b.broken
		}
	}
	b.versions = append(b.versions, versions(p.articles)...)
	return p.items, b.addItems(batchID, p.items)
}

func (b *Bulk) sameExtractor(c *crate) error {
	if c.item.State == graph.ItemRejected {
		return nil
	}
	extractor, _ := graph.CutMentions(c.extractor)
	if b.extractor == "" {
		b.extractor = extractor
	}
	if b.extractor != extractor {
		return graph.Errorf(graph.Invalid, "An import is read by one extractor; this one was begun with %s, and now %s comes.", b.extractor, extractor)
	}
	return nil
}

// state is what is there of the articles and entities of the crates.
func (b *Bulk) state(crates []*crate) *state {
	s := newState()
	for _, c := range crates {
		b.articles.tell(s, &c.article, c.extractor)
		for id := range c.entities {
			if e := b.entities[id]; e != nil {
				s.entities[id] = e.Entity
			}
		}
	}
	return s
}

func (b *Bulk) keep(e graph.Entity) {
	if known := b.entities[e.ID]; known != nil {
		known.Entity = e
		return
	}
	b.entities[e.ID] = &bulkEntity{e, len(b.entities)}
}

// addArticle writes a new version with what hangs on it.
func (b *Bulk) addArticle(c *crate) error {
	number := b.articles.add(c)
	id := strconv.Itoa(number)
	properties := articleProperties(c)
	properties["id"] = c.article.ID
	err := b.nodes[labelArticle].add(properties, id)
	publisher := 0
	if name := c.article.Publisher; name != "" {
		if publisher = b.publisher[name]; publisher == 0 {
			publisher = len(b.publisher) + 1
			b.publisher[name] = publisher
			err = errors.Join(err, b.nodes[labelPublisher].add(map[string]any{"name": name}, strconv.Itoa(publisher)))
		}
		err = errors.Join(err, b.links["PUBLISHED_BY"].add(nil, id, strconv.Itoa(publisher)))
	}
	for i := range c.statements {
		if err == nil {
			err = b.addStatement(c, &c.statements[i], count{article: number, publisher: publisher})
		}
	}
	b.counted.articles++
	return err
}

func (b *Bulk) addStatement(c *crate, s *graph.Statement, one count) error {
	id := strconv.Itoa(b.counted.statements)
	b.counted.statements++
	source, target := b.entities[s.Source.EntityID].number, b.entities[s.Target.EntityID].number
	err := errors.Join(
		b.nodes[labelStatement].add(statementProperties(c, s), id),
		b.links["REPORTS"].add(nil, strconv.Itoa(one.article), id),
		b.links["SOURCE"].add(nil, id, strconv.Itoa(source)),
		b.links["TARGET"].add(nil, id, strconv.Itoa(target)),
	)
	for depth, m := range s.Speakers {
		if m.EntityID != "" {
			err = errors.Join(err, b.links["SAID_BY"].add(map[string]any{"depth": depth + 1}, id, strconv.Itoa(b.entities[m.EntityID].number)))
		}
	}
	one.source, one.target = source, target
	return errors.Join(err, b.sums.add(one, c, s))
}

// SaveItems is as a Store's; an item is given once.
func (b *Bulk) SaveItems(_ context.Context, batchID string, items []graph.Item) error {
	if batchID == "" {
		return graph.FieldError("batch", "Name the batch that the items belong to.")
	}
	return b.addItems(batchID, items)
}

func (b *Bulk) addItems(batchID string, items []graph.Item) error {
	batch := b.batch(batchID)
	for _, item := range items {
		properties := itemProperties(batchID, item)
		properties["key"], properties["number"] = ItemKey(batchID, item.ID), batch.items
		id := strconv.Itoa(b.items)
		batch.items++
		b.items++
		if err := errors.Join(b.nodes[labelItem].add(properties, id), b.links["HAS_ITEM"].add(nil, strconv.Itoa(batch.number), id)); err != nil {
			b.broken = diskFailure(err)
			return b.broken
		}
	}
	return b.broken
}

func (b *Bulk) batch(id string) *bulkBatch {
	if b.batches[id] == nil {
		b.batches[id] = &bulkBatch{number: len(b.batches), properties: map[string]any{
			"name": "", "state": string(graph.BatchRunning), "created": offset(time.Now().UTC()),
		}}
	}
	return b.batches[id]
}

// SaveBatch is as a Store's.
func (b *Bulk) SaveBatch(_ context.Context, batch graph.Batch) error {
	if batch.ID == "" {
		return graph.FieldError("id", "A batch needs an id.")
	}
	if batch.Created.IsZero() {
		batch.Created = time.Now().UTC()
	}
	maps.Copy(b.batch(batch.ID).properties, batchProperties(batch))
	return nil
}

// diskFailure says what to do when a file cannot be written.
func diskFailure(err error) error {
	var told *graph.Error
	if err == nil || errors.As(err, &told) {
		return err
	}
	return graph.Errorf(graph.NoSpace, "The files of the import cannot be written: %w. Free some space, or name another folder with --keep.", err)
}

// mark is a name in few bytes: two names in a billion have the same one with a
// chance below 1e-20.
type mark [16]byte

func markOf(name string) mark {
	sum := sha256.Sum256([]byte(name))
	return mark(sum[:16])
}

// hexMark is the mark of a name that is a hash already.
func hexMark(name string) (m mark) {
	if n, err := hex.Decode(m[:], []byte(name[:min(len(name), 2*len(m))])); err != nil || n < len(m) {
		return markOf(name)
	}
	return m
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
