package store

import (
	"cmp"
	"maps"
	"slices"

	"entente/graph"
)

// plan is what one save writes. It is made in memory from what came and what
// is there, so that the same input always comes to the same graph.
type plan struct {
	articles []*crate // new versions
	reread   []*crate // known versions, read by another extractor than before
	entities []graph.Entity
	items    []graph.Item // one per parcel, in order
}

// makePlan decides what becomes of each crate, in order, and keeps s up to
// date with its decisions.
func makePlan(batch string, crates []*crate, s *state) *plan {
	p := &plan{}
	for _, c := range crates {
		p.items = append(p.items, p.decide(c, s, ItemKey(batch, c.item.ID)))
	}
	written := slices.Concat(p.articles, p.reread)
	p.entities = mergeEntities(written, s.entities)
	return p
}

// decide returns the item that the ledger gets.
func (p *plan) decide(c *crate, s *state, key string) graph.Item {
	if c.item.State == graph.ItemRejected {
		return c.item
	}
	known, ok := s.articles[c.article.ID]
	switch {
	case !ok:
		p.articles = append(p.articles, c)
		c.enter(s)
	case known.extractor != c.extractor:
		p.readAgain(c, known)
		s.articles[c.article.ID] = savedArticle{c.extractor, known.current, known.original}
	default:
		// Whoever asks again because the answer to a commit was lost finds
		// what the ledger noted then.
		if noted := s.items[key]; noted.ArticleID == c.article.ID && noted.State == graph.ItemDone {
			return noted
		}
		c.item.State = graph.ItemUnchanged
		return c.item
	}
	c.item.State = graph.ItemDone
	s.items[key] = c.item
	return c.item
}

// readAgain notes that a known article was read by another extractor, which
// may have happened earlier in the same call.
func (p *plan) readAgain(c *crate, known savedArticle) {
	for _, earlier := range slices.Concat(p.articles, p.reread) {
		if earlier.article.ID == c.article.ID {
			earlier.extractor, earlier.statements, earlier.entities = c.extractor, c.statements, c.entities
			return
		}
	}
	c.article.Current, c.original = known.current, known.original
	p.reread = append(p.reread, c)
}

// enter gives a new article its version and finds what it replaces.
func (c *crate) enter(s *state) {
	key := s.keys[c.article.Key]
	c.article.Version, c.article.Current = key.version+1, true
	c.replaces, c.leaves = key.current, key.original
	c.original = c.article.ID
	s.keys[c.article.Key] = savedKey{version: c.article.Version, current: c.article.ID}
	s.articles[c.article.ID] = savedArticle{c.extractor, true, c.original}
}

// mergeEntities joins what the crates say of entities with what is there and
// returns those that are new or changed, by id.
func mergeEntities(crates []*crate, there map[string]graph.Entity) []graph.Entity {
	changed := map[string]graph.Entity{}
	for _, c := range crates {
		for _, id := range slices.Sorted(maps.Keys(c.entities)) {
			known, ok := there[id]
			merged := c.entities[id]
			if ok {
				merged = mergeEntity(known, merged)
			} else {
				merged.Aliases = aliases(merged.Name, merged.Aliases)
			}
			if !ok || !same(known, merged) {
				there[id], changed[id] = merged, merged
			}
		}
	}
	return slices.SortedFunc(maps.Values(changed), func(a, b graph.Entity) int { return cmp.Compare(a.ID, b.ID) })
}

// shifts returns what the statements of a plan add.
func (p *plan) shifts() []shift {
	var list []shift
	for _, c := range slices.Concat(p.articles, p.reread) {
		gained := 0
		if c.article.Current {
			gained = 1
		}
		for i := range c.statements {
			s := &c.statements[i]
			list = append(list, shift{pair{s.Source.EntityID, s.Relation, s.Target.EntityID}, gained})
		}
	}
	return list
}

// union returns the ids of both lists, once each, sorted.
func union(a, b []string) []string {
	ids := slices.Concat(a, b)
	slices.Sort(ids)
	return slices.Compact(ids)
}

// ends returns the entities at the ends of pairs, once each, by id.
func ends(pairs []pair) []string {
	set := map[string]bool{}
	for _, p := range pairs {
		for id := range p.ends() {
			set[id] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}
