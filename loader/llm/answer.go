package llm

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
)

// claim is a statement as the model words it, before anything is checked.
type claim struct {
	Sentence    int          `json:"sentence"`
	Quote       string       `json:"quote"`
	Source      namedActor   `json:"source"`
	Relation    string       `json:"relation"`
	Target      namedActor   `json:"target"`
	Trigger     string       `json:"trigger"`
	Negated     bool         `json:"negated"`
	Certainty   string       `json:"certainty"`
	Time        string       `json:"time"`
	Conditional bool         `json:"conditional"`
	Cues        []namedCue   `json:"cues"`
	Speakers    []namedActor `json:"speakers"`
	Confidence  *float64     `json:"confidence"`
}

type namedActor struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

type namedCue struct {
	Text string `json:"text"`
	Kind string `json:"kind"`
}

// maxClaims is the number of statements of one answer that are looked at: six
// sentences do not say more.
const maxClaims = 200

// Notes on an answer as a whole.
const (
	noteNone   = "the model's answer holds no list of statements"
	noteCut    = "the model's answer is cut off or broken; what stood before that was read"
	noteAround = "the model wrote text around its JSON, which was not read"
	noteMany   = "the model's answer holds more statements than its sentences can; the first 200 were read"
)

// statementsKey is where the list of statements begins.
var statementsKey = regexp.MustCompile(`"statements"\s*:\s*\[`)

// parse takes an answer apart: its statements, as far as they can be read, and
// notes on what else it held. Models wrap their JSON in prose or code fences,
// think aloud before it, and run out of tokens in the middle; what is whole is
// kept all the same, since every statement is checked by itself.
func parse(content string) (claims []claim, notes []string) {
	if i := strings.LastIndex(content, "</think>"); i >= 0 {
		content = content[i+len("</think>"):]
	}
	at := statementsKey.FindStringIndex(content)
	if at == nil {
		return nil, []string{noteNone}
	}
	before, list := content[:at[0]], content[at[1]-1:]
	decoder := json.NewDecoder(strings.NewReader(list))
	_, _ = decoder.Token() // the bracket
	for n := 0; decoder.More(); n++ {
		if n == maxClaims {
			return claims, append(notes, noteMany)
		}
		var raw json.RawMessage
		if decoder.Decode(&raw) != nil {
			return claims, append(notes, noteCut)
		}
		var c claim
		if err := json.Unmarshal(raw, &c); err != nil {
			notes = append(notes, misshapen(err))
			continue
		}
		claims = append(claims, c)
	}
	if _, err := decoder.Token(); err != nil {
		return claims, append(notes, noteCut)
	}
	if bare(before) != "{" || bare(list[decoder.InputOffset():]) != "}" {
		notes = append(notes, noteAround)
	}
	return claims, notes
}

// misshapen tells which field of a statement is not what was asked for.
func misshapen(err error) string {
	const reason = "a statement of the model is not of the shape asked for"
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return reason + ": see " + wrong.Field
	}
	return reason
}

// bare is a text without the code fence that models put around JSON.
func bare(text string) string {
	text = strings.TrimSpace(text)
	text = strings.TrimPrefix(strings.TrimPrefix(text, "```json"), "```")
	return strings.TrimSpace(strings.TrimSuffix(text, "```"))
}
