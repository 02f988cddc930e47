package quality

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/loader"
)

// Sets of news to draw from.
const (
	Reuters = "reuters"
	AGNews  = "agnews"
)

// newsFiles are the files of the sets.
var newsFiles = map[string]string{Reuters: reuters, AGNews: agnews}

// Sample says which statements to draw.
type Sample struct {
	Set  string // Reuters or AGNews
	Size int
	Seed uint64
}

// perArticle is how many statements of one article are drawn at most, and
// poolSize how many times the sample the statements are that it is drawn from.
const (
	perArticle = 2
	poolSize   = 3
)

// Drawn is a statement for a person to judge. All offsets are in code points
// of the article's text as the data folder has it.
type Drawn struct {
	Set        string         `json:"set"`
	Seed       uint64         `json:"seed"`
	Article    string         `json:"article"`
	Start      int            `json:"start"` // of the sentence
	Relation   graph.Relation `json:"relation"`
	Source     string         `json:"source"` // name of the entity
	Target     string         `json:"target"` // name of the entity
	Mode       graph.Mode     `json:"mode"`
	Confidence float64        `json:"confidence"`
	Polarity   int            `json:"polarity"`
	Rule       string         `json:"rule"`
	SourceText string         `json:"source_text"` // verbatim
	TargetText string         `json:"target_text"` // verbatim
	Trigger    string         `json:"trigger"`
	Speakers   []string       `json:"speakers"` // "verbatim -> entity", nearest first
	Cues       []string       `json:"cues"`     // "kind: verbatim"
	Before     string         `json:"before"`   // the words before the sentence, for its pronouns
	Sentence   string         `json:"sentence"`
}

// newsRow is an article of the news: its id, and all of it as the loader reads
// it.
type newsRow struct {
	id  string
	raw json.RawMessage
}

// UnmarshalJSON keeps the row as it is.
func (n *newsRow) UnmarshalJSON(raw []byte) error {
	n.raw = slices.Clone(raw)
	var row struct{ ID string }
	err := json.Unmarshal(raw, &row)
	n.id = row.ID
	return err
}

// Draw reads the articles of a set in a random order, picks statements of each
// at random, at most two, until there are three times as many as are asked
// for, and draws from those. The same seed draws the same from the same
// extractor. An unknown set, a size
// below one and a set with too few statements are Invalid errors.
func Draw(ctx context.Context, reader *loader.Reader, data Data, sample Sample) ([]Drawn, error) {
	file, ok := newsFiles[sample.Set]
	if !ok {
		return nil, graph.FieldError("set", "There is no set %q; use %s or %s.", sample.Set, Reuters, AGNews)
	}
	if sample.Size < 1 {
		return nil, graph.FieldError("draw", "%d statements cannot be drawn; ask for one or more.", sample.Size)
	}
	articles, err := jsonRows[newsRow](data, file, math.MaxInt)
	if err != nil {
		return nil, err
	}
	random := rand.New(rand.NewPCG(sample.Seed, 0)) //nolint:gosec // a sample that can be drawn again, not a secret
	random.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
	pool, err := drawPool(ctx, reader, articles, sample, random)
	if err != nil {
		return nil, err
	}
	random.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
	return pool[:sample.Size], nil
}

// drawPool reads articles until their statements are enough.
func drawPool(ctx context.Context, reader *loader.Reader, articles []newsRow, sample Sample, random *rand.Rand) ([]Drawn, error) {
	var pool []Drawn
	read := func(n newsRow) []Drawn { return drawable(ctx, reader, n, sample) }
	for all := range loader.Parallel(ctx, runtime.GOMAXPROCS(0), slices.Values(articles), read) {
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		pool = append(pool, all[:min(len(all), perArticle)]...)
		if len(pool) >= poolSize*sample.Size {
			return pool, nil
		}
	}
	switch err := ctx.Err(); {
	case err != nil:
		return nil, graph.Errorf(graph.Timeout, "stopped before enough was drawn: %w", err)
	case len(pool) >= sample.Size:
		return pool, nil
	}
	return nil, graph.FieldError("draw", "The set %s gives only %d statements, at most %d of each article; draw no more than that.", sample.Set, len(pool), perArticle)
}

// drawable returns the statements of one article.
func drawable(ctx context.Context, reader *loader.Reader, n newsRow, sample Sample) []Drawn {
	item := oneItem(ctx, n.id, n.raw)
	reading := reader.Read(item)
	text := []rune(reading.Article.Text)
	var out []Drawn
	for _, s := range reading.Statements {
		out = append(out, Drawn{
			Set: sample.Set, Seed: sample.Seed, Article: n.id, Start: item.Given(s.Sentence.Start),
			Relation: s.Relation, Source: s.Source.Entity, Target: s.Target.Entity, Mode: s.Mode, Confidence: s.Confidence,
			Polarity: s.Polarity, Rule: s.Rule, SourceText: s.Source.Text, TargetText: s.Target.Text, Trigger: s.Trigger.Text,
			Speakers: speakersOf(s), Cues: cuesOf(s), Before: before(text, s.Sentence.Start), Sentence: s.Sentence.Text,
		})
	}
	return out
}

func speakersOf(s graph.Statement) []string {
	out := []string{}
	for _, m := range s.Speakers {
		out = append(out, arrow(m.Text, m.Entity))
	}
	return out
}

func arrow(text, entity string) string { return text + " -> " + entity }

func cuesOf(s graph.Statement) []string {
	out := []string{}
	for _, c := range s.Cues {
		out = append(out, fmt.Sprintf("%s: %s", c.Kind, c.Text))
	}
	return out
}

// beforeLength is how many code points of the text before a sentence a judge
// sees at most.
const beforeLength = 240

// before is the text before a place, from a whole word on.
func before(text []rune, at int) string {
	if at <= beforeLength {
		return string(text[:at])
	}
	_, whole, _ := strings.Cut(string(text[at-beforeLength:at]), " ")
	return whole
}

// drawnHead are the columns of DrawnTable: those up to the cause are the
// columns of judged.tsv after the round; the others are for the judge alone.
const drawnHead = "set\tseed\tarticle\tstart\trelation\tsource\ttarget\tmode\tconfidence\tverdict\tcause\t" +
	"polarity\trule\tsource text -> entity\ttarget text -> entity\ttrigger\tspeakers\tcues\tbefore\tsentence\n"

// DrawnTable is a table of tab-separated columns with a head line. Verdict and
// cause are empty, for the judge to fill.
func DrawnTable(all []Drawn) string {
	var b strings.Builder
	b.WriteString(drawnHead)
	for _, d := range all {
		cells := []string{
			d.Set, strconv.FormatUint(d.Seed, 10), d.Article, strconv.Itoa(d.Start), string(d.Relation), d.Source, d.Target,
			string(d.Mode), strconv.FormatFloat(d.Confidence, 'f', 3, 64), "", "",
			strconv.Itoa(d.Polarity), d.Rule, arrow(d.SourceText, d.Source), arrow(d.TargetText, d.Target), d.Trigger,
			strings.Join(d.Speakers, "; "), strings.Join(d.Cues, "; "), d.Before, d.Sentence,
		}
		for i, cell := range cells {
			cells[i] = strings.Join(strings.Fields(cell), " ") // no tabs, no line ends
		}
		b.WriteString(strings.Join(cells, "\t") + "\n")
	}
	return b.String()
}
