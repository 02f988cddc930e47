package store

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/graph"
)

// readEntity reads an entity from its properties.
func readEntity(f fields) graph.Entity {
	return graph.Entity{
		ID: f.text("id"), Name: f.text("name"), Kind: graph.Kind(f.text("kind")), Aliases: f.texts("aliases"),
		Description: f.text("description"), ISO3: f.text("iso3"), Wikidata: f.text("wikidata"), Sector: f.text("sector"),
		CanonicalID: f.text("canonical_id"), Seed: graph.Seed(f.text("seed")),
		Place: f.text("place"), From: f.date("from"), To: f.date("to"), List: f.text("list"),
	}
}

// readNode reads an entity as a picture shows it, from its properties. Hidden
// is left to the question.
func readNode(f fields) graph.Node {
	return graph.Node{Entity: readEntity(f), Degree: f.number("degree"), Statements: f.number("statements")}
}

// readArticle reads an article from its properties; the text is empty where
// the question left it out.
func readArticle(f fields) graph.Article {
	return graph.Article{
		ID: f.text("id"), Key: f.text("key"), Version: f.number("version"), SHA256: f.text("sha256"), URL: f.text("url"),
		Title: f.text("title"), Author: f.text("author"), Language: f.text("language"), Publisher: f.text("publisher"),
		Published: plain(f.moment("published")), Loaded: plain(f.moment("loaded")), Text: f.text("text"), Current: f.flag("current"),
	}
}

// plain gives times at offset 0 the zone UTC, so that equal times are equal
// values.
func plain(t time.Time) time.Time {
	if _, seconds := t.Zone(); seconds == 0 && !t.IsZero() {
		return t.UTC()
	}
	return t
}

// readStatement reads a statement from a list of its properties, the source's
// name and kind, the target's, and the speakers as lists of depth, name and
// kind.
func readStatement(c *cells) graph.Statement {
	f := c.object()
	s := statementFrom(f)
	s.Source.Entity, s.Source.Kind = c.text(), graph.Kind(c.text())
	s.Target.Entity, s.Target.Kind = c.text(), graph.Kind(c.text())
	lists(c, func(c *cells) any {
		depth, name, kind := c.number(), c.text(), graph.Kind(c.text())
		if depth >= 1 && depth <= len(s.Speakers) {
			s.Speakers[depth-1].Entity, s.Speakers[depth-1].Kind = name, kind
		}
		return nil
	})
	return s
}

func statementFrom(f fields) graph.Statement {
	return graph.Statement{
		ID: f.text("id"), ArticleID: f.text("article_id"), Publisher: f.text("publisher"), Published: plain(f.moment("published")),
		Source: mentionFrom(f, "source"), Target: mentionFrom(f, "target"), Relation: graph.Relation(f.text("relation")),
		Polarity: f.number("polarity"), Weight: f.real("weight"), Mode: graph.Mode(f.text("mode")),
		Facts: graph.Facts{
			Negated: f.flag("negated"), Certainty: graph.Certainty(f.text("certainty")),
			Time: graph.Time(f.text("time")), Conditional: f.flag("conditional"),
		},
		Reciprocal: f.flag("reciprocal"), Quoted: f.flag("quoted"),
		Speakers: speakersFrom(f), Cues: cuesFrom(f),
		Sentence:  graph.Excerpt{Text: f.text("sentence"), Start: f.number("start"), End: f.number("end")},
		Trigger:   graph.Excerpt{Text: f.text("trigger"), Start: f.number("trigger_start"), End: f.number("trigger_end")},
		EventFrom: f.date("event_from"), EventTo: f.date("event_to"), Place: f.text("place"),
		Plover: graph.Plover(f.text("plover")), CAMEO: f.text("cameo"), Quad: f.number("quad"),
		Confidence: f.real("confidence"), Extractor: f.text("extractor"), Rule: f.text("rule"), Current: f.flag("current"),
	}
}

func mentionFrom(f fields, role string) graph.Mention {
	return graph.Mention{
		Text: f.text(role + "_text"), Start: f.number(role + "_start"), End: f.number(role + "_end"), EntityID: f.text(role + "_id"),
	}
}

func speakersFrom(f fields) []graph.Mention {
	ids, texts, names := f.texts("speaker_ids"), f.texts("speaker_text"), f.texts("speaker_name")
	starts, stops := f.numbers("speaker_start"), f.numbers("speaker_end")
	speakers := make([]graph.Mention, len(texts))
	for i := range speakers {
		speakers[i] = graph.Mention{Text: texts[i], Start: at(starts, i), End: at(stops, i), Entity: at(names, i), EntityID: at(ids, i)}
	}
	return speakers
}

func cuesFrom(f fields) []graph.Cue {
	texts, kinds, starts, stops := f.texts("cue_text"), f.texts("cue_kind"), f.numbers("cue_start"), f.numbers("cue_end")
	cues := make([]graph.Cue, len(texts))
	for i := range cues {
		cues[i] = graph.Cue{
			Excerpt: graph.Excerpt{Text: texts[i], Start: at(starts, i), End: at(stops, i)},
			Kind:    graph.CueKind(at(kinds, i)),
		}
	}
	return cues
}

// at reads a parallel list, of which a hand may have cut something off.
func at[T any](list []T, i int) (value T) {
	if i < len(list) {
		value = list[i]
	}
	return value
}

// readEdge reads an aggregated edge from a list of 20 values, in the order in
// which the questions return them.
func readEdge(c *cells) graph.Edge {
	return graph.Edge{
		Key: c.text(), Source: c.text(), Target: c.text(), Relation: c.relation(),
		Statements: c.number(), Articles: c.number(), Publishers: c.number(), Independent: c.number(),
		Asserted: c.number(), Negated: c.number(), Hedged: c.number(), Planned: c.number(), Conditional: c.number(),
		Weight: c.real(), Polarity: c.number(), Confidence: c.real(), First: c.date(), Last: c.date(),
		Months: c.numbers(), Counts: c.numbers(),
	}
}

// readFilteredEdge reads an edge that was counted from statements, from a list
// of 19 values.
func readFilteredEdge(c *cells) graph.Edge {
	key, source, target, relation := c.text(), c.text(), c.text(), c.relation()
	e := readCounted(c)
	e.Key, e.Source, e.Target, e.Relation = key, source, target, relation
	return e
}

// readCounted reads what the statements of a pair come to, from the 15 values
// that the counting texts return.
func readCounted(c *cells) graph.Edge {
	e := graph.Edge{
		Statements: c.number(), Articles: c.number(), Publishers: c.number(), Independent: c.number(),
		Asserted: c.number(), Negated: c.number(), Hedged: c.number(), Planned: c.number(), Conditional: c.number(),
		Weight: c.real(), Polarity: c.number(), Confidence: c.real(), First: c.date(), Last: c.date(),
	}
	e.Months, e.Counts = tally(c.texts())
	return e
}

// tally counts months, given as "2017-04" in any order.
func tally(months []string) (numbers, counts []int) {
	numbers, counts = []int{}, []int{}
	slices.Sort(months)
	for _, month := range months {
		n, _ := strconv.Atoi(strings.Replace(month, "-", "", 1))
		if last := len(numbers) - 1; last >= 0 && numbers[last] == n {
			counts[last]++
			continue
		}
		numbers, counts = append(numbers, n), append(counts, 1)
	}
	return numbers, counts
}
