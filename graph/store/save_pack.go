package store

import (
	"fmt"
	"math"
	"time"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/signature"
)

// stage names this package in rejects.
const stage = "store"

// maxKey is the longest key that an index of the database takes, in bytes.
const maxKey = 4000

// crate is a parcel that was checked, and what was decided about it.
type crate struct {
	article    graph.Article
	extractor  string
	list       string                  // sum of the stakeholder list by which it was read
	statements []graph.Statement       // verified, ids distinct
	entities   map[string]graph.Entity // those that the statements name
	item       graph.Item
	signature  signature.Signature
	original   string // id of the earliest article of which this is a copy; its own where it is none
	replaces   string // id of the version that this one takes the place of
	leaves     string // original of that version
}

// pack checks a parcel. A statement that cannot be verified is left out and
// counted on the item; an article that cannot be stored rejects the item.
func pack(p graph.Parcel) *crate {
	c := &crate{article: p.Article, extractor: p.Extractor, list: p.List, item: p.Item, entities: map[string]graph.Entity{}}
	c.item.ArticleID, c.item.Title = p.Article.ID, p.Article.Title
	if c.item.ID == "" {
		c.item.ID = p.Article.ID
	}
	if reason := unfit(p.Article); reason != "" {
		c.item.State, c.item.Stage, c.item.Reason = graph.ItemRejected, stage, reason
		return c
	}
	c.signature = signature.Of(c.article.Text)
	given := map[string]graph.Entity{}
	for _, e := range p.Entities {
		given[e.ID] = e
	}
	c.addStatements(p.Statements, given)
	if c.extractor == "" && len(c.statements) > 0 {
		c.extractor = c.statements[0].Extractor
	}
	return c
}

// unfit tells why an article cannot be stored, or nothing.
func unfit(a graph.Article) string {
	switch {
	case a.Text == "":
		return "The article has no text."
	case a.ID != a.Identify().ID || a.SHA256 != graph.Hash(a.Text):
		return "The article's id does not belong to its key and text; identify it after its text was normalized."
	case len(a.Key) > maxKey || len(a.Publisher) > maxKey:
		return fmt.Sprintf("The article's key or publisher is longer than %d bytes.", maxKey)
	case !utf8.ValidString(a.Text) || !utf8.ValidString(a.Title+a.Author+a.URL+a.Key+a.Publisher+a.Language):
		return "The article is not valid UTF-8."
	case !a.Published.IsZero() && (a.Published.Year() < 1 || a.Published.Year() > 9999):
		return "The article's date lies outside the years 1 to 9999."
	}
	return ""
}

func (c *crate) addStatements(statements []graph.Statement, given map[string]graph.Entity) {
	text := []rune(c.article.Text)
	seen := map[string]bool{}
	dropped, first := 0, ""
	for i := range statements {
		s := statements[i]
		reason := unsound(&s, c.article.ID, text, given)
		if reason == "" && seen[s.ID] {
			reason = fmt.Sprintf("statement %s came twice", s.ID)
		}
		if reason != "" {
			if dropped++; dropped == 1 {
				first = reason
			}
			continue
		}
		seen[s.ID] = true
		c.statements = append(c.statements, s)
		c.name(&s, given)
	}
	c.item.Statements = len(c.statements)
	if dropped > 0 {
		c.item.Rejects += dropped
		c.item.Stage = stage
		c.item.Reason = fmt.Sprintf("%d of %d statements were not saved; the first: %s.", dropped, len(statements), first)
	}
}

// name notes the entities that a statement names.
func (c *crate) name(s *graph.Statement, given map[string]graph.Entity) {
	for _, id := range named(s) {
		c.entities[id] = given[id]
	}
}

// named returns the ids of all entities that a statement names.
func named(s *graph.Statement) []string {
	ids := []string{s.Source.EntityID, s.Target.EntityID}
	for _, m := range s.Speakers {
		if m.EntityID != "" {
			ids = append(ids, m.EntityID)
		}
	}
	return ids
}

// unsound tells why a statement cannot be saved, or nothing.
func unsound(s *graph.Statement, article string, text []rune, given map[string]graph.Entity) string {
	if err := s.Verify(text); err != nil {
		return err.Error()
	}
	if s.ID == "" || s.ArticleID != article {
		return fmt.Sprintf("statement %q names the article %q", s.ID, s.ArticleID)
	}
	for _, id := range named(s) {
		if id == "" || given[id].ID != id {
			return fmt.Sprintf("statement %s names the entity %q, which did not come with it", s.ID, id)
		}
		if e := given[id]; len(id) > maxKey || e.Name == "" || !e.Kind.Valid() || !e.From.Valid() || !e.To.Valid() {
			return fmt.Sprintf("the entity %q of statement %s has no name, no known kind or no real dates", id, s.ID)
		}
	}
	return unread(s)
}

// unread tells what of a statement's reading is not of the language.
func unread(s *graph.Statement) string {
	times := s.Time == graph.Past || s.Time == graph.Ongoing || s.Time == graph.Future
	certain := s.Certainty == graph.CertaintyAsserted || s.Certainty == graph.CertaintyHedged
	switch {
	case !s.Relation.Valid():
		return fmt.Sprintf("statement %s has the unknown relation %q", s.ID, s.Relation)
	case !times || !certain || s.Mode != s.Facts.Mode():
		return fmt.Sprintf("statement %s has a mode that its facts do not give", s.ID)
	case s.Polarity < -1 || s.Polarity > 1 || !(math.Abs(s.Weight) <= 10) || !(s.Confidence >= 0 && s.Confidence <= 1):
		return fmt.Sprintf("statement %s has a polarity, weight or confidence out of bounds", s.ID)
	case !s.EventFrom.Valid() || !s.EventTo.Valid():
		return fmt.Sprintf("statement %s has a date that is no calendar day", s.ID)
	}
	return ""
}

// offset gives a time whose zone is told by its offset alone, as the database
// and JSON keep it; the driver would send a zone's name otherwise.
func offset(t time.Time) time.Time {
	_, seconds := t.Zone()
	return t.In(time.FixedZone("Offset", seconds))
}
