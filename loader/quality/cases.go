package quality

import (
	"io/fs"
	"strings"
	"time"

	"entente/graph"
	"entente/loader"
	"entente/loader/source"
)

// Cases tells how far the hand-written cases of package extract are read as
// they should be: those that a test keeps right, and the gaps, which are known
// to be read wrong.
type Cases struct {
	Texts     int          `json:"texts"`
	Gaps      int          `json:"gaps"`      // of the texts
	Relations []ClassScore `json:"relations"` // right with source, relation and target; all first
	Modes     []ClassScore `json:"modes"`     // right with source, relation, target and mode; all first
	Signs     []ClassScore `json:"signs"`     // right with source, target and sign; all first
	Speakers  Score        `json:"speakers"`  // right with source, relation, target and speaker
}

// ClassScore scores the statements of one class.
type ClassScore struct {
	Class string `json:"class"`
	Score
}

// allClasses is the class that every statement is of.
const allClasses = "all"

// Lines between the parts of a case, and between cases.
const (
	betweenParts = "\n----------\n"
	betweenCases = "\n==========\n"
)

// statementCase is a text and what it states.
type statementCase struct {
	text string
	gold []stated
	gap  bool
}

// stated is a statement as cases tell it.
type stated struct {
	source, target string
	relation       graph.Relation
	mode           graph.Mode
	speakers       []string
}

// readCases reads *.txt and gaps/*.txt.
func readCases(files fs.FS) ([]statementCase, error) {
	var out []statementCase
	for _, pattern := range []string{"*.txt", "gaps/*.txt"} {
		names, err := fs.Glob(files, pattern)
		if err != nil {
			return nil, graph.Errorf(graph.Internal, "the pattern %s is broken: %w", pattern, err)
		}
		for _, name := range names {
			content, err := fs.ReadFile(files, name)
			if err != nil {
				return nil, graph.Errorf(graph.Invalid, "the cases cannot be read: %w", err)
			}
			for _, one := range strings.Split(strings.TrimSpace(string(content)), betweenCases) {
				c, err := parseCase(name, one)
				if err != nil {
					return nil, err
				}
				c.gap = strings.HasPrefix(name, "gaps/")
				out = append(out, c)
			}
		}
	}
	if len(out) == 0 {
		return nil, graph.FieldError("cases", "There are no cases; give a folder with *.txt as in loader/extract/testdata.")
	}
	return out, nil
}

func parseCase(name, one string) (statementCase, error) {
	text, lines, ok := strings.Cut(strings.TrimSpace(one), betweenParts)
	if !ok {
		return statementCase{}, graph.Errorf(graph.Invalid, "%s: the case %q has no line of ten hyphens; put one between the text and its statements", name, text)
	}
	c := statementCase{text: text}
	for line := range strings.Lines(lines) {
		line = strings.TrimSpace(line)
		if line == "" || line == "none" {
			continue
		}
		s, ok := parseStated(line)
		if !ok {
			return c, graph.Errorf(graph.Invalid, "%s: %q is no statement; write source | RELATION | target | mode, and what else there is", name, line)
		}
		c.gold = append(c.gold, s)
	}
	return c, nil
}

// parseStated reads "source | RELATION | target | mode | by X, Y"; what comes
// after the mode may be left out, and dates and places are not scored.
func parseStated(line string) (stated, bool) {
	parts := strings.Split(line, " | ")
	if len(parts) < 4 {
		return stated{}, false
	}
	s := stated{source: parts[0], relation: graph.Relation(parts[1]), target: parts[2], mode: graph.Mode(parts[3])}
	for _, part := range parts[4:] {
		if by, ok := strings.CutPrefix(part, "by "); ok {
			s.speakers = strings.Split(by, ", ")
		}
	}
	return s, s.relation.Valid() && s.mode.Valid()
}

// casesPublished is the day of every case, a Monday.
var casesPublished = time.Date(2017, 4, 24, 0, 0, 0, 0, time.UTC)

// read gives what the reader makes of the text.
func (c statementCase) read(reader *loader.Reader) []stated {
	article := graph.Article{Text: c.text, Published: casesPublished, Publisher: "Test"}.Identify()
	var out []stated
	for _, s := range reader.Read(source.Item{Article: article}).Statements {
		one := stated{source: s.Source.Entity, relation: s.Relation, target: s.Target.Entity, mode: s.Mode}
		for _, speaker := range s.Speakers {
			one.speakers = append(one.speakers, speaker.Entity)
		}
		out = append(out, one)
	}
	return out
}

// fact is what a statement must share with a gold one to be right, and the
// class that it counts in.
type fact struct{ class, key string }

// scoreCases holds what was found of each case against its gold.
func scoreCases(cases []statementCase, found [][]stated) Cases {
	out := Cases{Texts: len(cases)}
	for _, c := range cases {
		out.Gaps += one(c.gap)
	}
	out.Relations = factScores(cases, found, stated.relationFact, relationNames())
	out.Modes = factScores(cases, found, stated.modeFact, modeNames())
	out.Signs = factScores(cases, found, stated.signFact, []string{"positive", "neutral", "negative"})
	out.Speakers = factScores(cases, found, stated.speakerFacts, nil)[0].Score
	return out
}

// factScores scores one sort of facts: all classes together, then those that
// occur, in order. A gold fact makes one found fact right.
func factScores(cases []statementCase, found [][]stated, facts func(stated) []fact, order []string) []ClassScore {
	counts := map[string]count{}
	add := func(f fact, more count) {
		tell(counts, f.class, more)
		tell(counts, allClasses, more)
	}
	for i, c := range cases {
		open := map[fact]int{}
		for _, f := range allFacts(c.gold, facts) {
			open[f]++
			add(f, count{gold: 1})
		}
		for _, f := range allFacts(found[i], facts) {
			right := one(open[f] > 0)
			open[f] -= right
			add(f, count{found: 1, right: right})
		}
	}
	out := []ClassScore{{allClasses, counts[allClasses].score()}}
	for _, name := range order {
		if c, ok := counts[name]; ok {
			out = append(out, ClassScore{name, c.score()})
		}
	}
	return out
}

func allFacts(all []stated, facts func(stated) []fact) []fact {
	var out []fact
	for _, s := range all {
		out = append(out, facts(s)...)
	}
	return out
}

func (s stated) key(more ...string) string {
	return strings.Join(append([]string{s.source, string(s.relation), s.target}, more...), "\t")
}

func (s stated) relationFact() []fact { return []fact{{string(s.relation), s.key()}} }

func (s stated) modeFact() []fact { return []fact{{string(s.mode), s.key(string(s.mode))}} }

func (s stated) speakerFacts() []fact {
	var out []fact
	for _, speaker := range s.speakers {
		out = append(out, fact{"", s.key(speaker)})
	}
	return out
}

// signFact has no sign where relation and mode leave it open: the mediation
// that is hedged may be past, which is neutral, or planned, which is positive.
func (s stated) signFact() []fact {
	f := graph.Facts{Negated: s.mode == graph.Negated, Certainty: graph.CertaintyAsserted, Time: graph.Past}
	past := graph.Read(s.relation, f, "").Polarity
	f.Time = graph.Future
	future := graph.Read(s.relation, f, "").Polarity
	switch s.mode {
	case graph.Planned:
		past = future
	case graph.Asserted:
		future = past
	}
	if past != future {
		return nil
	}
	class := "neutral"
	if past != 0 {
		class = signName(past)
	}
	return []fact{{class, strings.Join([]string{s.source, s.target, class}, "\t")}}
}

func relationNames() []string {
	var out []string
	for _, info := range graph.Relations() {
		out = append(out, string(info.Relation))
	}
	return out
}

func modeNames() []string {
	var out []string
	for _, m := range graph.Modes() {
		out = append(out, string(m))
	}
	return out
}
