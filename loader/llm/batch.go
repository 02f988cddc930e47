package llm

import (
	"bytes"
	"encoding/json"
	"fmt"

	"entente/graph"
	"entente/loader/syntax"
)

// How much of an article goes into one request, and how many requests an
// article may cost. Lengths are code points.
const (
	batchSentences = 6
	batchLength    = 6000
	maxSentence    = 2000
	maxBatches     = 50
)

// batch is a run of sentences that are asked about together.
type batch struct {
	sentences []sentence
	actors    []graph.Mention // actor n of the question is actors[n-1]
	length    int
	asks      bool // some sentence names two actors
}

// sentence is a sentence with its actors: actors[first:last] of its batch.
type sentence struct {
	syntax.Sentence
	first, last int
	opens       int // where its paragraph begins
}

func (b *batch) start() int { return b.sentences[0].Start }
func (b *batch) end() int   { return b.sentences[len(b.sentences)-1].End }

// cut parts a document into batches. Sentences that can hold no statement go
// along, since speakers and what pronouns mean may stand there; a batch in
// which no sentence names two actors is left out. What is too long to be asked
// about is told.
func cut(doc syntax.Document, actors []graph.Mention) ([]*batch, []graph.Reject) {
	rejects := []graph.Reject{}
	var batches []*batch
	current := &batch{}
	end := func() {
		if current.asks {
			batches = append(batches, current)
		}
		current = &batch{}
	}
	opens := 0
	for i, s := range doc.Sentences {
		if i == 0 || s.Paragraph != doc.Sentences[i-1].Paragraph {
			opens = s.Start
		}
		var own []graph.Mention
		own, actors = within(s, actors)
		length := s.End - s.Start
		if length > maxSentence {
			rejects = append(rejects, graph.Reject{Stage: "llm", Reason: "a sentence of this length is no prose", Start: s.Start, End: s.End})
			continue
		}
		if len(current.sentences) == batchSentences || current.length+length > batchLength {
			end()
		}
		current.add(s, own, opens)
	}
	end()
	if len(batches) > maxBatches {
		rest := batches[maxBatches:]
		rejects = append(rejects, graph.Reject{
			Stage: "llm", Start: rest[0].start(), End: rest[len(rest)-1].end(),
			Reason: fmt.Sprintf("the article is longer than %d requests to a model; from here on nothing was read", maxBatches),
		})
		batches = batches[:maxBatches]
	}
	return batches, rejects
}

// within takes the actors of a sentence off a list sorted by Start.
func within(s syntax.Sentence, actors []graph.Mention) (own, rest []graph.Mention) {
	for len(actors) > 0 && actors[0].Start < s.End {
		if actors[0].Start >= s.Start && actors[0].End <= s.End {
			own = append(own, actors[0])
		}
		actors = actors[1:]
	}
	return own, actors
}

func (b *batch) add(s syntax.Sentence, actors []graph.Mention, opens int) {
	first := len(b.actors)
	b.actors = append(b.actors, actors...)
	b.sentences = append(b.sentences, sentence{s, first, len(b.actors), opens})
	b.length += s.End - s.Start
	for _, other := range actors {
		b.asks = b.asks || !same(actors[0], other)
	}
}

// same reports whether two mentions mean one actor or share words.
func same(a, b graph.Mention) bool {
	return a.EntityID != "" && a.EntityID == b.EntityID || a.Start < b.End && b.Start < a.End
}

// The question as the model sees it. Text stands in JSON strings, which no
// text can end.
type question struct {
	Published graph.Date      `json:"published,omitempty"`
	Sentences []askedSentence `json:"sentences"`
}

type askedSentence struct {
	Number int          `json:"number"`
	Part   syntax.Part  `json:"part"`
	Text   string       `json:"text"`
	Actors []askedActor `json:"actors"`
}

type askedActor struct {
	Number int        `json:"number"`
	Text   string     `json:"text"`
	Means  string     `json:"means,omitempty"`
	Kind   graph.Kind `json:"kind,omitempty"`
}

// question writes the batch as JSON, sentences and actors numbered from 1.
func (b *batch) question(article graph.Article) string {
	q := question{Published: graph.DateOf(article.Published)}
	for i, s := range b.sentences {
		asked := askedSentence{Number: i + 1, Part: s.Part, Text: s.Text, Actors: []askedActor{}}
		for j := s.first; j < s.last; j++ {
			a := b.actors[j]
			asked.Actors = append(asked.Actors, askedActor{j + 1, a.Text, a.Entity, a.Kind})
		}
		q.Sentences = append(q.Sentences, asked)
	}
	return encode(q)
}

// encode writes a value as JSON, with letters such as < left as they are.
func encode(value any) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value) // into memory, of types that always encode
	return out.String()
}
