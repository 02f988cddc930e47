package store_test

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"entente/graph"
)

// world reads fixtures, which people can read too:
//
//	Russia | country | gazetteer | Moscow, Kremlin          an entity: name, kind, seed, aliases
//
//	article a1 | 2017-04-24 | Sample Wire | patterns/1       key, date, publisher, extractor
//	Moscow may support Syria, Iran says.                      a sentence, and what it states:
//	    Moscow=Russia "support" SUPPORTS Syria; hedged "may"; said by Iran
//
// An entity that was not described is a country that a text named. Its id is
// the slug of its name.
type world struct {
	entities map[string]graph.Entity
	versions map[string][]string // key -> article ids, oldest first
	names    map[string]string   // article or statement id -> how cases call it
}

func newWorld() *world {
	return &world{map[string]graph.Entity{}, map[string][]string{}, map[string]string{}}
}

// parcels reads the articles of a fixture, in order.
func (w *world) parcels(t testing.TB, fixture string) []graph.Parcel {
	t.Helper()
	var parcels []graph.Parcel
	for _, block := range regexp.MustCompile(`(?m)^article `).Split(fixture, -1)[1:] {
		parcels = append(parcels, w.parcel(t, block))
	}
	return parcels
}

// describe reads the lines that describe entities.
func (w *world) describe(fixture string) {
	for _, line := range strings.Split(fixture, "\n") {
		parts := fieldsOf(line)
		if len(parts) < 2 {
			continue
		}
		e := graph.Entity{ID: graph.Slug(parts[0]), Name: parts[0], Kind: graph.Kind(parts[1]), Seed: graph.Seed(part(parts, 2))}
		for _, alias := range strings.Split(part(parts, 3), ",") {
			if alias = strings.TrimSpace(alias); alias != "" {
				e.Aliases = append(e.Aliases, alias)
			}
		}
		w.entities[e.ID] = e
	}
}

func fieldsOf(line string) []string {
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func part(parts []string, i int) string {
	if i < len(parts) {
		return parts[i]
	}
	return ""
}

func (w *world) parcel(t testing.TB, block string) graph.Parcel {
	t.Helper()
	lines := strings.Split(strings.TrimRight(block, "\n"), "\n")
	head := fieldsOf(lines[0])
	published, err := time.Parse(time.DateOnly, cmp.Or(part(head, 1), "0001-01-01"))
	if err != nil {
		t.Fatalf("article %s: %v", head[0], err)
	}
	var sentences []string
	for _, line := range lines[1:] {
		if line != "" && line[0] != ' ' {
			sentences = append(sentences, line)
		}
	}
	a := graph.Article{Key: head[0], Title: "On " + head[0], Language: "en", Publisher: part(head, 2), Text: strings.Join(sentences, "\n")}
	if part(head, 1) != "" {
		a.Published = published
	}
	p := graph.Parcel{Article: a.Identify(), Extractor: cmp.Or(part(head, 3), "patterns/1")}
	p.Item = graph.Item{ID: p.Article.ID, Name: head[0] + ".txt"}
	w.call(&p)
	w.addStatements(t, &p, lines[1:])
	return p
}

// call gives an article the name that cases use: key/version.
func (w *world) call(p *graph.Parcel) {
	a := p.Article
	if w.names[a.ID] == "" {
		w.versions[a.Key] = append(w.versions[a.Key], a.ID)
		w.names[a.ID] = fmt.Sprintf("%s/%d", a.Key, len(w.versions[a.Key]))
	}
}

func (w *world) addStatements(t testing.TB, p *graph.Parcel, lines []string) {
	t.Helper()
	used := map[string]bool{}
	at, sentence := 0, graph.Excerpt{}
	for _, line := range lines {
		if line == "" {
			continue
		}
		if line[0] != ' ' {
			length := len([]rune(line))
			sentence = graph.Excerpt{Text: line, Start: at, End: at + length}
			at += length + 1
			continue
		}
		s := w.statement(t, p, sentence, strings.TrimSpace(line))
		p.Statements = append(p.Statements, s)
		w.names[s.ID] = fmt.Sprintf("%s#%d", w.names[p.Article.ID], len(p.Statements))
		for _, m := range append([]graph.Mention{s.Source, s.Target}, s.Speakers...) {
			if m.EntityID != "" && !used[m.EntityID] {
				used[m.EntityID] = true
				p.Entities = append(p.Entities, w.entities[m.EntityID])
			}
		}
	}
}

var statementLine = regexp.MustCompile(`^(.+?) "([^"]+)" ([A-Z_]+) ([^;]+)((?:;.*)?)$`)

func (w *world) statement(t testing.TB, p *graph.Parcel, sentence graph.Excerpt, line string) graph.Statement {
	t.Helper()
	match := statementLine.FindStringSubmatch(line)
	if match == nil {
		t.Fatalf("not a statement: %s", line)
	}
	s := graph.Statement{
		ArticleID: p.Article.ID, Publisher: p.Article.Publisher, Published: p.Article.Published, Extractor: p.Extractor,
		Relation: graph.Relation(match[3]), Sentence: sentence, Trigger: within(sentence, match[2]), Confidence: 0.8,
		Source: w.mention(sentence, match[1]), Target: w.mention(sentence, match[4]),
		Speakers: []graph.Mention{}, Cues: []graph.Cue{}, Rule: "fixture",
		Facts: graph.Facts{Certainty: graph.CertaintyAsserted, Time: graph.Ongoing},
	}
	for _, extra := range strings.Split(match[5], ";")[1:] {
		w.refine(t, &s, sentence, strings.TrimSpace(extra))
	}
	s.Interpret("")
	s.ID = graph.StatementID(s.ArticleID, s.Relation, s.Source, s.Target)
	return s
}

var cueKinds = map[string]graph.CueKind{
	"negated": graph.CueNegation, "hedged": graph.CueHedge, "planned": graph.CueFuture, "conditional": graph.CueConditional,
}

// refine reads what stands after a semicolon.
func (w *world) refine(t testing.TB, s *graph.Statement, sentence graph.Excerpt, extra string) {
	t.Helper()
	word, rest, _ := strings.Cut(extra, " ")
	switch word {
	case "negated":
		s.Negated = true
	case "hedged":
		s.Certainty = graph.CertaintyHedged
	case "planned":
		s.Time = graph.Future
	case "conditional":
		s.Conditional = true
	case "on":
		s.EventFrom, s.EventTo = graph.Date(rest), graph.Date(rest)
	case "said":
		for _, name := range strings.Split(strings.TrimPrefix(rest, "by "), ",") {
			s.Speakers = append(s.Speakers, w.mention(sentence, strings.TrimSpace(name)))
		}
	default:
		t.Fatalf("unknown refinement %q", extra)
	}
	if kind, ok := cueKinds[word]; ok && rest != "" {
		s.Cues = append(s.Cues, graph.Cue{Excerpt: within(sentence, strings.Trim(rest, `"`)), Kind: kind})
	}
}

// mention reads "surface=Name", a name that is its own surface, or "surface="
// of nobody in particular.
func (w *world) mention(sentence graph.Excerpt, text string) graph.Mention {
	surface, name, ok := strings.Cut(strings.TrimSpace(text), "=")
	if ok && name == "" {
		x := within(sentence, surface)
		return graph.Mention{Text: x.Text, Start: x.Start, End: x.End}
	}
	if !ok {
		name = surface
	}
	id := graph.Slug(name)
	if _, ok := w.entities[id]; !ok {
		w.entities[id] = graph.Entity{ID: id, Name: name, Kind: graph.KindCountry, Seed: graph.SeedText}
	}
	e := w.entities[id]
	x := within(sentence, surface)
	return graph.Mention{Text: x.Text, Start: x.Start, End: x.End, Entity: e.Name, EntityID: id, Kind: e.Kind}
}

// within finds words in a sentence; words that are not there get offsets that
// cannot be verified.
func within(sentence graph.Excerpt, words string) graph.Excerpt {
	at := strings.Index(sentence.Text, words)
	if at < 0 {
		return graph.Excerpt{Text: words, Start: sentence.Start, End: sentence.Start + len([]rune(words))}
	}
	start := sentence.Start + len([]rune(sentence.Text[:at]))
	return graph.Excerpt{Text: words, Start: start, End: start + len([]rune(words))}
}

// id undoes a name that a case uses: "a1" is the latest version of an article,
// "a1/1" one version, "a1/1#2" a statement of it.
func (w *world) id(name string) string {
	if !strings.Contains(name, "/") {
		if ids := w.versions[name]; len(ids) > 0 {
			return ids[len(ids)-1]
		}
	}
	for id, called := range w.names {
		if called == name {
			return id
		}
	}
	return name
}
