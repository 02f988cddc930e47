package store

import (
	"encoding/base64"
	"slices"
	"strconv"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/signature"
)

// undated stands in sort keys where no date is known: it sorts below every
// year.
const undated = "0000-00-00"

// sortKey orders statements by day and keeps them apart by id, so that a page
// can start after any of them.
func sortKey(day graph.Date, id string) string {
	if day == "" {
		return undated + "|" + id
	}
	return string(day) + "|" + id
}

// articleKey orders articles by moment, and keeps them apart by id.
func articleKey(a graph.Article) string {
	if a.Published.IsZero() {
		return undated + "|" + a.ID
	}
	return a.Published.UTC().Format(time.RFC3339) + "|" + a.ID
}

// articleProperties are what an article's node holds.
func articleProperties(c *crate) map[string]any {
	a := c.article
	p := map[string]any{
		"key": a.Key, "version": a.Version, "sha256": a.SHA256, "text": a.Text, "current": a.Current,
		"loaded": offset(a.Loaded), "extractor": c.extractor, "original": c.original, "sort_key": articleKey(a),
	}
	putSignature(p, c.signature)
	texts := map[string]string{
		"url": a.URL, "title": a.Title, "author": a.Author, "language": a.Language, "publisher": a.Publisher,
	}
	putTexts(p, texts)
	if !a.Published.IsZero() {
		p["published"] = offset(a.Published)
	}
	return p
}

// entityProperties are what an entity's node holds; null removes what is not
// known any more.
func entityProperties(e graph.Entity) map[string]any {
	p := map[string]any{
		"name": e.Name, "kind": string(e.Kind), "aliases": list(e.Aliases),
		"from": dateOrNil(e.From), "to": dateOrNil(e.To),
	}
	for name, text := range map[string]string{
		"description": e.Description, "iso3": e.ISO3, "wikidata": e.Wikidata, "sector": e.Sector,
		"canonical_id": e.CanonicalID, "seed": string(e.Seed), "place": e.Place, "list": e.List,
	} {
		if p[name] = nil; text != "" {
			p[name] = text
		}
	}
	return p
}

// statementProperties are what a statement's node holds. Names of entities are
// not among them: they stand on the entities.
func statementProperties(c *crate, s *graph.Statement) map[string]any {
	day := graph.DateOf(c.article.Published)
	p := map[string]any{
		"id": s.ID, "article_id": c.article.ID, "original": c.original, "current": c.article.Current,
		"sort_key": sortKey(day, s.ID), "relation": string(s.Relation),
		"polarity": s.Polarity, "weight": s.Weight, "mode": string(s.Mode),
		"negated": s.Negated, "certainty": string(s.Certainty), "time": string(s.Time), "conditional": s.Conditional,
		"reciprocal": s.Reciprocal, "quoted": s.Quoted,
		"quad": s.Quad, "confidence": s.Confidence, "extractor": c.extractor,
		"sentence": s.Sentence.Text, "start": s.Sentence.Start, "end": s.Sentence.End,
		"source_id": s.Source.EntityID, "source_text": s.Source.Text, "source_start": s.Source.Start, "source_end": s.Source.End,
		"target_id": s.Target.EntityID, "target_text": s.Target.Text, "target_start": s.Target.Start, "target_end": s.Target.End,
		"trigger": s.Trigger.Text, "trigger_start": s.Trigger.Start, "trigger_end": s.Trigger.End,
	}
	putTexts(p, map[string]string{
		"publisher": c.article.Publisher, "place": s.Place, "plover": string(s.Plover), "cameo": s.CAMEO, "rule": s.Rule,
	})
	putCues(p, s.Cues)
	putSpeakers(p, s.Speakers)
	if !c.article.Published.IsZero() {
		p["published"] = offset(c.article.Published)
	}
	p["event_from"], p["event_to"] = dateOrNil(s.EventFrom), dateOrNil(s.EventTo)
	return p
}

// edgeProperties are what an aggregated edge holds besides its key.
func edgeProperties(e graph.Edge) map[string]any {
	return map[string]any{
		"key": e.Key, "statements": e.Statements, "articles": e.Articles, "publishers": e.Publishers, "independent": e.Independent,
		"asserted": e.Asserted, "negated": e.Negated, "hedged": e.Hedged, "planned": e.Planned, "conditional": e.Conditional,
		"weight": e.Weight, "polarity": e.Polarity, "confidence": e.Confidence,
		"first": dateOrNil(e.First), "last": dateOrNil(e.Last), "months": list(e.Months), "counts": list(e.Counts),
	}
}

// putSignature adds by what copies of the text are found. A text that is too
// short has an empty signature, and no bands.
func putSignature(p map[string]any, s signature.Signature) {
	p["signature"] = base64.StdEncoding.EncodeToString(s)
	for i, band := range s.Bands() {
		p["band_"+strconv.Itoa(i)] = band
	}
}

func readSignature(c *cells) signature.Signature {
	s, err := base64.StdEncoding.DecodeString(c.text())
	if err != nil {
		c.fail("a signature is not base64: %v", err)
	}
	return s
}

func putCues(p map[string]any, cues []graph.Cue) {
	texts, kinds, starts, stops := make([]string, len(cues)), make([]string, len(cues)), make([]int, len(cues)), make([]int, len(cues))
	for i, c := range cues {
		texts[i], kinds[i], starts[i], stops[i] = c.Text, string(c.Kind), c.Start, c.End
	}
	p["cue_text"], p["cue_kind"], p["cue_start"], p["cue_end"] = list(texts), list(kinds), list(starts), list(stops)
}

// putSpeakers keeps the surfaces of the attribution chain. A speaker without
// an entity is named by its surface alone.
func putSpeakers(p map[string]any, speakers []graph.Mention) {
	n := len(speakers)
	ids, texts, names, starts, stops := make([]string, n), make([]string, n), make([]string, n), make([]int, n), make([]int, n)
	for i, m := range speakers {
		ids[i], texts[i], names[i], starts[i], stops[i] = m.EntityID, m.Text, m.Entity, m.Start, m.End
	}
	p["speaker_ids"], p["speaker_text"], p["speaker_name"] = list(ids), list(texts), list(names)
	p["speaker_start"], p["speaker_end"] = list(starts), list(stops)
}

// putTexts adds the texts that are not empty.
func putTexts(p map[string]any, texts map[string]string) {
	for name, text := range texts {
		if text != "" {
			p[name] = text
		}
	}
}

// list leaves out a list that tells nothing: what is missing reads as zero, and
// an import can keep neither an empty list nor one of a single empty text.
func list[T comparable](values []T) any {
	var zero T
	if !slices.ContainsFunc(values, func(value T) bool { return value != zero }) {
		return nil
	}
	return values
}

func dateOrNil(d graph.Date) any {
	day, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return nil
	}
	return neo4j.DateOf(day)
}
