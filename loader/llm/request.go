package llm

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/graph"
)

//go:embed prompt.md
var prompt string

// system is the prompt with the list of relations.
var system = strings.Replace(prompt, "{{relations}}\n", relationList(), 1)

func relationList() string {
	var b strings.Builder
	for _, info := range graph.Relations() {
		fmt.Fprintf(&b, "  - %s: A %s B\n", info.Relation, info.Verb)
	}
	return b.String()
}

// request is the body of a question, by the chat-completions protocol.
type request struct {
	Model          string    `json:"model"`
	Messages       []message `json:"messages"`
	Temperature    float64   `json:"temperature"` // 0, so that the same text reads the same
	Seed           int       `json:"seed"`
	MaxTokens      int       `json:"max_tokens"`
	Stream         bool      `json:"stream"`
	ResponseFormat any       `json:"response_format,omitempty"`
}

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// request puts a question; format is responseFormat, or nil where the
// endpoint does not know it.
func (c *client) request(question string, format any) request {
	return request{
		Model: c.model, Messages: []message{{"system", system}, {"user", question}},
		Seed: 1, MaxTokens: maxTokens, ResponseFormat: format,
	}
}

// schema is a JSON schema, or a part of one.
type schema map[string]any

// responseFormat asks for an answer of the shape of claim. It is of the strict
// kind: every field is required and no other is allowed.
var responseFormat = schema{
	"type":        "json_schema",
	"json_schema": schema{"name": "statements", "strict": true, "schema": answerSchema()},
}

var cueKinds = []graph.CueKind{graph.CueNegation, graph.CueHedge, graph.CueFuture, graph.CueConditional, graph.CueAttribution}

func answerSchema() schema {
	text, number, flag := schema{"type": "string"}, schema{"type": "integer"}, schema{"type": "boolean"}
	actor := object(schema{"number": number, "text": text})
	cue := object(schema{"text": text, "kind": oneOf(cueKinds...)})
	var relations []graph.Relation
	for _, info := range graph.Relations() {
		relations = append(relations, info.Relation)
	}
	return object(schema{"statements": list(object(schema{
		"sentence": number, "quote": text, "source": actor, "relation": oneOf(relations...), "target": actor, "trigger": text,
		"negated": flag, "certainty": oneOf(graph.CertaintyAsserted, graph.CertaintyHedged),
		"time": oneOf(graph.Past, graph.Ongoing, graph.Future), "conditional": flag,
		"cues": list(cue), "speakers": list(actor), "confidence": schema{"type": "number"},
	}))})
}

func object(properties schema) schema {
	required := slices.Sorted(maps.Keys(properties))
	return schema{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func list(of schema) schema { return schema{"type": "array", "items": of} }

func oneOf[T any](values ...T) schema { return schema{"type": "string", "enum": values} }
