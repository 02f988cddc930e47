package store_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"entente/graph"
)

// corpus makes articles of which every number is chosen by chance and the same
// each time: a few actors in most sentences, many in few.
type corpus struct {
	chance *rand.Rand
	actors *rand.Zipf
}

func newCorpus(seed uint64, actors int) *corpus {
	chance := rand.New(rand.NewPCG(seed, seed))
	return &corpus{chance, rand.NewZipf(chance, 1.3, 4, uint64(actors-1))}
}

var outlets = []string{"Sample Wire", "Sample Post", "Sample Herald", "Sample Times", ""}

// article makes an article of so many sentences under a key. Each sentence is
// one statement.
func (c *corpus) article(key, extractor string, sentences int) graph.Parcel {
	var lines []string
	var statements []graph.Statement
	used := map[string]graph.Entity{}
	at := 0
	for range sentences {
		line, s := c.sentence(at, used)
		lines, statements = append(lines, line), append(statements, s)
		at += len(line) + 1
	}
	a := graph.Article{Key: key, Title: "On " + key, Language: "en", Publisher: outlets[c.chance.IntN(len(outlets))], Text: strings.Join(lines, "\n")}
	if c.chance.IntN(20) > 0 {
		a.Published = time.Date(2016, 1, 1+c.chance.IntN(700), 8, 0, 0, 0, time.UTC)
	}
	p := graph.Parcel{Article: a.Identify(), Extractor: extractor, Statements: statements}
	p.Item = graph.Item{ID: p.Article.ID, Name: key}
	for i := range p.Statements {
		s := &p.Statements[i]
		s.ArticleID = p.Article.ID
		s.ID = graph.StatementID(s.ArticleID, s.Relation, s.Source, s.Target)
	}
	for _, e := range used {
		p.Entities = append(p.Entities, e)
	}
	return p
}

func (c *corpus) sentence(at int, used map[string]graph.Entity) (string, graph.Statement) {
	info := graph.Relations()[c.chance.IntN(22)]
	facts := graph.Facts{Certainty: graph.CertaintyAsserted, Time: graph.Ongoing}
	switch c.chance.IntN(10) {
	case 0:
		facts.Negated = true
	case 1:
		facts.Certainty = graph.CertaintyHedged
	case 2:
		facts.Time = graph.Future
	}
	source, target, speaker := c.actor(used), c.actor(used), c.actor(used)
	parts := []string{source.Name, " ", info.Verb, " ", target.Name, ", says ", speaker.Name, fmt.Sprintf(" (%d).", c.chance.IntN(1e6))}
	offsets := make([]int, len(parts)+1)
	offsets[0] = at
	for i, p := range parts {
		offsets[i+1] = offsets[i] + len(p)
	}
	mention := func(i int, e graph.Entity) graph.Mention {
		return graph.Mention{Text: parts[i], Start: offsets[i], End: offsets[i+1], Entity: e.Name, EntityID: e.ID, Kind: e.Kind}
	}
	line := strings.Join(parts, "")
	s := graph.Statement{
		Source: mention(0, source), Target: mention(4, target), Relation: info.Relation, Facts: facts,
		Sentence:   graph.Excerpt{Text: line, Start: at, End: at + len(line)},
		Trigger:    graph.Excerpt{Text: parts[2], Start: offsets[2], End: offsets[3]},
		Confidence: float64(c.chance.IntN(100)) / 100, Extractor: "corpus/1", Cues: []graph.Cue{}, Speakers: []graph.Mention{},
	}
	if c.chance.IntN(3) == 0 {
		s.Speakers = append(s.Speakers, mention(6, speaker))
	}
	s.Interpret("")
	return line, s
}

func (c *corpus) actor(used map[string]graph.Entity) graph.Entity {
	name := fmt.Sprintf("Actor%d", c.actors.Uint64())
	e := graph.Entity{ID: graph.Slug(name), Name: name, Kind: graph.KindCountry, Seed: graph.SeedText}
	used[e.ID] = e
	return e
}

// articles makes n articles that differ in length.
func (c *corpus) articles(n int, extractor string) []graph.Parcel {
	parcels := make([]graph.Parcel, n)
	for i := range parcels {
		parcels[i] = c.article(fmt.Sprintf("article-%d", i), extractor, 1+c.chance.IntN(9))
	}
	return parcels
}

func saveAll(t testing.TB, save func(batch string, parcels []graph.Parcel) error, batch string, parcels []graph.Parcel, size int) {
	t.Helper()
	for len(parcels) > 0 {
		n := min(size, len(parcels))
		if err := save(batch, parcels[:n]); err != nil {
			t.Fatal(err)
		}
		parcels = parcels[n:]
	}
}
